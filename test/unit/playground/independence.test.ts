import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../../playground/seasons/', import.meta.url));

describe('what a season should bring', () => {
  it('is derived without a line of the product', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    expect(files.length).toBeGreaterThan(10);
    const importing = files.filter((name) =>
      /from '[./]+\/src\//u.test(readFileSync(`${folder}${name}`, 'utf8')),
    );
    expect(importing).toEqual([]);
  });
});
