import type { Texts } from '../../texts.ts';

export const visibility: Texts['visibility'] = {
  a: 'Only the coordinators read this, not your mentors.',
  b: 'Your two mentors and the coordinators read this. Your organisation does not.',
  c: 'Only the coordinators read this, not your partner or the participant.',
  d: 'Your partner and the coordinators read this; the participant does not.',
  e: 'Only the coordination desk reads this. Not your partner, supporter or participant.',
  f: "For you only. Nobody reads it until you tap 'Tell the coordinators'.",
  g: 'Your two mentors and the coordinators will know. No reason is asked.',
  h: 'Your mentors and those who share this meeting will see this.',
  i: 'Only the coordination desk reads this.',
};
