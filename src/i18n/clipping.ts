/** The beginning of somebody's words: at most 60 code points, then an ellipsis; never half a surrogate pair. */
export function headOf(text: string, codePoints = 60): string {
  const signs = Array.from(text.trim().replace(/\s+/gu, ' '));
  return signs.length <= codePoints ? signs.join('') : `${signs.slice(0, codePoints).join('')}…`;
}

/** A label that fits a platform's limit, counted in UTF-16 units; never half a surrogate pair. */
export function fitLabel(label: string, units: number): string {
  if (label.length <= units) return label;
  const signs = Array.from(label);
  while (signs.length > 0 && signs.join('').length > units - 1) signs.pop();
  return `${signs.join('')}…`;
}

/** Limits of what stands on a button or over a modal, in UTF-16 units. */
export const labelLimits = {
  buttons: 40,
  shortcuts: 20,
  slackButtons: 75,
  modalTitles: 24,
} as const;
