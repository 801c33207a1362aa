import { toLocal } from '../domain/time.ts';
import { type Command, needProgramme } from './command.ts';

/** `status`: how a programme stands, in counts. */
export const status: Command = {
  name: 'status',
  summary: 'status',
  usage: '--programme KEY',
  options: ['programme'],
  flags: [],
  run: async (context) => {
    const { desk, texts, print, clock } = context;
    const now = clock.now();
    const { programme, next, outlook } = await desk.transact(async (records) => {
      const found = await needProgramme(context, records);
      const sessions = await records.desk.sessionsOf(found.id);
      return {
        programme: found,
        next: sessions.find(({ state, startsAt }) => state === 'planned' && startsAt > now),
        outlook: await records.quota.outlook(now),
      };
    });
    const { zone, name, settings } = programme;
    const counts = await desk.readStatus(programme.id);
    const lines = texts.desk.status;
    print(lines.heading({ name, at: now, zone }));
    print(lines.people(counts.people));
    print(lines.sessions({ states: counts.sessions }));
    print(
      next === undefined
        ? lines.noNext
        : lines.next({ ...next, team: next.team ?? '', at: next.startsAt, zone }),
    );
    for (const delivery of counts.deliveries) print(lines.delivery(delivery));
    print(lines.inbox(counts.inbox));
    print(
      lines.pushes({
        month: toLocal(now, 'Asia/Tokyo').month,
        used: outlook.used,
        target: settings.pushTarget,
      }),
    );
    return true;
  },
};
