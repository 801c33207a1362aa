import type { LineIncoming } from '../../../domain/messaging/incoming.ts';
import type { Control } from '../../../domain/messaging/message.ts';
import type { Texts } from '../../../i18n/texts.ts';
import { act, anyRef } from '../../messages/controls.ts';
import type { Records } from '../../ports/records/records.ts';
import type { ProgrammeView } from '../../ports/records/views.ts';

/** Somebody on LINE whom we do not know. */
export type Stranger = {
  readonly records: Records;
  readonly incoming: LineIncoming;
  readonly now: Date;
  readonly secretKey: string;
  readonly texts: Texts;
  /** The programme whose desk is named; null before any exists. */
  readonly programme: ProgrammeView | null;
};

/** What a stranger can tap: no code at hand, or where help is. */
export function joinShortcuts({ joining }: Texts): readonly Control[] {
  return [
    act(joining.shortcuts.noCode, 'k', anyRef, 'join', 'nocode'),
    act(joining.shortcuts.whereToTurn, 'k', anyRef, 'help', 'open'),
  ];
}
