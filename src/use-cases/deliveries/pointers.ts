import type { ChoicePointer, Pointer, QuestionPointer } from '../ports/records/views.ts';
import type { Shown } from '../ports/sending/sending-reads.ts';

/** The form's question that typed words may answer: shown last, or before a choice that was shown since. */
export function questionOf(pointer: Pointer | null): QuestionPointer | null {
  switch (pointer?.kind) {
    case undefined:
    case 'murmur':
      return null;
    case 'question':
      return pointer;
    case 'stance':
    case 'times':
    case 'own':
      return pointer.behind ?? null;
  }
}

/** A choice that is shown now: what the form asks can still be answered. */
export function inFront(former: Pointer | null, choice: ChoicePointer): Pointer {
  const behind = questionOf(former);
  return behind === null ? choice : { ...choice, behind };
}

/** What was shown at that instant. */
export function toPointer(shown: Shown, shownAt: Date): Pointer {
  if (shown.kind === 'question') return { ...shown, shownAt };
  const { behind, ...choice } = shown;
  return behind === undefined
    ? { ...choice, shownAt }
    : { ...choice, shownAt, behind: { ...behind, shownAt } };
}
