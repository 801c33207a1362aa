import type { JsonObject } from './json.ts';
import type { ConversationKind } from './workspace.ts';

/** How a message of the app came about. */
export type PostMethod = 'chat.postMessage' | 'chat.postEphemeral' | 'response_url' | 'command';
/** How a message of the app was changed. */
export type ChangeMethod = 'chat.update' | 'chat.delete' | 'response_url';

/** One accepted message, or one accepted change of a message, as it stood then. */
export type LedgerEntry<Method extends string = PostMethod> = {
  readonly at: Date;
  readonly channel: string;
  readonly ts: string;
  /** Ids of the active people who can read it; the bot is left out. */
  readonly readers: readonly string[];
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly metadata: JsonObject | null;
  readonly method: Method;
};

/** A message of the app as it reached one person's client. */
export type ReceivedMessage = {
  readonly at: Date;
  readonly channel: string;
  readonly ts: string;
  readonly kind: ConversationKind;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly metadata: JsonObject | null;
  readonly ephemeral: boolean;
  /** True only for an update that took the message away. */
  readonly deleted: boolean;
};

/** A message as everybody in the conversation sees it now; deleted and ephemeral ones are left out. */
export type VisibleMessage = {
  readonly ts: string;
  readonly authorId: string;
  readonly byBot: boolean;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly metadata: JsonObject | null;
  readonly edited: boolean;
};

/** A modal or an App Home as it stands on somebody's screen. */
export type SlackView = {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly hash: string;
  readonly title: string;
  readonly callbackId: string;
  readonly privateMetadata: string;
  readonly blocks: readonly JsonObject[];
  /** What is typed and chosen now, as `state.values` of a payload: by block id, then by action id. */
  readonly values: JsonObject;
};

/** What a client saw of an interaction; `failed` is the warning sign beside the button. */
export type InteractionOutcome =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** What a client saw after pressing submit. */
export type SubmitOutcome = {
  /** Whether the app took the submission; false: errors are shown, or the app did not answer. */
  readonly accepted: boolean;
  /** Error texts by block id, from the client's own checks or from the app. */
  readonly errors?: Readonly<Record<string, string>>;
  readonly failure?: string;
};

/** Which element of a message is pressed; at least one of the three ways to name it. */
export type ClickTarget = {
  readonly channel: string;
  readonly ts: string;
  readonly actionId?: string;
  /** A button's value, or the option to choose in a select, radio group or overflow menu. */
  readonly value?: string;
  readonly label?: string;
  /** Also look at earlier versions of the message, as a client does that was not refreshed. */
  readonly stale?: boolean;
};

/** Something that a client does when news arrive. */
export type Listener<News> = (news: News) => Promise<void> | void;

/** A person with Slack open, in the app and on the phone alike. */
export type SlackUser = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly tz: string;
  /** Messages of the app in conversations this person is in, in order, as they arrived. */
  readonly received: readonly ReceivedMessage[];
  readonly onMessage: (listener: Listener<ReceivedMessage>) => void;
  /** Hears of messages of the app that were changed. */
  readonly onUpdate: (listener: Listener<ReceivedMessage>) => void;
  /** Hears of modals opened, pushed or updated, and of the App Home when it is published. */
  readonly onView: (listener: Listener<SlackView>) => void;
  /** Writes to the bot; resolves when the platform's first delivery of the event has ended. */
  readonly sendDm: (text: string) => Promise<{ readonly channel: string; readonly ts: string }>;
  /** Writes into a group or channel this person is in. */
  readonly sendInGroup: (
    channel: string,
    text: string,
  ) => Promise<{ readonly channel: string; readonly ts: string }>;
  /** Presses a button or chooses an option; throws when this person cannot see such an element. */
  readonly click: (target: ClickTarget) => Promise<InteractionOutcome>;
  /** The modal on top, or null. */
  readonly currentView: () => SlackView | null;
  /**
   * Replaces the text of an input; with `dispatch_action` the app hears of it.
   * `pieces`: how many times the client reports on the way when it reports characters (1: the end only).
   */
  readonly typeInView: (
    blockId: string,
    text: string,
    options?: { readonly pieces?: number },
  ) => Promise<void>;
  /** Chooses in a select, radio group, checkboxes or picker of the modal on top. */
  readonly chooseInView: (blockId: string, value: string | readonly string[]) => Promise<void>;
  /** Sets a date and time picker of the modal on top, to the minute; null empties it. */
  readonly pickInView: (blockId: string, at: Date | null) => Promise<void>;
  /** Presses a button of the modal on top, by action id, value or label. */
  readonly clickInView: (name: string) => Promise<InteractionOutcome>;
  readonly submitView: () => Promise<SubmitOutcome>;
  /** Leaves the modal on top; `all` is the cross that closes the whole stack. */
  readonly closeView: (options?: { readonly all?: boolean }) => Promise<void>;
  /** Opens the app's Home tab. */
  readonly openHome: () => Promise<void>;
  readonly currentHome: () => SlackView | null;
  /** Presses a button of the App Home, by action id, value or label. */
  readonly clickInHome: (name: string) => Promise<InteractionOutcome>;
  /** Sends a slash command, from the conversation with the bot unless another is named. */
  readonly command: (
    command: string,
    text: string,
    options?: { readonly channel?: string },
  ) => Promise<InteractionOutcome>;
  /** The workspace's admin switches this account off; nothing reaches it until it is back. */
  readonly deactivate: () => Promise<void>;
  readonly reactivate: () => Promise<void>;
};

/** An interaction or command that the app did not answer in time or with a 2xx. */
export type InteractionFailure = {
  readonly at: Date;
  readonly userId: string;
  readonly type: string;
  readonly reason: string;
};

/** What the app answered to a request made by hand. */
export type RawAnswer = { readonly status: number; readonly body: string };

/** Requests that no well-behaved platform would send, and those it sends rarely. */
export type Hostile = {
  /**
   * Posts a body to the webhook. Timestamp (Unix seconds) and signature are those of a good request
   * unless given; null leaves the header out.
   */
  readonly postRaw: (request: {
    readonly body: string | Uint8Array;
    readonly contentType: string;
    readonly timestamp?: number | string | null;
    readonly signature?: string | null;
    readonly headers?: Readonly<Record<string, string>>;
  }) => Promise<RawAnswer>;
  /** Sends any event in a well-formed envelope. */
  readonly sendEvent: (event: JsonObject) => Promise<{ readonly eventId: string }>;
  /** Sends the newest event, or the one with this id, once more; false when there is none. */
  readonly repeatEvent: (eventId?: string) => Promise<boolean>;
  /** Takes the app off the workspace: the token dies, then both events are sent. */
  readonly uninstall: () => Promise<void>;
  /** Revokes the bot token and says so. */
  readonly revokeTokens: () => Promise<void>;
  /** Makes the token valid again, as after a new installation. */
  readonly reinstall: () => void;
  readonly verifyUrl: (challenge: string) => Promise<RawAnswer>;
  readonly checkTls: () => Promise<RawAnswer>;
};
