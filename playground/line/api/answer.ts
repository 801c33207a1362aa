import type { Breach } from '../limits/breach.ts';

/** One call of the app, its token already known to be good. */
export type Call = {
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  readonly retryKey: string | null;
  readonly requestId: string;
  readonly body: string;
  /** The body as it came. */
  readonly bytes: Buffer;
};

/** What a call is answered. */
export type Answer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The app is wrong, whatever the state of the platform: a well-made app never sees this answer. */
  readonly isMisuse?: true;
};

/** The call was taken. */
export function ok(body: unknown = {}): Answer {
  return { status: 200, body };
}

/** Refused for what is the case at the platform. */
export function refuse(status: number, message: string): Answer {
  return { status, body: { message } };
}

/** Refused for how the call was made. */
export function refuseMisuse(status: number, message: string): Answer {
  return { status, body: { message }, isMisuse: true };
}

/** Refused for what stands in the body. */
export function refuseBody(breaches: readonly Breach[]): Answer {
  return {
    status: 400,
    body: { message: `The request body has ${breaches.length} error(s)`, details: breaches },
    isMisuse: true,
  };
}

export const rateLimited = refuse(429, 'The API rate limit has been exceeded. Try again later.');
export const monthlyLimitReached = refuse(429, 'You have reached your monthly limit.');
export const serverError = refuse(500, 'Internal Server Error');
export const tokenRefused = refuse(
  401,
  'Authentication failed. Confirm that the access token in the authorization header is valid.',
);
