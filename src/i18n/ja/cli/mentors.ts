import { names } from '../names.ts';

type Named = { readonly name: string };
type Value = { readonly value: string };
type Code = { readonly code: string };
type Team = { readonly team: string };
type Change = Team & { readonly former: string; readonly comer: string };

/** What `mentor replace` prints. */
export const mentors = {
  replaced: ({ team, former, comer }: Change) =>
    `${names.team({ team })}のメンターを、${former}さんから${comer}さんに交代しました。`,
  /** Of a dry run. */
  possible: ({ team, former, comer }: Change) =>
    `${names.team({ team })}のメンターを、${former}さんから${comer}さんに交代できます。`,
  unchanged: ({ team, former, comer }: Change) =>
    `${names.team({ team })}は、もう${former}さんから${comer}さんに交代しています。何も変えていません。`,
  sessions: ({ count }: { readonly count: number }) => `これからの回${count}件が引き継がれます。`,
  next: '参加者さんには、次のやりとりのときにお知らせします。これまでの言葉は、お知らせしてから1日たつか、お返事をいただくまで、新しい方には見えません。',
  refused: {
    unknownTeam: ({ value }: Value) => `「${value}」というチームは名簿にありません。`,
    notMentor: ({ code, team }: Code & Team) =>
      `${code}の方は、${names.team({ team })}のメンターではありません。`,
    takenOver: ({ code, name }: Code & Named) => `${code}の方は、もう${name}さんに交代しています。`,
    unknownPerson: ({ value }: Value) =>
      `「${value}」という方は名簿にありません。新しい方のときは、--name と --email も付けてください。`,
    codeTaken: ({ value, name }: Value & Named) => `コード「${value}」は、${name}さんのものです。`,
    emailTaken: ({ value, code }: Value & Code) =>
      `メール「${value}」は、コード「${code}」の方のものとして登録されています。`,
    noEmail: ({ code }: Code) =>
      `${code}の方のメールがありません。名簿に入れてから、もう一度お試しください。`,
    same: '交代する前と後が同じ方です。',
    inPair: ({ code, team }: Code & Team) => `${code}の方は、もう${names.team({ team })}のメンターです。`,
    otherTeam: ({ code }: Code) => `${code}の方は、ほかのチームのメンターです。`,
    wasMentor: ({ code }: Code) => `${code}の方のメンターとしての担当は、このプログラムでは終わっています。`,
    participant: ({ code }: Code) => `${code}の方は、このプログラムの参加者です。`,
    full: ({ team }: Team) => `${names.team({ team })}には、もうメンターが2人います。`,
  },
};
