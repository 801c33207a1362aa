import type { SlackIncoming } from '../../domain/messaging/incoming.ts';
import type { Message, Part } from '../../domain/messaging/message.ts';

export type ModalField =
  | { readonly kind: 'note'; readonly text: string }
  /** A person's own words: escaped, whole. */
  | { readonly kind: 'quote'; readonly text: string }
  /** A small line, escaped. */
  | { readonly kind: 'aside'; readonly text: string }
  | {
      readonly kind: 'rating';
      readonly key: string;
      readonly label: string;
      readonly hint: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly initial: string | null;
    }
  /** One of at most a hundred; always holds one. */
  | {
      readonly kind: 'select';
      readonly key: string;
      readonly label: string;
      readonly hint: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly initial: string;
    }
  /** A day, `YYYY-MM-DD`; Slack lets people choose any. */
  | {
      readonly kind: 'day';
      readonly key: string;
      readonly label: string;
      readonly hint: string | null;
      readonly initial: string;
    }
  /** Optional, several lines, at most 3,000 characters; every change is reported while typing. */
  | {
      readonly kind: 'words';
      readonly key: string;
      readonly label: string;
      readonly hint: string;
      readonly initial: string | null;
    }
  /** One of two to ten, required; reported with the submission. */
  | {
      readonly kind: 'choice';
      readonly key: string;
      readonly label: string;
      readonly hint: string | null;
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly initial: string | null;
    }
  /** An instant, shown and chosen in the reader's own zone of Slack; every change is reported (`picking`). */
  | {
      readonly kind: 'moment';
      readonly key: string;
      readonly label: string;
      readonly hint: string | null;
      readonly optional: boolean;
      readonly initial: Date | null;
    }
  /** One line of at most `maxLength` (3,000) characters; reported with the submission. */
  | {
      readonly kind: 'line';
      readonly key: string;
      readonly label: string;
      readonly hint: string | null;
      readonly optional: boolean;
      readonly initial: string | null;
      readonly maxLength: number;
    };

export type Modal = {
  /** What the submission is about; comes back with it. */
  readonly callbackId: 'reflection' | 'reading' | 'hours' | 'pause' | 'away' | 'leave' | 'times';
  readonly metadata: string;
  /** At most 24 characters each. */
  readonly title: string;
  /** Null for a modal that is only read. */
  readonly submit: string | null;
  readonly close: string;
  readonly fields: readonly ModalField[];
};

/** What a Slack act is answered with in its own request, besides what was stored. */
export type SlackAnswer = {
  readonly modal?: Modal;
  /**
   * The open modal drawn anew after a button or `picking` in it: what is filled in stays where key and kind are the
   * same. Given up when it was drawn anew or closed in the meantime.
   */
  readonly update?: Modal;
  /** Validation errors by field key, shown in the modal. */
  readonly errors?: Readonly<Record<string, string>>;
  /** Seen by the person who acted, alone. */
  readonly ephemeral?: Message;
  readonly home?: readonly Part[];
};

/** Handles one act of a Slack user in one transaction, its inbox row included. */
export type HandleSlack = (incoming: SlackIncoming) => Promise<SlackAnswer>;
