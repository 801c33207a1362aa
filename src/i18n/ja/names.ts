import type { SessionKind } from '../../domain/sessions/sessions.ts';
import type { AnswerText, SessionAt, SessionName } from '../params.ts';
import { dates } from './dates.ts';

function kindName(kind: SessionKind, number: number): string {
  switch (kind) {
    case 'mentoring':
      return `第${number}回`;
    case 'training':
      return '研修';
    case 'closing':
      return '振り返りの会';
    case 'mentors_closing':
      return 'メンター振り返り会';
  }
}

function session({ kind, number, programme }: SessionName): string {
  const name = kindName(kind, number);
  return programme === undefined ? name : `${programme} ${name}`;
}

function answerValue(answer: AnswerText): string | null {
  switch (answer.kind) {
    case 'choices':
      return answer.labels.length === 0 ? null : answer.labels.join('・');
    case 'words':
    case 'none':
      return null;
  }
}

/** How sessions, people and answers are called inside other texts. */
export const names = {
  /** 第2回; 研修; who is in two programmes sees the programme's short name before it. */
  session,
  /** 第2回（11月12日） */
  title: (which: SessionAt) => `${session(which)}（${dates.monthDay(which.at, which.zone)}）`,
  person: ({ name }: { readonly name: string }) => `${name}さん`,
  /** AさんとBさん; more than two are listed; nobody known yet: メンターのおふたり */
  mentors: ({ mentors }: { readonly mentors: readonly string[] }) =>
    mentors.length === 0
      ? 'メンターのおふたり'
      : mentors.map((name) => `${name}さん`).join(mentors.length > 2 ? '、' : 'と'),
  /** AさんとBさん */
  people: ({ names }: { readonly names: readonly string[] }) =>
    names.map((name) => `${name}さん`).join(names.length > 2 ? '、' : 'と'),
  /** チーム07 for the team code 07; a code that is already a word stays as it is. */
  team: ({ team }: { readonly team: string }) => (/^\d/u.test(team) ? `チーム${team}` : team),
  /** 4 よかった／運営のこと・キャリア: choices only, for the thanks after sending. */
  choices: ({ answers }: { readonly answers: readonly AnswerText[] }) =>
    answers
      .map(answerValue)
      .filter((value) => value !== null)
      .join('／'),
};
