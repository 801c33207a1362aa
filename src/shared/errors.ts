/** Base of every error this program throws on purpose; `message` never holds words or names of people. */
export class BansouError extends Error {
  override name = 'BansouError';
}

/** A setting (environment, file, argument) is missing or malformed; the message says what to do. */
export class ConfigurationError extends BansouError {
  override name = 'ConfigurationError';
}

/** Something that must exist does not. */
export class NotFoundError extends BansouError {
  override name = 'NotFoundError';
}

/** A call to a platform whose outcome is known to be a failure; `retryable` says whether time may mend it. */
export class PlatformError extends BansouError {
  override name = 'PlatformError';
  readonly retryable: boolean;
  readonly code: string;

  constructor(code: string, options: { readonly retryable: boolean; readonly cause?: unknown }) {
    super(code, { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable;
  }
}
