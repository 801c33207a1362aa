import { z } from 'zod';

const nothing = z.strictObject({});

/** Every job: the queue it goes through and what it carries. Ids only, for payloads stand in clear in the queue. */
export const jobs = {
  'inbox.drain': { queue: 'inbox', payload: nothing },
  'delivery.send': { queue: 'deliveries', payload: nothing },
  'message.refresh': { queue: 'deliveries', payload: nothing },
  'digest.sweep': { queue: 'digests', payload: nothing },
  'digest.check': { queue: 'digests', payload: nothing },
  'digest.make': { queue: 'digests', payload: z.strictObject({ programmeId: z.uuid() }) },
  'session.close': { queue: 'sessions', payload: nothing },
  'pace.keep': { queue: 'sessions', payload: nothing },
  'quota.reconcile': { queue: 'people', payload: nothing },
  'people.match': { queue: 'people', payload: nothing },
  'reconcile.sweep': { queue: 'people', payload: nothing },
} as const satisfies Readonly<Record<string, { readonly queue: string; readonly payload: z.ZodType }>>;

export type JobName = keyof typeof jobs;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobs)[Name]['payload']>;
