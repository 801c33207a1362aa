const longest = 20;
const separators = /[\s、,;/・]+/u;
const prefix = /(^|[\s、,;/・])(?:チーム|TEAM)[\s-]*(?=\d|[A-Z](?:$|[\s、,;/・]))/gu;

/** The team codes in a cell, without repetition: NFKC, upper case, 「チーム07」 and `Team 07` as `07`. */
export function readTeamCodes(cell: string): readonly string[] {
  const text = cell.normalize('NFKC').toUpperCase().replace(prefix, '$1');
  return [...new Set(text.split(separators).filter((piece) => piece !== ''))];
}

/** Letters of any script, digits, `-` and `_`, at most twenty. */
export function isTeamCode(code: string): boolean {
  return /^[\p{L}\p{N}_-]+$/u.test(code) && Array.from(code).length <= longest;
}

/**
 * The known code that a typed one means; null when there is none or it could be several. Numbers match whatever
 * their leading zeros, which spreadsheets drop: `1` is `01`.
 */
export function matchTeam(typed: string, known: readonly string[]): string | null {
  if (known.includes(typed)) return typed;
  const alike = known.filter(
    (code) => isNumber(code) && isNumber(typed) && stripZeros(code) === stripZeros(typed),
  );
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

function isNumber(code: string): boolean {
  return /^\d+$/.test(code);
}

function stripZeros(code: string): string {
  return code.replace(/^0+(?=\d)/, '');
}
