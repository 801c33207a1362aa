import type { ja } from './ja.ts';

/** Every text people read. The Japanese catalogue sets the shape; another language must have all of it. */
export type Texts = typeof ja;
