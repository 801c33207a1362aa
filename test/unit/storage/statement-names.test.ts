import { describe, expect, it } from 'vitest';
import { createStatementNames } from '../../../src/storage/statement-names.ts';

describe('names of statements', () => {
  it('name a text from its second time on, always the same', () => {
    const nameOf = createStatementNames();
    const names = ['select 1', 'select 2', 'select 1', 'select 2', 'select 1'].map((sql) => nameOf({ sql }));
    expect(names.slice(0, 2)).toEqual(['', '']);
    expect(names[2]).not.toBe('');
    expect(names[3]).not.toBe('');
    expect(names[2]).not.toBe(names[3]);
    expect(names[4]).toBe(names[2]);
  });

  it('run out at 500, and what has one keeps it', () => {
    const nameOf = createStatementNames();
    const twice = (sql: string): string => {
      nameOf({ sql });
      return nameOf({ sql });
    };
    const names = Array.from({ length: 600 }, (_, index) => twice(`select ${index}`));
    expect(new Set(names.filter((name) => name !== '')).size).toBe(500);
    expect(nameOf({ sql: 'select 7' })).toBe(names[7]);
    // A longer name would be cut by PostgreSQL, and two of them be one.
    expect(Math.max(...names.map(({ length }) => length))).toBeLessThan(63);
  });

  it('do not remember every text that came once', () => {
    const nameOf = createStatementNames();
    for (let index = 0; index < 5_000; index += 1) nameOf({ sql: `select ${index}` });
    expect(nameOf({ sql: 'select 0' })).toBe('');
    expect(nameOf({ sql: 'select 4999' })).not.toBe('');
  });
});
