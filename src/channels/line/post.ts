import { Pool } from 'undici';
import { within } from './within.ts';

export type LineResponse = { readonly status: number; readonly body: string };

/** One request to LINE's messaging API; the retry key makes a push safe to repeat for a day. */
export type PostToLine = (path: string, content: object, retryKey?: string) => Promise<LineResponse>;

const lineUrl = 'https://api.line.me';
/** More than may be under way at once. */
const connections = 256;

/**
 * What goes out by the thousand goes through undici's own request: the same call through the SDK's `fetch` costs four
 * times the processor time (docs/decisions/0011). Whatever the status, it is answered; rejects when there is no answer
 * in time, and nobody knows then whether the request arrived.
 */
export function createPostToLine(options: {
  readonly channelAccessToken: string;
  readonly apiUrl: string | undefined;
  readonly timeoutMs: number;
}): PostToLine {
  const { channelAccessToken, apiUrl = lineUrl, timeoutMs } = options;
  const pool = new Pool(new URL(apiUrl).origin, {
    connections,
    connectTimeout: timeoutMs,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  const base = { 'content-type': 'application/json', authorization: `Bearer ${channelAccessToken}` };
  return async (path, content, retryKey) => {
    const call = async (): Promise<LineResponse> => {
      const response = await pool.request({
        path,
        method: 'POST',
        headers: retryKey === undefined ? base : { ...base, 'x-line-retry-key': retryKey },
        body: JSON.stringify(content),
      });
      return { status: response.statusCode, body: await response.body.text() };
    };
    return within(call(), timeoutMs);
  };
}
