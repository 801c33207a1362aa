import { describe, expect, it } from 'vitest';
import { findAsked, labels } from '../../../../playground/actors/labels.ts';
import { textsFor } from '../../../../src/i18n/index.ts';

/** Every text of a catalogue that takes no parameter. */
function plainTexts(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(plainTexts);
}

describe.each(['ja', 'en'] as const)('the labels that actors look for in %s', (language) => {
  const texts = textsFor(language);
  const written = new Set(plainTexts(texts));

  it('are labels that the product writes', () => {
    const { reflectCommand, ...looked } = labels[language];
    expect(plainTexts(looked).filter((label) => !written.has(label))).toEqual([]);
    expect(written).toContain(reflectCommand);
  });

  it('stand beside questions that actors understand', () => {
    const { forms, joining, reflections } = texts;
    const participant = forms['mentoring.participant'];
    const closing = forms['closing.participant'];
    const before = forms['before.participant'];
    const title = texts.names.title({
      kind: 'mentoring',
      number: 2,
      at: new Date('2024-11-12T12:00:00Z'),
      zone: 'Asia/Tokyo',
    });
    expect(findAsked(participant.q1.ask.replace('{title}', title))).toBe('q1');
    expect(findAsked(closing.q1.ask)).toBe('q1');
    expect(findAsked(participant.reason.ask)).toBe('reason');
    expect(findAsked(participant.topics.ask)).toBe('topics');
    expect(findAsked(closing.topics.ask)).toBe('topics');
    expect(findAsked(participant.words.ask)).toBe('words');
    expect(findAsked(participant.next.ask)).toBe('next');
    expect(findAsked(closing.recommend.ask)).toBe('recommend');
    expect(findAsked(before.before1.ask)).toBe('before1');
    expect(findAsked(before.before2.ask)).toBe('before2');
    expect(findAsked(joining.consent.ask)).toBe('consent');
    expect(findAsked(joining.hello)).toBe('code');
    expect(findAsked(reflections.kept({ text: 'ことば' }))).toBe('kept');
    expect(findAsked(reflections.keptLong({ count: 1240 }))).toBe('kept');
    expect(findAsked(reflections.check({ answers: [] }))).toBe('check');
    expect(findAsked(reflections.done({ answers: [] }))).toBe('done');
    expect(findAsked(reflections.several)).toBe('several');
    expect(findAsked(reflections.none)).toBeNull();
  });
});
