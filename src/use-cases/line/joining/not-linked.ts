import { parseAction } from '../../../domain/messaging/actions.ts';
import { readJoinCode } from '../../../domain/people/join-codes.ts';
import { textsFor } from '../../../i18n/index.ts';
import { whereToTurn } from '../../messages/where-to-turn.ts';
import { asksWhereToTurn } from '../find-command.ts';
import { say, silence, type Turn } from '../turn.ts';
import { join } from './join.ts';
import { joinShortcuts, type Stranger } from './stranger.ts';

/** State A of CONVERSATIONS 2: nobody we know. Nothing is kept but a keyed hash of wrong codes. */
export async function answerStranger(options: Omit<Stranger, 'texts' | 'programme'>): Promise<Turn> {
  const programme = await options.records.people.latestProgramme();
  const texts = textsFor(programme?.language ?? 'ja');
  const stranger: Stranger = { ...options, programme, texts };
  const { content } = options.incoming;
  const { joining, edge } = texts;
  if (programme !== null && asksWhereToTurn(content)) return whereToTurn(programme, texts);
  switch (content.kind) {
    case 'follow':
      return say(joining.hello, joinShortcuts(texts));
    case 'text': {
      const code = readJoinCode(content.text);
      return code === null ? say(joining.ask, joinShortcuts(texts)) : join(stranger, code);
    }
    case 'media':
      return say(joining.ask, joinShortcuts(texts));
    case 'action': {
      const action = parseAction(content.data);
      if (action?.kind !== 'k') return say(edge.oldButton.unknown);
      if (action.key !== 'join') return say(joining.ask, joinShortcuts(texts));
      return say(joining.noCode({ contact: programme?.settings.deskContact ?? '' }));
    }
    case 'unfollow':
    case 'unsend':
    case 'group':
    case 'unsupported':
      return silence;
  }
}
