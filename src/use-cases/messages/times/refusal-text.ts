import type { StartRefusal } from '../../../domain/scheduling/starts/check-start.ts';
import { startOfDay } from '../../../domain/time.ts';
import type { Texts } from '../../../i18n/texts.ts';

/** Why a start cannot be taken, in the reader's words. */
export async function refusalText(
  refusal: StartRefusal | { readonly kind: 'same' },
  reader: {
    readonly texts: Texts['times']['refused'];
    readonly zone: string;
    readonly nameFor: (personId: string) => Promise<string>;
  },
): Promise<string> {
  const { texts, zone, nameFor } = reader;
  switch (refusal.kind) {
    case 'past':
      return texts.past;
    case 'soon':
      return texts.soon;
    case 'far':
    case 'outside':
      return texts.outside({ endsOn: startOfDay(refusal.endsOn, zone), zone });
    case 'closed':
      return texts.closed({
        from: startOfDay(refusal.firstOn, zone),
        to: startOfDay(refusal.lastOn, zone),
        zone,
      });
    case 'overlaps':
      return texts.overlaps({ name: await nameFor(refusal.with[0]?.personId ?? '') });
    case 'away':
      return texts.away({ name: await nameFor(refusal.personIds[0] ?? '') });
    case 'gap':
      return texts.gap;
    case 'twice':
      return texts.twice;
    case 'same':
      return texts.same;
    case 'unreadable':
      return texts.missing;
  }
}
