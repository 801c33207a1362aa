/** Which queue each job goes through, and how its payload is read. */
export type JobCatalogue = Readonly<
  Record<string, { readonly queue: string; readonly payload: PayloadSchema }>
>;

/** The part of a schema that a queue needs; zod's schemas of objects fit. */
type PayloadSchema = {
  readonly safeParse: (
    payload: unknown,
  ) => { readonly success: true; readonly data: object } | { readonly success: false };
};

type Read<Schema extends PayloadSchema> = Extract<
  ReturnType<Schema['safeParse']>,
  { readonly success: true }
>['data'];

/** What a wake of one job takes: nothing where its payload may be empty. */
export type WakePayload<Schema extends PayloadSchema> =
  Record<never, never> extends Read<Schema> ? [payload?: Read<Schema>] : [payload: Read<Schema>];
