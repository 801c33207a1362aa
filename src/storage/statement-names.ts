/** Each takes memory in each connection, on the server's side too. */
const namesAtMost = 500;
/** Statements met once: lists of ever other lengths make ever other texts. */
const strangersAtMost = 2_000;

/**
 * Names for the statements of a pool, so that PostgreSQL parses and plans each of them once a connection instead of each
 * time; the same text always has the same name. Empty, which means unnamed, for what was not met before and when 500
 * have a name.
 */
export function createStatementNames(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  const metOnce = new Set<string>();
  return ({ sql }) => {
    const name = names.get(sql);
    if (name !== undefined) return name;
    if (names.size >= namesAtMost) return '';
    if (!metOnce.delete(sql)) {
      if (metOnce.size >= strangersAtMost) metOnce.clear();
      metOnce.add(sql);
      return '';
    }
    const given = `prisma-${names.size + 1}`;
    names.set(sql, given);
    return given;
  };
}
