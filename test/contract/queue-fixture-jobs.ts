import { z } from 'zod';

/** Two queues and three jobs of a test's own, so that tests on one server do not meet. */
export function makeJobs(mark: string) {
  const nothing = z.strictObject({});
  return {
    'thing.do': { queue: `things-${mark}`, payload: nothing },
    'thing.make': { queue: `things-${mark}`, payload: z.strictObject({ thingId: z.uuid() }) },
    'other.do': { queue: `others-${mark}`, payload: nothing },
  } as const;
}
