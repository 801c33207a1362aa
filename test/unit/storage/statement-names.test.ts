import { describe, expect, it } from 'vitest';
import { createStatementNames } from '../../../src/storage/statement-names.ts';

describe('names of statements', () => {
  it('are the same for the same text, and others for others', () => {
    const nameOf = createStatementNames();
    const [one, other, again] = ['select 1', 'select 2', 'select 1'].map((sql) => nameOf({ sql }));
    expect(one).toMatch(/./);
    expect(other).toMatch(/./);
    expect(other).not.toBe(one);
    expect(again).toBe(one);
  });

  it.each([
    'SELECT "id" FROM "people" WHERE "id" IN ($1,$2) OFFSET $3',
    'INSERT INTO "seats" ("id","role") VALUES ($1,$2), ($3,$4)',
    'INSERT INTO "seats" ("id","role") VALUES ($1,$2),($3,$4)',
  ])('are not given to texts that grow with their values: %s', (sql) => {
    expect(createStatementNames()({ sql })).toBe('');
  });

  it.each([
    'SELECT "id" FROM "people" WHERE ("id" = $1 AND 1=1) LIMIT $2 OFFSET $3',
    'INSERT INTO "seats" ("id","role") VALUES ($1,$2) ON CONFLICT ("id") DO UPDATE SET "role" = $3',
    'select count(*) from seats where id = any ($1::uuid[])',
  ])('are given to texts that stay: %s', (sql) => {
    expect(createStatementNames()({ sql })).not.toBe('');
  });

  it('run out at a thousand, short enough for PostgreSQL not to cut them, and what has one keeps it', () => {
    const nameOf = createStatementNames();
    const names = Array.from({ length: 1_200 }, (_, index) => nameOf({ sql: `select ${index}` }));
    expect(new Set(names.filter((name) => name !== '')).size).toBe(1_000);
    expect(nameOf({ sql: 'select 7' })).toBe(names[7]);
    expect(Math.max(...names.map(({ length }) => length))).toBeLessThan(63);
  });
});
