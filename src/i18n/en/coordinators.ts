import type { Texts } from '../texts.ts';
import { dates } from './dates.ts';
import { names } from './names.ts';

export const coordinators: Texts['coordinators'] = {
  murmur: {
    notice: 'One murmur was sent on to you.',
    heading: ({ name, at, zone }) => `${name} (${dates.dayTime(at, zone)})`,
    gone: 'This murmur was taken back.',
  },
  worry: {
    notice: 'One worry has come in',
    heading: ({ team, name, ...session }) => `${names.team({ team })}, ${names.title(session)}: ${name}`,
    gone: 'This worry was taken back.',
  },
  slackButtons: { read: 'Read', contacted: 'Contacted' },
  modalTitles: { murmur: 'A murmur sent on', worry: 'A worry', close: 'Close' },
  notAllowed: 'Only the coordination desk reads this.',

  contact: ({ team, name }) => `${names.team({ team })}: ${name} would like to be contacted.`,
  contactOfSupporter: ({ name }) => `${name}, a supporter, would like to talk to you.`,
  contacted: ({ name }) => `${name} tapped 'Contacted'.`,
  sharedPhone: ({ name, other }) =>
    `The join code of ${name} came from a LINE account that is connected for ${other}. Nothing has changed.`,
  contradiction: ({ team, ...session }) =>
    `${names.team({ team })}: answers differ on whether ${names.title(session)} took place. It counts as held.`,
  unsettled: ({ team, at, zone, ...session }) =>
    `${names.team({ team })}: no participant can make it to ${names.session(session)} on ${dates.dayTime(at, zone)}. Its reminders are stopped.`,
  noContact: ({ team, name, at, zone, ...session }) =>
    `${names.team({ team })}: the pair has no contact for ${name}. It would help to pass on ${names.session(session)}, ${dates.dayTime(at, zone)}.`,
  relay: ({ team, name, at, zone, ...session }) =>
    `${names.team({ team })}: LINE does not reach ${name} at the moment, and there is no mentor to ask. Could you pass on ${names.session(session)}, ${dates.dayTime(at, zone)}, by your usual contact? A text to copy is below.`,
  mentorNotFound: ({ team, name, email }) =>
    `${names.team({ team })}: ${name} (${email}) is not found in Slack so far. We look again every day.`,
  quotaNear: ({ used, target }) =>
    `LINE pushes near this month's target (${used}/${target}). Nudges and asks now ride on replies.`,
};
