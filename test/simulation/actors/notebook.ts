/** What somebody meant by one act, as they would tell it. */
export type Meant = {
  readonly who: string;
  /** Platform time of the act. */
  readonly at: number;
  /** The platform's name for it; null where an act may have to be repeated under another one. */
  readonly eventId: string | null;
  /** The form that was answered. */
  readonly run: string;
  readonly question: string;
  readonly answer:
    | { readonly kind: 'chose'; readonly value: string }
    | { readonly kind: 'took-back'; readonly value: string }
    | { readonly kind: 'wrote'; readonly text: string };
};

/** Everything that was answered in a run, by those who did. */
export type Notebook = {
  readonly note: (meant: Meant) => void;
  readonly all: () => readonly Meant[];
};

export function createNotebook(): Notebook {
  const entries: Meant[] = [];
  return { note: (meant) => entries.push(meant), all: () => entries };
}
