import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LineUser } from '../../playground/line/line-user.ts';
import { type LineFixture, refusalOf, startLine, text } from '../support/line/line-stand-in-fixture.ts';
import { times } from '../support/line/messages.ts';

let fixture: LineFixture;
let user: LineUser;

beforeAll(async () => {
  fixture = await startLine();
  user = await fixture.addFriend();
});
afterAll(() => fixture.close());

describe('requests LINE refuses', () => {
  const push = (body: unknown) =>
    fixture.call('/v2/bot/message/push', {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });

  it('none and six messages, and lists every fault of those between', async () => {
    const send = (count: number) =>
      fixture.client.pushMessage({ to: user.userId, messages: times(count, text('x')) });
    const size = { message: 'Size must be between 1 and 5', property: 'messages' };
    expect((await refusalOf(send(0))).details).toEqual([size]);
    expect((await refusalOf(send(6))).details).toEqual([size]);
    expect(
      await refusalOf(
        fixture.client.pushMessage({ to: user.userId, messages: [text(''), text('x'), text('')] }),
      ),
    ).toMatchObject({
      status: 400,
      message: 'The request body has 2 error(s)',
      details: [
        { message: 'May not be empty', property: 'messages[0].text' },
        { message: 'May not be empty', property: 'messages[2].text' },
      ],
    });
    expect(user.received).toEqual([]);
  });

  it('a body that is not said to be JSON, or is none', async () => {
    const post = (contentType: string, body: string) =>
      fixture.call('/v2/bot/message/push', { body, headers: { 'content-type': contentType } });
    const typed = await post('text/plain', JSON.stringify({ to: user.userId, messages: [text('x')] }));
    expect([typed.status, await typed.json()]).toEqual([
      415,
      { message: 'The content type, text/plain, is not supported' },
    ]);
    expect((await post('application/json', '{"to":')).status).toBe(400);
    expect((await post('application/json', '[]')).status).toBe(400);
    expect(
      (
        await post(
          'application/json; charset=UTF-8',
          JSON.stringify({ to: user.userId, messages: [text('x')] }),
        )
      ).status,
    ).toBe(200);
  });

  it('a body over 2 MB, read to its end so that the caller sees the answer', async () => {
    const response = await push({ to: user.userId, messages: [], padding: 'x'.repeat(20_000_000) });
    expect([response.status, await response.json()]).toEqual([413, { message: 'Payload Too Large' }]);
    expect((await push({ to: user.userId, messages: [text('after')] })).status).toBe(200);
  });

  it('addresses that LINE does not know, with or without a body', async () => {
    expect((await fixture.call('/v2/bot/nothing')).status).toBe(404);
    expect((await fixture.call('/v2/bot/nothing', { body: '{}' })).status).toBe(404);
    expect((await fixture.call('/v2/bot/message/push', { method: 'GET' })).status).toBe(404);
  });

  it('people who do not exist, and what is no id', async () => {
    const to = (id: string) => refusalOf(fixture.client.pushMessage({ to: id, messages: [text('x')] }));
    expect(await to(`U${'0'.repeat(32)}`)).toMatchObject({ status: 400, message: 'Failed to send messages' });
    expect(await to('mika')).toMatchObject({
      status: 400,
      message: "The property, 'to', in the request body is invalid (line: -, column: -)",
    });
    expect(await to('')).toMatchObject({ details: [{ message: 'May not be empty', property: 'to' }] });
  });

  it('multicasts to nobody and to more than 500', async () => {
    const to = (count: number) =>
      refusalOf(fixture.client.multicast({ to: times(count, user.userId), messages: [text('x')] }));
    const size = { message: 'Size must be between 1 and 500', property: 'to' };
    expect((await to(0)).details).toEqual([size]);
    expect((await to(501)).details).toEqual([size]);
  });

  it('loading animations but of 5 to 60 seconds in steps of five, with a person', async () => {
    const load = (loadingSeconds?: number, chatId = user.userId) =>
      fixture.client.showLoadingAnimation({
        chatId,
        ...(loadingSeconds === undefined ? {} : { loadingSeconds }),
      });
    for (const seconds of [undefined, 5, 60]) expect(await load(seconds)).toEqual({});
    for (const seconds of [0, 7, 65, 7.5])
      expect(await refusalOf(load(seconds))).toMatchObject({ status: 400 });
    expect(await refusalOf(load(5, `C${'0'.repeat(32)}`))).toMatchObject({ status: 400 });
  });

  it('and remembers what a well-made app would never do; looking at a draft is no such thing', async () => {
    const before = fixture.line.violations.length;
    await refusalOf(fixture.client.validatePush({ messages: [text('')] }));
    expect(fixture.line.violations).toHaveLength(before);
    await refusalOf(fixture.client.pushMessage({ to: user.userId, messages: [text('')] }));
    expect(fixture.line.violations.at(-1)).toMatch(
      /^POST \/v2\/bot\/message\/push: 400 .*messages\[0\]\.text/,
    );
  });
});
