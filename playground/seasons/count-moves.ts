/**
 * How often a session moved, by the starts that were agreed on for it, oldest first: a session has moved when another start
 * than the one before is agreed on. Given up and agreed on once more at the same start, it has not.
 */
export function countMoves(starts: readonly Date[]): number {
  return starts.filter((start, index) => index > 0 && start.getTime() !== starts[index - 1]?.getTime())
    .length;
}
