import type { WebClientOptions } from '@slack/web-api';
import { type Dispatcher, getGlobalDispatcher, fetch as undiciFetch } from 'undici';

/** What Slack's client calls instead of `fetch`. */
export type SlackFetch = NonNullable<WebClientOptions['fetch']>;

/** A `fetch` for one call, and whether it kept the call back. */
export type FencedFetch = { readonly fetch: SlackFetch; readonly wasHeld: () => boolean };

/**
 * Asks right before the first byte is written, on a connection that stands, whether the call may still be made. Between
 * a decision to send and that moment lie the client's own queue and a connection being opened: long enough for a
 * process to be suspended there, and for somebody else to send in its place.
 */
export function createFencedFetch(mayBegin: () => boolean): FencedFetch {
  let held = false;
  const isHeld = (): boolean => {
    held ||= !mayBegin();
    return held;
  };
  const dispatcher = getGlobalDispatcher().compose(
    (dispatch) => (options, handler) => dispatch(options, fence(handler, isHeld)),
  );
  return {
    fetch: async (url, { body, ...init } = {}) => {
      if (typeof body !== 'string') throw new TypeError('only calls that carry text are fenced');
      return undiciFetch(url, { ...init, body, dispatcher });
    },
    wasHeld: () => held,
  };
}

/** The same handler, but that its request is given up where it would begin too late. */
function fence(handler: Dispatcher.DispatchHandler, isHeld: () => boolean): Dispatcher.DispatchHandler {
  return {
    onRequestStart: (controller, context) => {
      if (isHeld()) controller.abort(new Error('the call may not be made any more'));
      else handler.onRequestStart?.(controller, context);
    },
    onRequestUpgrade: (...upgrade) => handler.onRequestUpgrade?.(...upgrade),
    onResponseStart: (...start) => handler.onResponseStart?.(...start),
    onResponseData: (...data) => handler.onResponseData?.(...data),
    onResponseEnd: (...end) => handler.onResponseEnd?.(...end),
    onResponseError: (...error) => handler.onResponseError?.(...error),
  };
}
