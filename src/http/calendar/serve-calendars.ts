import type { Hono } from 'hono';
import { etag } from 'hono/etag';
import { textsFor } from '../../i18n/index.ts';
import type { PersonalCalendar, ReadCalendar } from '../../use-cases/calendar/read-calendar.ts';
import { renderCalendar } from './render-calendar.ts';

/**
 * `/calendar/<secret>.ics`, to subscribe to, and `/calendar/<secret>/<session>.ics`, to put one session into a calendar.
 * The address is the only key: nothing on the way may keep an answer for others, or show the address to another site.
 */
export function serveCalendars(app: Hono, readCalendar: ReadCalendar): void {
  app.use('/calendar/*', etag(), async (context, next) => {
    await next();
    context.header('cache-control', 'private, no-cache');
    context.header('referrer-policy', 'no-referrer');
    context.header('x-robots-tag', 'noindex');
    context.header('x-content-type-options', 'nosniff');
  });
  app.get('/calendar/:file{[^/]+\\.ics}', async (context) => {
    const calendar = await readCalendar(nameOf(context.req.param('file')));
    return calendar === null ? context.notFound() : answer(calendar, 'whole');
  });
  app.get('/calendar/:secret/:file{[^/]+\\.ics}', async (context) => {
    const { secret, file } = context.req.param();
    const calendar = await readCalendar(secret, nameOf(file));
    return calendar === null ? context.notFound() : answer(calendar, 'single');
  });
}

function nameOf(file: string): string {
  return file.slice(0, -'.ics'.length);
}

function answer(calendar: PersonalCalendar, extent: 'whole' | 'single'): Response {
  return new Response(renderCalendar(calendar, { texts: textsFor(calendar.language).calendar, extent }), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `${extent === 'whole' ? 'inline' : 'attachment'}; filename="bansou.ics"`,
    },
  });
}
