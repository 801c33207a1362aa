import type { Texts } from '../../texts.ts';
import { notMet, rating, reasons, recommendation, topics } from './options.ts';

type Forms = Texts['forms'];

const reason = {
  ask: 'All right. If you like, say what happened.',
  label: 'What happened',
  options: reasons,
};

const words = {
  ask: 'If some words stayed with you, just send them. Short is fine.',
  label: 'Words that stayed',
};

const next = { ask: 'Is there a next small step? Small is enough.', label: 'Next step' };

export const mentoring: Forms['mentoring.participant'] = {
  q1: { ask: 'How was {title}?', label: 'Satisfaction', options: { ...rating, not_met: notMet } },
  reason,
  topics: {
    ask: 'Tap what you talked about, as many as you like.',
    label: 'Topics',
    options: { ...topics, other: { label: 'Something else', synonyms: ['other', 'others'] } },
  },
  words,
  next,
};

export const closing: Forms['closing.participant'] = {
  q1: {
    ask: 'Overall, how were these three months?',
    label: 'Satisfaction overall',
    options: { ...rating, not_met: notMet },
  },
  reason,
  topics: {
    ask: 'What was useful? As many as you like.',
    label: 'What was useful',
    options: { ...topics, talk: { label: 'A place to talk', synonyms: ['placetotalk', 'talking', 'talk'] } },
  },
  words,
  next,
  recommend: {
    ask: 'Would you recommend this programme to someone doing similar work? 0 not at all, 10 very much.',
    label: 'Recommendation',
    options: recommendation,
  },
};

export const before: Forms['before.participant'] = {
  before1: {
    ask: 'Right now, do you feel that you have your work in order, in your own way?',
    label: 'Work in order',
    options: {
      5: { label: '5 Very much so', synonyms: ['verymuch'] },
      4: { label: '4 Mostly', synonyms: ['usually'] },
      3: { label: '3 So-so', synonyms: ['soso', 'ok', 'okay'] },
      2: { label: '2 Not much', synonyms: ['notsomuch'] },
      1: { label: '1 Not yet', synonyms: ['notatall'] },
    },
  },
  before2: {
    ask: 'Is there someone you can talk to about your work?',
    label: 'Someone to talk to',
    options: {
      5: { label: '5 Yes, at any time', synonyms: ['always', 'yes'] },
      4: { label: '4 Mostly', synonyms: ['usually'] },
      3: { label: '3 So-so', synonyms: ['soso', 'ok', 'okay'] },
      2: { label: '2 Rarely', synonyms: ['seldom'] },
      1: { label: '1 Not at present', synonyms: ['nobody', 'noone', 'no'] },
    },
  },
};
