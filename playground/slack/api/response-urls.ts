import type { Clock } from '../../../src/shared/clock.ts';
import type { Ids } from '../identity.ts';
import { isObject, type JsonObject, parseJson, textAt } from '../json.ts';
import type { MessageContent, Posting } from '../posting.ts';
import type { Conversation, StoredMessage } from '../workspace.ts';
import { ApiRefusal } from './api-refusal.ts';
import { parseBlocks, parseMetadata } from './message-content.ts';

/** Where a `response_url` leads: back to the person who pressed, in that conversation. */
type ResponseTarget = {
  readonly userId: string;
  readonly conversation: Conversation;
  /** The message whose element was pressed, or null after a command. */
  readonly message: StoredMessage | null;
};

/** The `response_url`s of interactions and commands: five posts within thirty minutes. */
export type ResponseUrls = {
  /** The path of a new one, below the stand-in's origin. */
  readonly issue: (target: ResponseTarget) => string;
  /** Answers a post to such a path; `announce` shows the outcome after the answer. */
  readonly receive: (
    path: string,
    body: string,
  ) => { readonly status: number; readonly body: JsonObject; readonly announce: () => void };
  /** Shows what the app answered to a command in its response body: nothing, plain text or a message. */
  readonly answerCommand: (target: ResponseTarget, body: string) => void;
};

const lifetimeMs = 30 * 60 * 1000;
const usesLimit = 5;
const nothing = (): void => {};

/** A source of response addresses on the simulated clock. */
export function createResponseUrls(deps: {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly posting: Posting;
  readonly violations: string[];
}): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; at: number; uses: number }>();

  const readContent = (body: JsonObject): MessageContent => {
    const blocks = parseBlocks(body.blocks);
    const text = textAt(body, 'text');
    if (text === null && blocks === null) throw new ApiRefusal('no_text');
    if (text === null) deps.violations.push('response_url: blocks without a text for notifications');
    return { text: text ?? '', blocks: blocks ?? [], metadata: parseMetadata(body.metadata) };
  };
  const apply = (
    { conversation, message, userId }: ResponseTarget,
    body: JsonObject,
    method: 'response_url' | 'command',
  ): (() => void) => {
    const original = message !== null && !message.deleted ? message : null;
    if (body.delete_original === true && original !== null) {
      return deps.posting.change(conversation, original, { content: null, method: 'response_url' }).announce;
    }
    const content = readContent(body);
    if (body.replace_original === true && original !== null) {
      return deps.posting.change(conversation, original, { content, method: 'response_url' }).announce;
    }
    const ephemeralFor = textAt(body, 'response_type') === 'in_channel' ? null : userId;
    return deps.posting.post(conversation, content, { method, ephemeralFor }).announce;
  };

  return {
    issue: (target) => {
      const path = `/actions/${deps.ids.next('R')}/${deps.ids.token()}`;
      issued.set(path, { target, at: deps.clock.now().getTime(), uses: 0 });
      return path;
    },
    receive: (path, text) => {
      const known = issued.get(path);
      const refuse = (status: number, error: string) => ({
        status,
        body: { ok: false, error },
        announce: nothing,
      });
      if (known === undefined) return refuse(404, 'no_service');
      if (deps.clock.now().getTime() - known.at > lifetimeMs) return refuse(404, 'expired_url');
      if (known.uses >= usesLimit) return refuse(404, 'used_url');
      const body = parseJson(text);
      if (!isObject(body)) return refuse(400, 'invalid_payload');
      known.uses += 1;
      try {
        return { status: 200, body: { ok: true }, announce: apply(known.target, body, 'response_url') };
      } catch (error) {
        if (!(error instanceof ApiRefusal)) throw error;
        deps.violations.push(`response_url: ${[error.code, ...error.details].join(' ')}`);
        return refuse(error.code === 'no_text' ? 500 : 400, error.code);
      }
    },
    answerCommand: (target, text) => {
      if (text.trim() === '') return;
      const parsed = parseJson(text);
      try {
        apply(target, isObject(parsed) ? parsed : { text }, 'command')();
      } catch (error) {
        if (!(error instanceof ApiRefusal)) throw error;
        deps.violations.push(`answer to a command: ${[error.code, ...error.details].join(' ')}`);
      }
    },
  };
}
