import { findButtons, readTexts } from '../../line/find-buttons.ts';
import type { LedgerEntry as LineEntry } from '../../line/types.ts';
import { textsOfSlackMessage } from '../../seasons/reading/visible-text.ts';
import { findInteractiveElements } from '../../slack/blocks/interactive-elements.ts';
import type { LedgerEntry as SlackEntry } from '../../slack/types.ts';

/** One message as its readers saw it when it came. */
export type Entry = {
  readonly at: Date;
  readonly platform: 'LINE' | 'Slack';
  /** How it came, in a word or two. */
  readonly way: string;
  /** Codes of the season; accounts of nobody are left out. */
  readonly readers: readonly string[];
  /** Every text in it, from top to bottom. */
  readonly texts: readonly string[];
  readonly buttons: readonly string[];
};

type Ledgers = {
  readonly line: readonly LineEntry[];
  readonly slack: readonly SlackEntry[];
  /** The season's code behind an account. */
  readonly codeOf: (userId: string) => string | null;
};

/** Everything that people received, newest first. */
export function transcribe({ line, slack, codeOf }: Ledgers): readonly Entry[] {
  const codes = (userIds: readonly string[]): readonly string[] =>
    userIds.flatMap((userId) => codeOf(userId) ?? []);
  return [
    ...line.map(
      ({ at, userId, via, messages, delivered }): Entry => ({
        at,
        platform: 'LINE',
        way: delivered ? via : `${via}, blocked`,
        readers: codes([userId]),
        texts: messages.flatMap(readTexts),
        buttons: messages.flatMap(findButtons).map(({ label }) => label),
      }),
    ),
    ...slack.map(
      ({ at, readers, text, blocks, method }): Entry => ({
        at,
        platform: 'Slack',
        way: method === 'chat.postMessage' ? 'message' : 'seen by one person',
        readers: codes(readers),
        texts: blocks.length === 0 ? [text] : blocks.flatMap(textsOfBlock),
        buttons: findInteractiveElements(blocks).flatMap(({ label, options }) =>
          label === '' ? options.map((option) => option.label) : [label],
        ),
      }),
    ),
  ].sort((a, b) => b.at.getTime() - a.at.getTime());
}

/** Bold stands between asterisks in Slack. */
function textsOfBlock(block: SlackEntry['blocks'][number]): readonly string[] {
  if (block.type === 'actions') return [];
  const { accessory: _accessory, ...shown } = block;
  return textsOfSlackMessage({ text: '', blocks: [shown] })
    .texts.filter((text) => text !== '')
    .map((text) => text.replaceAll(/\*([^*\n]+)\*/gu, '$1'));
}
