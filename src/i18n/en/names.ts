import type { SessionKind } from '../../domain/sessions/sessions.ts';
import type { AnswerText, SessionName } from '../params.ts';
import type { Texts } from '../texts.ts';
import { dates } from './dates.ts';

function kindName(kind: SessionKind, number: number): string {
  switch (kind) {
    case 'mentoring':
      return `meeting ${number}`;
    case 'training':
      return 'the training';
    case 'closing':
      return 'the closing meeting';
    case 'mentors_closing':
      return "the mentors' closing";
  }
}

function session({ kind, number, programme }: SessionName): string {
  const name = kindName(kind, number);
  return programme === undefined ? name : `${programme} ${name}`;
}

function listed(people: readonly string[]): string {
  if (people.length < 2) return people.join('');
  return `${people.slice(0, -1).join(', ')} and ${people.slice(-1).join('')}`;
}

/** Labels stand inside a sentence here: 'Career' is 'career', 'I …' and digits stay. */
function inSentence(label: string): string {
  return label.startsWith('I ') ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

function answerValue(answer: AnswerText): string | null {
  switch (answer.kind) {
    case 'choices':
      return answer.labels.length === 0 ? null : answer.labels.map(inSentence).join(', ');
    case 'words':
    case 'none':
      return null;
  }
}

/** The name of a session at the beginning of a sentence: 'Meeting 2'. */
export function startOf(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

export const names: Texts['names'] = {
  /** meeting 2 */
  session,
  /** meeting 2 (12 Nov) */
  title: (which) => `${session(which)} (${dates.monthDay(which.at, which.zone)})`,
  person: ({ name }) => name,
  mentors: ({ mentors }) => (mentors.length === 0 ? 'your two mentors' : listed(mentors)),
  people: ({ names: people }) => listed(people),
  team: ({ team }) => (/^\d/u.test(team) ? `Team ${team}` : team),
  choices: ({ answers }) => {
    const line = answers
      .map(answerValue)
      .filter((value) => value !== null)
      .join(' / ');
    return startOf(line);
  },
};
