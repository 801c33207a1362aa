import ICAL from 'ical.js';

/** One event as a calendar application would keep it, read by a parser that is not ours. */
export type ParsedEvent = {
  readonly uid: string;
  readonly sequence: number;
  readonly startsAt: string;
  readonly endsAt: string;
  /** The zone in which the file itself wrote the start: `UTC` only where it says so. */
  readonly zone: string;
  readonly stampedAt: string;
  readonly modifiedAt: string;
  readonly status: string;
  readonly summary: string;
  readonly location: string | null;
  readonly url: string | null;
  readonly visibility: string;
};

export type ParsedCalendar = {
  readonly name: string | null;
  readonly refreshEvery: string | null;
  readonly publishedTtl: string | null;
  readonly events: readonly ParsedEvent[];
};

/** Reads a calendar file with ical.js, which throws at what is not one. */
export function parseCalendar(file: string): ParsedCalendar {
  const calendar = new ICAL.Component(ICAL.parse(file));
  const text = (name: string): string | null => calendar.getFirstPropertyValue(name)?.toString() ?? null;
  return {
    name: text('x-wr-calname'),
    refreshEvery: text('refresh-interval'),
    publishedTtl: text('x-published-ttl'),
    events: calendar.getAllSubcomponents('vevent').map(toEvent),
  };
}

function toEvent(component: ICAL.Component): ParsedEvent {
  const event = new ICAL.Event(component);
  const text = (name: string): string | null => component.getFirstPropertyValue(name)?.toString() ?? null;
  const instant = (name: string): string => {
    const value = component.getFirstPropertyValue(name);
    if (!(value instanceof ICAL.Time)) throw new Error(`${name} is no instant`);
    return value.toJSDate().toISOString();
  };
  return {
    uid: event.uid,
    sequence: event.sequence,
    startsAt: instant('dtstart'),
    endsAt: instant('dtend'),
    zone: event.startDate.zone?.tzid ?? 'floating',
    stampedAt: instant('dtstamp'),
    modifiedAt: instant('last-modified'),
    status: text('status') ?? '',
    summary: event.summary,
    location: text('location'),
    url: text('url'),
    visibility: text('class') ?? '',
  };
}

/** Lines as they stand in the file, whatever they hold: they end with CR LF. */
export function splitLines(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let at = 0; at + 1 < bytes.length; at += 1) {
    if (bytes[at] !== 0x0d || bytes[at + 1] !== 0x0a) continue;
    lines.push(bytes.subarray(from, at));
    from = at + 2;
  }
  lines.push(bytes.subarray(from));
  return lines;
}
