import ical, {
  type ICalCalendar,
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { CalendarEntry } from '../../domain/sessions/calendar-entry.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { PersonalCalendar } from '../../use-cases/calendar/read-calendar.ts';

/** How often a calendar that subscribed may look again; most decide for themselves. */
const refreshSeconds = 3_600;

/**
 * A calendar in iCalendar's format (RFC 5545), all times in UTC. The same calendar gives the same bytes at any time.
 * Whole calendars carry a name and how often to look; a single session is put among the reader's own.
 */
export function renderCalendar(
  { entries }: PersonalCalendar,
  { texts, extent }: { readonly texts: Texts['calendar']; readonly extent: 'whole' | 'single' },
): string {
  const calendar = ical({
    prodId: { company: 'Bansou', product: 'Calendar' },
    ...(extent === 'whole' ? { name: texts.name, ttl: refreshSeconds } : {}),
  });
  for (const entry of entries) addEntry(calendar, entry, texts);
  return calendar.toString();
}

function addEntry(calendar: ICalCalendar, entry: CalendarEntry, texts: Texts['calendar']): void {
  const { uid, sequence, startsAt, endsAt, changedAt, standing, link } = entry;
  calendar.createEvent({
    id: uid,
    sequence,
    start: startsAt,
    end: endsAt,
    stamp: changedAt,
    lastModified: changedAt,
    summary: texts.entry(entry),
    // Colleagues who may look into a calendar see that its owner is busy, and nothing else.
    class: ICalEventClass.PRIVATE,
    status: statuses[standing],
    transparency: standing === 'cancelled' ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    ...(link === null ? {} : { location: link, url: toAddress(link) }),
  });
}

/** The library escapes addresses like sentences, which RFC 5545 (3.3.13) does not: nothing is left for it to escape. */
function toAddress(link: string): string {
  return new URL(link).href.replaceAll(
    /[,;\\]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const statuses: Readonly<Record<CalendarEntry['standing'], ICalEventStatus>> = {
  certain: ICalEventStatus.CONFIRMED,
  open: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
};
