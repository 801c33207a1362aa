import type { Role } from '../../../domain/people/people.ts';
import type { AnswerValue } from '../../../domain/reflections/answers.ts';
import type { FormSnapshot } from '../../../domain/reflections/form-definition.ts';
import { findQuestion, hashForm } from '../../../domain/reflections/form-definition.ts';
import type { Ids } from '../../../shared/ids.ts';
import type { ReflectionRecords } from '../../../use-cases/ports/records/records.ts';
import type { Run } from '../../../use-cases/ports/records/views.ts';
import type { Prisma } from '../../generated/client.ts';
import type { PrismaTransaction } from '../../prisma.ts';
import { stored } from '../mappers.ts';
import type { Forms } from './forms.ts';
import { createLockedRuns } from './locked-runs.ts';

/** Guarantee: form snapshots and answer values are plain data, so they are valid JSON as they stand. */
function toJson(value: FormSnapshot | AnswerValue): Prisma.InputJsonValue {
  return value as unknown as Prisma.InputJsonValue;
}

const runColumns = `id, programme_id as "programmeId", enrolment_id as "enrolmentId", person_id as "personId", role,
  team_id as "teamId", session_id as "sessionId", seat_id as "seatId", form_key as "formKey", form_hash as "formHash",
  position, status, opened_at as "openedAt", touched_at as "touchedAt", closes_at as "closesAt", sent_at as "sentAt",
  met, satisfaction, answered_at as "answeredAt", digest_id as "digestId", counted_as as "countedAs",
  counted_satisfaction as "countedSatisfaction"`;
const lockRunSql = {
  id: `select ${runColumns} from reflections where id = $1::uuid for update`,
  seat_id: `select ${runColumns} from reflections where seat_id = $1::uuid for update`,
};

