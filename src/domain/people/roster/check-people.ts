import type { Sheet } from './columns.ts';
import type { RosterDraft } from './roster-draft.ts';
import type { RosterColumn, RosterProblem, RosterReason } from './roster-row.ts';
import { quietText } from './roster-texts.ts';

type Refuse = (draft: RosterDraft, column: RosterColumn, reason: RosterReason) => void;

/** Problems that show only when rows stand side by side: one person twice, one address for two, no address at all. */
export function checkPeople(
  drafts: readonly RosterDraft[],
  sheet: Sheet<RosterColumn>,
): readonly RosterProblem[] {
  const problems: RosterProblem[] = [];
  const refuse: Refuse = ({ line }, column, reason) => {
    problems.push({ line, column: sheet.titleOf(column), reason });
  };
  for (const rows of Map.groupBy(drafts, ({ code }) => code).entries()) {
    const [code, sameCode] = rows;
    if (code !== null) refuseRepeatedRoles(sameCode, code, refuse);
    if (code !== null) refuseDisagreements(sameCode, refuse);
    // Without a code every row is somebody else.
    for (const draft of sameCode) refuseWithoutEmail(draft, code === null ? [draft] : sameCode, refuse);
  }
  refuseSharedEmails(drafts, refuse);
  return problems;
}

function refuseRepeatedRoles(rows: readonly RosterDraft[], code: string, refuse: Refuse): void {
  for (const draft of rows) {
    const earlier = rows.find(({ role }) => role === draft.role);
    if (draft.role === null || earlier === undefined || earlier === draft) continue;
    refuse(draft, 'code', { kind: 'duplicateCode', value: code, earlierLine: earlier.line });
  }
}

function refuseDisagreements(rows: readonly RosterDraft[], refuse: Refuse): void {
  for (const column of ['name', 'email', 'zone', 'language', 'quiet'] as const) {
    const first = rows.find((draft) => personText(draft, column) !== null);
    for (const draft of rows) {
      const text = personText(draft, column);
      if (first === undefined || text === null || text === personText(first, column)) continue;
      refuse(draft, column, { kind: 'differs', earlierLine: first.line });
    }
  }
}

/** What a row says about the person rather than the role; null when it says nothing. */
function personText(
  draft: RosterDraft,
  column: 'name' | 'email' | 'zone' | 'language' | 'quiet',
): string | null {
  switch (column) {
    case 'quiet':
      return draft.quietRanges === null ? null : quietText(draft.quietRanges);
    case 'name':
    case 'email':
    case 'zone':
    case 'language':
      return draft[column];
  }
}

/** Everybody but participants is reached in Slack, where an e-mail address finds them. */
function refuseWithoutEmail(draft: RosterDraft, ofPerson: readonly RosterDraft[], refuse: Refuse): void {
  const needsEmail = draft.role !== null && draft.role !== 'participant';
  if (needsEmail && ofPerson.every(({ emailIsEmpty }) => emailIsEmpty))
    refuse(draft, 'email', { kind: 'noEmail' });
}

function refuseSharedEmails(drafts: readonly RosterDraft[], refuse: Refuse): void {
  const ownerOf = new Map<string, RosterDraft>();
  for (const draft of drafts) {
    const { code, email } = draft;
    if (email === null || code === null) continue;
    const owner = ownerOf.get(email);
    if (owner === undefined) ownerOf.set(email, draft);
    else if (owner.code !== code) {
      refuse(draft, 'email', { kind: 'duplicateEmail', value: email, earlierLine: owner.line });
    }
  }
}
