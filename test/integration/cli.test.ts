import iconv from 'iconv-lite';
import { beforeAll, describe, expect, it } from 'vitest';
import { useCommandLine } from '../support/processes/run-bansou.ts';

const roster = `コード,チーム,役割,氏名,団体,メール,タイムゾーン,言語,お知らせを控える時間
P01A,01,参加者,参加者01A,団体A,p01a@example.org,Asia/Tokyo,ja,
M01A,01,メンター,メンター01A,,m01a@example.org,Asia/Tokyo,ja,
M01B,01,メンター,メンター01B,,m01b@example.org,America/Los_Angeles,英語,22:00-7:00
K1,,事務局,事務局A,,k1@example.org,Asia/Tokyo,ja,
`;
const sessions = `チーム,回,種別,日付,開始,分,リンク
０１,１,メンタリング,2099/11/10,21:00,40,https://meet.example.org/x
01,2,メンタリング,2099/11/24,２１：００,,https://meet.example.org/x
`;

describe('npm run bansou', () => {
  const { bansou, rows, save, pathOf } = useCommandLine();
  const count = async (table: string): Promise<unknown> =>
    (await rows(`select count(*)::int as n from ${table}`))[0]?.n;

  beforeAll(async () => {
    await bansou(
      ...['programme', 'create', '--key', 'P', '--name', 'プログラム', '--starts', '2099-10-01'],
      ...['--line-account', '@bansou', '--contact', 'desk@example.org'],
    );
    await save('roster.csv', roster);
    await save('sessions.csv', sessions);
  });

  it('lists every command, and says of an unknown one what to do', async () => {
    const help = await bansou('--help');
    expect(help.code).toBe(0);
    for (const name of ['programme create', 'roster import', 'session mark', 'digest preview', 'status']) {
      expect(help.out).toContain(name);
    }
    const unknown = await bansou('rooster', 'import');
    expect(unknown).toMatchObject({ code: 2 });
    expect(unknown.err).toContain('--help');
  });

  it('makes a programme once', async () => {
    expect(
      (await bansou('programme', 'create', '--key', 'P', '--name', 'x', '--starts', '2099-10-01')).code,
    ).toBe(0);
    expect(await rows('select name from programmes')).toEqual([{ name: 'プログラム' }]);
  });

  it('imports nothing in a dry run', async () => {
    const ran = await bansou('roster', 'import', 'roster.csv', '--programme', 'P', '--dry-run');
    expect(ran).toMatchObject({ code: 0 });
    expect(await count('people')).toBe(0);
  });

  it('takes the same roster twice without a change, in whatever encoding Excel wrote it', async () => {
    const first = await bansou('roster', 'import', 'roster.csv', '--programme', 'P');
    expect(first.out).toContain('追加4件');
    await save('bom.csv', `\uFEFF${roster.replaceAll('\n', '\r\n')}`);
    await save('sjis.csv', iconv.encode(roster.replaceAll('\n', '\r\n'), 'cp932'));
    for (const file of ['roster.csv', 'bom.csv', 'sjis.csv']) {
      expect((await bansou('roster', 'import', file, '--programme', 'P')).out).toContain(
        '変更0件、そのまま4件',
      );
    }
    expect(await count('people')).toBe(4);
  });

  it('lists every bad row with line, column and reason, and writes none', async () => {
    await save(
      'bad.csv',
      roster
        .replace('Asia/Tokyo,ja,\nM01A', 'Asia/Nowhere,ja,\nM01A')
        .replace('m01b@example.org', 'm01a@example.org')
        .replace('参加者01A', '参加者X'),
    );
    const ran = await bansou('roster', 'import', 'bad.csv', '--programme', 'P');
    expect(ran.code).toBe(1);
    expect(ran.out).toMatch(/2行目.*タイムゾーン.*Asia\/Nowhere/);
    expect(ran.out).toMatch(/4行目.*メール.*3行目/);
    expect(await rows("select name from people where code = 'P01A'")).toEqual([{ name: '参加者01A' }]);
  });

  it('says what an edited roster changed', async () => {
    await save('edited.csv', roster.replace('参加者01A', '参加者01X'));
    expect((await bansou('roster', 'import', 'edited.csv', '--programme', 'P')).out).toContain(
      '変更：P01A/participant（氏名）',
    );
  });

  it('imports, moves, cancels and refuses to mark what is not over', async () => {
    expect((await bansou('sessions', 'import', 'sessions.csv', '--programme', 'P')).out).toContain('追加2件');
    expect((await bansou('sessions', 'import', 'sessions.csv', '--programme', 'P')).out).toContain(
      'そのまま2件',
    );
    const move = ['session', 'move', '--programme', 'P', '--session', '01/mentoring/1', '--start', '20:00'];
    expect((await bansou(...move, '--date', '2099/11/11')).code).toBe(0);
    expect((await bansou(...move, '--date', '2098/11/11')).code).toBe(1);
    expect((await bansou(...move, '--date', '2099-02-30')).code).toBe(1);
    const at = 'select starts_at from sessions where number = 1';
    expect(await rows(at)).toEqual([{ starts_at: new Date('2099-11-11T20:00:00+09:00') }]);
    const cancel = ['session', 'cancel', '--programme', 'P', '--session', '01/mentoring/2'];
    expect((await bansou(...cancel)).code).toBe(0);
    expect(await rows('select state from sessions where number = 2')).toEqual([{ state: 'cancelled' }]);
    const mark = ['session', 'mark', '--programme', 'P', '--session', '01/mentoring/1', '--as', 'held'];
    expect((await bansou(...mark)).code).toBe(1);
  });

  it('makes the dates that are missing, and none at the turn of the year', async () => {
    const ran = await bansou('sessions', 'generate', '--programme', 'P', '--language', 'en');
    expect(ran.out).toContain('4 meetings have a date now.');
    const days = await rows(
      "select to_char(starts_at at time zone 'Asia/Tokyo', 'MM-DD') as day from sessions where state = 'planned'",
    );
    expect(days).toHaveLength(5);
    for (const { day } of days) expect(String(day) >= '12-29' || String(day) <= '01-03').toBe(false);
    expect((await bansou('sessions', 'generate', '--programme', 'P')).out).toContain('0回');
  });

  it('issues a join code once, for a participant only', async () => {
    const ran = await bansou('join-code', 'issue', '--programme', 'P', '--person', 'P01A');
    const code = /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec(ran.out)?.[0] ?? '';
    expect(code).not.toBe('');
    expect(ran.out).toContain(`https://line.me/R/oaMessage/%40bansou/?${code}`);
    const stored = JSON.stringify(await rows('select * from join_codes'));
    expect(stored).not.toContain(code.replace('-', ''));
    expect((await bansou('join-code', 'issue', '--programme', 'P', '--person', 'M01A')).code).toBe(1);
  });

  it('previews a digest with the ids behind its figures, leaving nothing behind', async () => {
    const ran = await bansou('digest', 'preview', '--programme', 'P', '--week', '2099-W46', '--trace');
    expect(ran.code).toBe(0);
    const [session] = await rows('select id from sessions where number = 1');
    expect(ran.out).toMatch(new RegExp(`sessions.planned.*${String(session?.id)}`));
    expect(await count('digests')).toBe(0);
  });

  it('shows how a programme stands', async () => {
    const ran = await bansou('status', '--programme', 'P');
    expect(ran.out).toContain('参加者1人（LINE0人、同意0人）');
    expect(ran.out).toContain('見送り1');
  });

  it('says in one line what is missing', async () => {
    const ran = await bansou('roster', 'import', 'nowhere.csv', '--programme', 'P');
    expect(ran).toMatchObject({ code: 1 });
    expect(ran.err.trim().split('\n')).toHaveLength(1);
    expect(ran.err).toContain(pathOf('nowhere.csv'));
  });
});
