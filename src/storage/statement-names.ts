/** Each takes memory in each connection, on the server's side too. */
const namesAtMost = 1_000;
/** Several values in a list, or several rows: ever other lengths make ever other texts. */
const list = /\bIN \(\$\d+,|\), ?\(\$\d+/;

/**
 * Names for the statements of a pool, so that PostgreSQL parses and plans each of them once a connection instead of each
 * time; the same text always has the same name. Empty, which means unnamed, for lists of values and when a thousand
 * have a name.
 */
export function createStatementNames(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const standing = names.get(sql);
    if (standing !== undefined) return standing;
    if (names.size >= namesAtMost || list.test(sql)) return '';
    const name = `prisma-${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