/** Runs, answers and drafts inside one transaction. */
export function createReflectionRecords(tx: PrismaTransaction, ids: Ids, forms: Forms): ReflectionRecords {
  const include = {
    answers: { orderBy: [{ at: 'asc' }, { revision: 'asc' }] },
  } satisfies Prisma.ReflectionInclude;
  type RunRow = Prisma.ReflectionGetPayload<{ include: typeof include }>;
  const toRun = async (row: RunRow): Promise<Run> => ({
    id: row.id,
    programmeId: row.programmeId,
    enrolmentId: row.enrolmentId,
    personId: row.personId,
    role: stored<Role>(row.role),
    teamId: row.teamId,
    sessionId: row.sessionId,
    seatId: row.seatId,
    form: await forms.get(tx, row.formHash),
    position: row.position,
    status: stored<Run['status']>(row.status),
    openedAt: row.openedAt,
    touchedAt: row.touchedAt,
    closesAt: row.closesAt,
    sentAt: row.sentAt,
    met: row.met,
    satisfaction: row.satisfaction,
    answeredAt: row.answeredAt,
    digestId: row.digestId,
    revisions: row.answers.map((answer) => ({
      question: answer.question,
      revision: answer.revision,
      value: stored<AnswerValue>(answer.value),
      messageId: answer.messageId,
      at: answer.at,
    })),
  });
  const toRuns = async (rows: readonly RunRow[]): Promise<readonly Run[]> => {
    const runs: Run[] = [];
    for (const row of rows) runs.push(await toRun(row));
    return runs;
  };
  /** Locked first: what stood when a wait began is not what stands when it ends. */
  const locked = createLockedRuns(async (column, id) => {
    const [row] = await tx.$queryRawUnsafe<Omit<RunRow, 'answers'>[]>(lockRunSql[column], id);
    if (row === undefined) return null;
    const answers = await tx.answer.findMany({
      where: { reflectionId: row.id },
      orderBy: include.answers.orderBy,
    });
    return toRun({ ...row, answers });
  });
  return {
    findRun: (id) => locked.find('id', id),
    findRunOfSeat: (seatId) => locked.find('seat_id', seatId),
    runsOfSession: async (sessionId) => {
      const rows = await tx.reflection.findMany({ where: { sessionId }, include });
      return toRuns(rows);
    },
    openRuns: async (personId, now) => {
      const rows = await tx.reflection.findMany({
        where: { personId, closesAt: { gt: now }, enrolment: { endedAt: null } },
        include,
        orderBy: { touchedAt: 'desc' },
        take: 20,
      });
      return toRuns(rows);
    },
    sentOfTeam: async (teamId, take) => {
      const rows = await tx.reflection.findMany({
        where: { teamId, sentAt: { not: null }, sessionId: { not: null } },
        include,
        orderBy: [{ session: { startsAt: 'desc' } }, { role: 'desc' }, { id: 'asc' }],
        take,
      });
      return toRuns(rows);
    },
    answeredRuns: async (personId) => {
      const rows = await tx.reflection.findMany({
        where: { personId, answers: { some: {} } },
        include,
        orderBy: [{ touchedAt: 'desc' }, { id: 'desc' }],
      });
      return toRuns(rows);
    },
    openRun: async ({ enrolment, sessionId, seatId, form, position, now, closesAt }) => {
      const mine = { enrolmentId: enrolment.id, formKey: form.definition.key, sessionId };
      if (sessionId === null) {
        // The unique key tells two runs without a session apart: they queue up at the enrolment instead.
        await tx.$queryRaw`select 1 from enrolments where id = ${enrolment.id}::uuid for update`;
        const standing = await tx.reflection.findFirst({ where: mine, include });
        if (standing !== null) return toRun(standing);
      }
      const hash = hashForm(form);
      await tx.formDefinition.createMany({
        data: [{ hash, key: form.definition.key, snapshot: toJson(form), createdAt: now }],
        skipDuplicates: true,
      });
      const opened = {
        id: ids.next(),
        programmeId: enrolment.programmeId,
        enrolmentId: enrolment.id,
        personId: enrolment.personId,
        sessionId,
        seatId,
        teamId: enrolment.teamId,
        role: enrolment.role,
        formKey: form.definition.key,
        formHash: hash,
        position,
        status: 'open',
        openedAt: now,
        touchedAt: now,
        closesAt,
      };
      const [row] = await tx.reflection.createManyAndReturn({ data: [opened], skipDuplicates: true });
      return toRun(
        row === undefined
          ? await tx.reflection.findFirstOrThrow({ where: mine, include })
          : { ...row, answers: [] },
      );
    },
    appendAnswer: async (reflectionId, { question, value, messageId, inboxEventId, at }) => {
      // Two answers at once must not take the same revision: the second would be dropped as a duplicate.
      if (!locked.holds(reflectionId))
        await tx.$queryRaw`select 1 from reflections where id = ${reflectionId}::uuid for update`;
      const count = await tx.$executeRaw`
        insert into answers (id, reflection_id, question, revision, value, message_id, inbox_event_id, at)
        select ${ids.next()}::uuid, ${reflectionId}::uuid, ${question},
          (select coalesce(max(revision), 0) + 1 from answers
           where reflection_id = ${reflectionId}::uuid and question = ${question}),
          ${JSON.stringify(value)}::jsonb, ${messageId}, ${inboxEventId}, ${at}
        on conflict do nothing`;
      locked.changed(reflectionId);
      return count === 1;
    },
    changeRun: async (id, change) => {
      await tx.reflection.update({ where: { id }, data: change, select: { id: true } });
      locked.changed(id);
    },
    addCorrection: async (run, at) => {
      await tx.correction.create({
        data: { id: ids.next(), programmeId: run.programmeId, reflectionId: run.id, at },
      });
    },
    saveDrafts: async ({ runId, personId, texts, at }) => {
      // Keystrokes may overtake each other on the way, and a form that was sent meanwhile.
      const [run] = await tx.$queryRaw<{ hash: string }[]>`
        select r.form_hash as hash from reflections r join enrolments e on e.id = r.enrolment_id
        where r.id = ${runId}::uuid and r.person_id = ${personId}::uuid and e.ended_at is null
          and not (r.status = 'sent' and r.touched_at > ${at}) for update of r`;
      if (run === undefined) return;
      const { definition } = await forms.get(tx, run.hash);
      const typed = Object.entries(texts).filter(([key]) => findQuestion(definition, key)?.type === 'text');
      await tx.$executeRaw`
        insert into drafts (reflection_id, question, text, at)
        select ${runId}::uuid, d.question, d.text, ${at}
        from unnest(${typed.map(([key]) => key)}::text[], ${typed.map(([, text]) => text)}::text[]) as d (question, text)
        on conflict (reflection_id, question) do update set text = excluded.text, at = excluded.at
        where drafts.at <= excluded.at`;
    },
    draftsOf: async (reflectionId) => {
      const rows = await tx.draft.findMany({ where: { reflectionId } });
      return Object.fromEntries(rows.map((row) => [row.question, row.text]));
    },
    clearDrafts: async (reflectionId) => {
      await tx.draft.deleteMany({ where: { reflectionId } });
    },
    removeAnswers: async (reflectionId, question) => {
      await tx.answer.deleteMany({
        where: { reflectionId, ...(question === undefined ? {} : { question }) },
      });
      locked.changed(reflectionId);
    },
    eraseMessage: async (personId, messageId) => {
      const rows = await tx.answer.findMany({ where: { messageId, reflection: { personId } } });
      const emptied: AnswerValue = { kind: 'fragment', text: '' };
      await tx.answer.updateMany({
        where: { id: { in: rows.map((row) => row.id) } },
        data: { value: toJson(emptied), messageId: null },
      });
      locked.changed();
      return [...new Set(rows.map((row) => row.reflectionId))];
    },
  };
}
