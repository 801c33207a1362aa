import type { SessionView } from '../ports/records/views.ts';

/** What was said, and of which schedule of the session; null where the button was drawn for none. */
type Dated = { readonly said: string; readonly revision: number | null };

/** The value of a button about a session's date: for this schedule only, so that one under a former date is known as such. */
export function formatDated(said: string, { session }: Pick<SessionView, 'session'>): string {
  return `${said}.${session.scheduleRevision}`;
}

/** Reads the value of such a button. */
export function readDated(value: string): Dated {
  const { said = value, revision } = /^(?<said>[a-z]+)\.(?<revision>\d{1,9})$/.exec(value)?.groups ?? {};
  return { said, revision: revision === undefined ? null : Number(revision) };
}

/** Whether it was drawn under another date than the session has now. */
export function isOfFormerDate({ revision }: Dated, { session }: Pick<SessionView, 'session'>): boolean {
  return revision !== null && revision !== session.scheduleRevision;
}
