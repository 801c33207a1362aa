/** A Web API call that is answered with `ok: false`; thrown by methods, turned into an answer by the server. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal';
  readonly code: string;
  /** Details, as `response_metadata.messages` carries them. */
  readonly details: readonly string[];
  /** Seconds for Retry-After; then the status is 429. */
  readonly retryAfterSeconds: number | null;

  constructor(
    code: string,
    options: { readonly details?: readonly string[]; readonly retryAfterSeconds?: number } = {},
  ) {
    super(code);
    this.code = code;
    this.details = options.details ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}
