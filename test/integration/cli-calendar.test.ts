import { beforeAll, describe, expect, it } from 'vitest';
import { runBansou, useCommandLine } from '../support/processes/run-bansou.ts';

const roster = [
  'code,team,role,name,organisation,email,zone,language,quiet',
  'M01A,01,mentor,Mentor 01A,,m01a@example.org,,,',
  'P01A,01,participant,Participant 01A,Org,,,,',
].join('\n');

describe('people’s calendars from the command line', () => {
  const { bansou, rows, save, environment } = useCommandLine();
  const calendar = (verb: string, person: string, ...more: readonly string[]) =>
    bansou('calendar', verb, '--programme', 'P', '--person', person, '--language', 'en', ...more);
  const addressIn = (out: string): string => /https:\S+/.exec(out)?.[0] ?? '';

  beforeAll(async () => {
    const create = ['programme', 'create', '--key', 'P', '--name', 'Programme', '--starts', '2099-10-01'];
    expect((await bansou(...create)).code).toBe(0);
    await save('roster.csv', roster);
    expect((await bansou('roster', 'import', 'roster.csv', '--programme', 'P')).code).toBe(0);
  });

  it('shows the same address each time, under the server’s own, and who must not get it', async () => {
    const [one, two] = [await calendar('issue', 'm01a'), await calendar('issue', 'M01A')];
    expect(one).toMatchObject({ code: 0, err: '' });
    expect(addressIn(one.out)).toMatch(/^https:\/\/bansou\.example\.org\/calendar\/[0-9a-f]{72}\.ics$/);
    expect(two.out).toBe(one.out);
    expect(one.out).toContain('Mentor 01A');
    expect(one.out).toContain('themselves only');
    expect(addressIn((await calendar('issue', 'P01A')).out)).not.toBe(addressIn(one.out));
  });

  it('ends an address, and not in a dry run', async () => {
    const revision = () => rows("select calendar_revision from people where code = 'M01A'");
    const before = addressIn((await calendar('issue', 'M01A')).out);
    expect((await calendar('revoke', 'M01A', '--dry-run')).out).toContain('Nothing was written.');
    expect(await revision()).toEqual([{ calendar_revision: 1 }]);
    expect((await calendar('revoke', 'M01A')).out).toContain('can no longer be used');
    expect(await revision()).toEqual([{ calendar_revision: 2 }]);
    expect(addressIn((await calendar('issue', 'M01A')).out)).not.toBe(before);
  });

  it('refuses who is not in the programme, and says which setting it lacks', async () => {
    expect(await calendar('issue', 'X9')).toMatchObject({
      code: 1,
      out: '',
      err: 'Nobody in this programme has the code X9.\n',
    });
    const issue = ['calendar', 'issue', '--programme', 'P', '--person', 'M01A', '--language', 'en'];
    const given = await environment();
    expect(await runBansou(issue, { ...given, BASE_URL: '' })).toMatchObject({
      code: 2,
      out: '',
      err: 'Please add BASE_URL (.env).\n',
    });
    const malformed = await runBansou(issue, { ...given, BASE_URL: 'bansou.example.org' });
    expect(malformed).toMatchObject({ code: 1, out: '' });
    expect(malformed.err).toContain('BASE_URL must be an http(s) address');
  });
});
