import type { Message } from '../../../domain/messaging/message.ts';
import type { Language } from '../../../domain/people/people.ts';
import type { Proposal } from '../../../domain/scheduling/proposal.ts';
import { textsFor } from '../../../i18n/index.ts';
import { act, controls } from '../controls.ts';

/** To somebody who wrote freely after times were shown: are these words for the mentors (CONVERSATIONS 2, T6)? */
export function wordsQuestion(
  about: { readonly proposalId: string; readonly murmurId: string },
  language: Language,
): Message {
  const { times, visibility } = textsFor(language);
  const { ask, summary, buttons } = times.text;
  return {
    summary,
    parts: [
      { kind: 'text', text: ask },
      { kind: 'note', text: visibility.h },
      ...controls(
        act(buttons.pass, 't', about.proposalId, 'pass', about.murmurId),
        act(buttons.murmur, 't', about.proposalId, 'keep', about.murmurId),
      ),
    ],
  };
}

/** A participant's own words about the times, for the pair. */
export function wordsForPair(
  proposal: Proposal,
  { name, text }: { readonly name: string; readonly text: string },
  language: Language,
): Message {
  const { pair } = textsFor(language).times;
  return {
    summary: pair.summary(proposal),
    parts: [
      { kind: 'text', text: pair.words({ ...proposal, name }) },
      { kind: 'quote', text },
      ...controls(
        proposal.state === 'open' ? act(pair.buttons.offerOthers, 't', proposal.id, 'others', 'open') : null,
      ),
    ],
  };
}
