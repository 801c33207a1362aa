import { randomUUID } from 'node:crypto';

/** Maker of new identifiers (UUID v4, 122 random bits). A port, so that a simulated run can be replayed. */
export type Ids = { readonly next: () => string };

/** Identifiers from the operating system's random source. */
export const randomIds: Ids = { next: () => randomUUID() };
