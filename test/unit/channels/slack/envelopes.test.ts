import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSlackBody, type SlackEnvelope } from '../../../../src/channels/slack/envelopes.ts';
import { createCensus } from '../../../support/arbitraries/moments.ts';
import { anyJson, slackBodies, spoiledSlackBodies } from '../../../support/arbitraries/slack-bodies.ts';

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
const formOf = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();

const event = (body: unknown): SlackEnvelope | null => readSlackBody(JSON.stringify(body), json);
const interaction = (body: unknown): SlackEnvelope | null =>
  readSlackBody(formOf({ payload: JSON.stringify(body) }), form);
const idOf = (envelope: SlackEnvelope | null): string | null =>
  envelope?.kind === 'event' || envelope?.kind === 'interaction' ? envelope.naturalId : null;

describe('a body of Slack', () => {
  it('is a challenge, a check, an event or an interaction', () => {
    expect(event(slackBodies.challenge)).toEqual({ kind: 'challenge', challenge: '3eZbrw1a' });
    expect(readSlackBody('ssl_check=1&token=x', form)).toEqual({ kind: 'check' });
    expect(event(slackBodies.dm)).toMatchObject({
      kind: 'event',
      naturalId: 'Ev1',
      userId: 'U1',
      occurredAt: new Date(1_731_412_800_000),
    });
    expect(event(slackBodies.userChange)).toMatchObject({ kind: 'event', userId: 'U1' });
    expect(interaction(slackBodies.button)).toMatchObject({
      kind: 'interaction',
      userId: 'U1',
      occurredAt: new Date(1_731_412_800_500),
    });
    expect(readSlackBody(formOf(slackBodies.command), form)).toMatchObject({
      kind: 'interaction',
      userId: 'U1',
    });
  });

  it.each(['', 'x', '[]', 'null', '1', '"text"', '{'])('is nothing when it is no JSON object: %s', (text) => {
    expect(readSlackBody(text, json)).toBeNull();
    expect(readSlackBody(formOf({ payload: text }), form)).toBeNull();
  });

  it('has the same id each time it is sent, and another for every other act', () => {
    const { button, picked, submission } = slackBodies;
    const [chosen] = picked.actions;
    const [action] = button.actions;
    const others = [
      button,
      { ...button, user: { ...button.user, id: 'U2' } },
      { ...button, actions: [{ ...action, action_ts: '1731412800.6' }] },
      { ...button, actions: [{ ...action, action_id: 'other' }] },
      { ...button, container: { ...button.container, message_ts: '2.2' } },
      picked,
      { ...picked, view: { id: 'V2', hash: 'h' } },
      { ...picked, actions: [{ ...chosen, block_id: 'second' }] },
      { ...picked, actions: [{ ...chosen, action_ts: '1731412800.6' }] },
      submission,
      { ...submission, view: { ...submission.view, hash: 'h2' } },
      { ...submission, view: { ...submission.view, state: { values: { worry: { v: { value: 'x' } } } } } },
      slackBodies.closed,
    ];
    const ids = others.map((one) => idOf(interaction(one)));
    expect(new Set(ids).size).toBe(others.length);
    expect(ids.every((id) => id !== null && /^[0-9a-f]{64}$/.test(id))).toBe(true);
    expect(others.map((one) => idOf(interaction({ ...one, trigger_id: 'a new one' })))).toEqual(ids);
  });
});

describe('any text in place of a body of Slack', () => {
  it('never throws, as JSON, as a form or as noise', () => {
    const kinds = createCensus(['challenge', 'check', 'event', 'interaction', 'nothing']);
    const noise = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('ssl_check=', 'payload', '%', 'payload=%00'),
    );
    fc.assert(
      fc.property(fc.oneof(anyJson, spoiledSlackBodies), noise, (value, junk) => {
        const text = JSON.stringify(value) ?? 'null';
        for (const type of [json, `${form}; charset=utf-8`, '']) {
          for (const body of [text, formOf({ payload: text.toWellFormed() }), junk]) {
            const read = readSlackBody(body, type);
            kinds.count(read?.kind ?? 'nothing');
            if (read?.kind !== 'event' && read?.kind !== 'interaction') continue;
            expect(Number.isNaN(read.occurredAt?.getTime() ?? 0)).toBe(false);
            expect([read.naturalId, read.userId].includes('')).toBe(false);
          }
        }
      }),
      { numRuns: 1_500 },
    );
    expect(kinds.missing()).toEqual([]);
  });
});
