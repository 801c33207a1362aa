/**
 * A text in pieces of at most so many UTF-16 units (two or more), cut after a line where one ends in the second half
 * of a piece; never half a surrogate pair. Nothing is lost: joined they are the text.
 */
export function splitText(text: string, units: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > units) {
    const afterLine = rest.lastIndexOf('\n', units - 1) + 1;
    const cutsPair = /[\uD800-\uDBFF]$/u.test(rest.slice(0, units));
    const cut = afterLine > units / 2 ? afterLine : cutsPair ? units - 1 : units;
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return [...pieces, rest];
}
