/** SQLSTATE classes of what is wrong with a row itself: its data, a constraint, a limit of PostgreSQL. */
const rowClasses: readonly string[] = ['22', '23', '54'];

/**
 * Whether the database refused what a row holds, and would refuse it again. Everything else (no connection, no answer,
 * read-only, disk full, deadlock) may pass, and its outcome may be unknown.
 */
export function isDataError(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  return error.code.length === 5 && rowClasses.includes(error.code.slice(0, 2));
}
