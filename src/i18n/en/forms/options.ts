import type { OptionText } from '../../params.ts';

type Score = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

export const rating = {
  5: { label: '5 Very good', synonyms: ['excellent', 'great'] },
  4: { label: '4 Good', synonyms: ['fine'] },
  3: { label: '3 So-so', synonyms: ['soso', 'ok', 'okay'] },
  2: { label: '2 Not so good', synonyms: ['notverygood'] },
  1: { label: '1 Not good', synonyms: ['bad'] },
};

export const notMet = {
  label: 'We did not meet',
  synonyms: ["wedidn'tmeet", 'wedidntmeet', 'didnotmeet', 'notmet'],
};

export const reasons = {
  moved: { label: 'We changed the day', synonyms: ['changedtheday', 'moved', 'postponed'] },
  errand: { label: 'Something came up', synonyms: ['somethingelsecameup', 'cameup'] },
  no_connection: {
    label: 'No connection',
    synonyms: ['couldnotconnect', "couldn'tconnect", 'noconnectivity'],
  },
};

export const topics = {
  running: { label: 'Running the group', synonyms: ['running', 'thegroup', 'group'] },
  work: { label: 'My own work', synonyms: ['work', 'mywork'] },
  career: { label: 'Career', synonyms: ['mycareer'] },
};

export const recommendation: Readonly<Record<Score, OptionText>> = {
  0: { label: '0', synonyms: ['zero', 'notatall'] },
  1: { label: '1', synonyms: ['one'] },
  2: { label: '2', synonyms: ['two'] },
  3: { label: '3', synonyms: ['three'] },
  4: { label: '4', synonyms: ['four'] },
  5: { label: '5', synonyms: ['five'] },
  6: { label: '6', synonyms: ['six'] },
  7: { label: '7', synonyms: ['seven'] },
  8: { label: '8', synonyms: ['eight'] },
  9: { label: '9', synonyms: ['nine'] },
  10: { label: '10', synonyms: ['ten', 'verymuch'] },
};
