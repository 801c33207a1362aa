import type { Action } from '../../../domain/messaging/actions.ts';
import { fitLabel, labelLimits } from '../../../i18n/clipping.ts';
import { act, anyRef, controls } from '../../messages/controls.ts';
import { leaveProgramme } from '../../people/leave-programme.ts';
import type { Membership } from '../../ports/records/views.ts';
import { say, type TalkContext, type Turn } from '../turn.ts';

/** 登録をやめる: named, asked once more, then at once. Whoever is in two programmes says which. */
export async function leaveTurn(talk: TalkContext, { ref, value }: Action): Promise<Turn> {
  const { records, texts, memberships, now } = talk;
  const { leave } = texts.settings;
  if (value === 'stay') return say(leave.stay);
  if (ref === anyRef) return memberships.length > 1 ? askWhich(talk) : askLeave(talk, talk.membership);
  const membership = memberships.find(({ enrolment }) => enrolment.id === ref);
  if (membership === undefined) return formerTurn(talk, ref);
  if (value !== 'confirmed') return askLeave(talk, membership);
  await leaveProgramme(records, membership, now);
  return { ...say(leave.done), talk: { pointer: null, burst: null } };
}

function askWhich({ texts, memberships }: TalkContext): Turn {
  const { leave } = texts.settings;
  const choices = memberships.map(({ enrolment, programme }) =>
    act(fitLabel(programme.name, labelLimits.buttons), 'k', enrolment.id, 'leave', 'open'),
  );
  const stay = act(leave.buttons.stay, 'k', anyRef, 'leave', 'stay');
  return {
    messages: [
      { summary: leave.which, parts: [{ kind: 'text', text: leave.which }, ...controls(...choices, stay)] },
    ],
  };
}

function askLeave({ texts }: TalkContext, { enrolment, programme }: Membership): Turn {
  const { leave, eraseAtDesk } = texts.settings;
  const { retentionMonths: months, deskContact: contact } = programme.settings;
  return {
    messages: [
      {
        summary: leave.buttons.leave,
        parts: [
          { kind: 'text', text: leave.ask({ months }) },
          { kind: 'note', text: eraseAtDesk({ contact }) },
          ...controls(
            act(leave.buttons.leave, 'k', enrolment.id, 'leave', 'confirmed'),
            act(leave.buttons.stay, 'k', enrolment.id, 'leave', 'stay'),
          ),
        ],
      },
    ],
  };
}

/** An old button below a programme that was left already, or somebody else's. */
async function formerTurn({ records, texts, person }: TalkContext, enrolmentId: string): Promise<Turn> {
  const former = await records.people.findMembership(enrolmentId);
  return former?.enrolment.personId === person.id
    ? say(texts.settings.leave.done)
    : say(texts.edge.oldButton.notYours);
}
