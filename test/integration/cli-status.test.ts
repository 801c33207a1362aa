import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { testServerUrl } from '../support/databases/test-database.ts';
import { runBansou, useCommandLine } from '../support/processes/run-bansou.ts';

const day = 86_400_000;
const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

describe('bansou status', () => {
  const { bansou, rows, save } = useCommandLine();
  const deliver = (
    state: string,
    kind: string,
    dueAt: string,
    more: { reason?: string; subject?: object } = {},
  ) =>
    rows(
      `insert into deliveries (id, workspace_id, programme_id, dedupe_key, kind, subject, address, platform, person_id,
                               planned_at, due_at, state, reason)
       select '${randomUUID()}', workspace_id, id, '${randomUUID()}', '${kind}', '${JSON.stringify(more.subject ?? {})}',
              'x', 'line', (select id from people where code = 'P01A'), '${dueAt}', '${dueAt}', '${state}',
              ${more.reason === undefined ? 'null' : `'${more.reason}'`}
       from programmes`,
    );

  beforeAll(async () => {
    await bansou('programme', 'create', '--key', 'P', '--name', 'Programme', '--starts', '2099-10-01');
    await save(
      'roster.csv',
      [
        'code,team,role,name,email',
        'P01A,01,participant,Participant 01A,',
        'P01B,01,participant,Participant 01B,',
        'M01A,01,mentor,Mentor 01A,m01a@example.org',
        'M01B,01,mentor,Mentor 01B,m01b@example.org',
      ].join('\n'),
    );
    await bansou('roster', 'import', 'roster.csv', '--programme', 'P');
  });

  const status = async (): Promise<readonly string[]> => {
    const ran = await bansou('status', '--programme', 'P', '--language', 'en');
    expect(ran).toMatchObject({ code: 0, err: '' });
    return ran.out.trimEnd().split('\n');
  };

  it('says of a new programme that nothing is planned, due or digested yet', async () => {
    const lines = await status();
    expect(lines).toContain('Next: nothing planned');
    expect(lines).toContain('Notices to come: none');
    expect(lines).toContain('Last digest: none so far');
    expect(lines.join('\n')).not.toMatch(/Not received|Nobody has said|waiting past/);
  });

  it('names who has not joined and who is out of reach, each with the reason', async () => {
    await rows("update people set line_user_id = 'U1', line_reachable = false where code = 'P01A'");
    await rows("update people set slack_looked_up_at = now() where code = 'M01A'");
    await rows("update people set slack_user_id = 'W1', slack_reachable = false where code = 'M01B'");
    const lines = await status();
    expect(lines).toContain('Still to join on LINE: 1 (P01B Participant 01B)');
    expect(lines).toContain('Out of reach on LINE: 1 (P01A Participant 01A)');
    expect(lines).toContain('Not found in Slack: 1 (M01A Mentor 01A)');
    expect(lines).toContain('Out of reach in Slack: 1 (M01B Mentor 01B)');
  });

  it('shows what is due, what waits past its time and what was not received', async () => {
    await deliver('planned', 'ask.participant', ago(-2 * day));
    await deliver('planned', 'ask.participant', ago(3_600_000));
    await deliver('planned', 'ask.participant', ago(60_000));
    await deliver('failed', 'reminder.participant', ago(day), { reason: 'invalid_recipient' });
    await deliver('expired', 'nudge.participant', ago(2 * day));
    await deliver('skipped', 'ask.participant', ago(2 * day), { reason: 'answered' });
    await deliver('failed', 'ask.participant', ago(30 * day));
    const lines = await status();
    expect(lines.find((line) => line.startsWith('Notices to come: 3, the next on '))).toBeDefined();
    expect(lines).toContain(
      'Notices waiting past their time: 1. Please see whether the workers are running.',
    );
    const at = lines.indexOf('Not received in the last 14 days: 2');
    expect(lines[at + 1]).toMatch(/Participant 01A: not received \(invalid_recipient\)$/);
    expect(lines[at + 2]).toMatch(/Participant 01A: time passed$/);
  });

  it('shows the last digest and how far it got', async () => {
    const digestId = randomUUID();
    await rows(
      `insert into digests (id, programme_id, iso_week, starts_at, ends_at, taken_at, figures)
       select '${digestId}', id, '2026-W46', '2026-11-08T15:00:00Z', '2026-11-15T15:00:00Z', '2026-11-16T00:00:00Z', '{}'
       from programmes`,
    );
    await deliver('sent', 'digest', '2026-11-16T00:00:00Z', { subject: { digestId } });
    expect((await status()).filter((line) => line.startsWith('Last'))).toEqual([
      'Last digest: week 46 (Mon 16 Nov, 9:00, sent)',
    ]);
  });
});

describe('what stands in the way of a command', () => {
  const { bansou } = useCommandLine();
  const status = ['status', '--programme', 'P', '--language', 'en'];

  it.each([
    ['a database that is not there', { DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/x' }, /DATABASE_URL/],
    ['an address that is none', { DATABASE_URL: 'somewhere' }, /DATABASE_URL/],
    ['production without a database', { DATABASE_URL: '', NODE_ENV: 'production' }, /DATABASE_URL/],
    ['a short key', { DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/x', SECRET_KEY: 'abc' }, /SECRET_KEY/],
  ])('is told in one line: %s', async (_, environment, expected) => {
    const ran = await runBansou(status, environment);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(expected);
    expect(ran.err.trim().split('\n')).toHaveLength(1);
  });

  it('is told in one line: a database without the tables', async () => {
    const ran = await runBansou(status, { DATABASE_URL: testServerUrl() });
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain('npm run db:migrate');
    expect(ran.err.trim().split('\n')).toHaveLength(1);
  });

  it('is told in one line: a programme or a meeting that does not exist', async () => {
    expect(await bansou(...status)).toMatchObject({ code: 1, out: '', err: 'There is no programme P.\n' });
    await bansou('programme', 'create', '--key', 'P', '--name', 'P', '--starts', '2099-10-01');
    const cancel = [
      'session',
      'cancel',
      '--programme',
      'P',
      '--session',
      '01/mentoring/1',
      '--language',
      'en',
    ];
    expect(await bansou(...cancel)).toMatchObject({ code: 1, out: '', err: 'There is no such meeting.\n' });
  });

  it('is told in one line: no LINE account to invite people to', async () => {
    const issue = ['join-code', 'issue', '--programme', 'P', '--person', 'P01A', '--language', 'en'];
    const ran = await bansou(...issue);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(/^No LINE account is set\..*\n$/);
  });
});
