import type { Texts } from '../../texts.ts';

export const calendars: Texts['cli']['calendars'] = {
  address: ({ name, link }) => `The calendar address of ${name}:\n${link}`,
  secret:
    'Whoever knows this address sees dates and meeting links. Please give it to the person themselves only.',
  revoked: ({ name }) =>
    `The former address of ${name} can no longer be used. calendar issue shows the new one.`,
  revocable: ({ name }) => `The address of ${name} can be ended.`,
  unknown: ({ name }) => `Nobody in this programme has the code ${name}.`,
};
