import { type Message, plainMessage } from '../../../domain/messaging/message.ts';
import { splitText } from '../../../domain/messaging/split-text.ts';
import { foldAnswers } from '../../../domain/reflections/answers.ts';
import { act, anyRef } from '../../messages/controls.ts';
import { answerTexts } from '../../messages/reflections/answer-texts.ts';
import { sessionAt } from '../../messages/session-words.ts';
import type { Run } from '../../ports/records/views.ts';
import { say, type TalkContext, type Turn } from '../turn.ts';

/** LINE takes five objects of 5,000 UTF-16 units; the last one says what comes next. */
const perPage = 4;
const longestText = 4_500;

/** 記録を見る: what the person answered, as texts to copy, newest first; further ones with the next tap. */
export async function recordsTurn(talk: TalkContext, value: string): Promise<Turn> {
  const { records, texts, person } = talk;
  const { records: words } = texts.settings;
  const from = Number(/^from\.(\d{1,4})$/.exec(value)?.[1] ?? 0);
  const written: string[] = [];
  for (const run of await records.reflections.answeredRuns(person.id)) {
    const text = await recordText(talk, run);
    if (text !== null) written.push(...splitText(text, longestText));
  }
  if (written.length === 0) return say(words.none);
  const page = written.slice(from, from + perPage);
  const hasMore = written.length > from + perPage;
  const last: Message = hasMore
    ? plainMessage(words.more, [act(words.buttons.more, 'k', anyRef, 'records', `from.${from + perPage}`)])
    : plainMessage(words.end);
  return { messages: [...page.map((text) => plainMessage(text)), last] };
}

/** One form with what stands in it; null when everything was taken back or skipped. */
async function recordText({ records, texts, person }: TalkContext, run: Run): Promise<string | null> {
  const { records: words } = texts.settings;
  const answers = answerTexts(run.form, foldAnswers(run.revisions), person.language);
  const lines = answers.flatMap((answer) => {
    if (answer.kind === 'none') return [];
    return answer.kind === 'words' ? [words.words(answer)] : [words.chosen(answer)];
  });
  if (lines.length === 0) return null;
  const view = run.sessionId === null ? null : await records.sessions.findSession(run.sessionId);
  const title = view === null ? words.before : texts.names.title(sessionAt(view, person.zone));
  return [title, ...lines].join('\n');
}
