import type { LabDatabase } from '../databases.ts';

type Row = Readonly<Record<string, unknown>>;

/** Inserts rows with the columns of the first; Dates become their ISO text. */
export async function insertRows(
  database: Pick<LabDatabase, 'query'>,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first).join(', ');
  await database.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}
