import type { LabDatabase } from '../databases.ts';

/** Rows by table, those first that others refer to. */
export type RowsByTable = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/**
 * Inserts rows of several tables in one statement, so that a worker that looks meanwhile sees all of them or none: a
 * session without its reminders would be planned anew. A table's columns are those of its first row; Dates become their
 * ISO text.
 */
export async function insertRows(
  database: Pick<LabDatabase, 'query'>,
  rowsByTable: RowsByTable,
): Promise<void> {
  const tables = Object.entries(rowsByTable).filter(([, rows]) => rows.length > 0);
  if (tables.length === 0) return;
  const inserts = tables.map(([table, [first]], index) => {
    const columns = Object.keys(first ?? {}).join(', ');
    return `into_${table} as (insert into ${table} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${table}, $${index + 1}::jsonb))`;
  });
  await database.query(
    `with ${inserts.join(', ')} select`,
    tables.map(([, rows]) => JSON.stringify(rows)),
  );
}
