import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText, renderParts } from '../../../../src/channels/slack/render.ts';

/** What stands in the sections, and how long each is. */
function sectionsOf(kind: 'text' | 'quote', text: string): readonly string[] {
  return renderParts([{ kind, text }]).map((block) =>
    block.type === 'section' ? (block.text?.text ?? '') : '',
  );
}

describe('a long text in Slack', () => {
  it('keeps every line whole, in sections that Slack takes, when many short ones are quoted', () => {
    const lines = Array.from({ length: 900 }, (_, index) => `${index} & more`);
    const sections = sectionsOf('quote', lines.join('\n'));
    expect(Math.max(...sections.map(({ length }) => length))).toBeLessThanOrEqual(3_000);
    expect(sections.flatMap((one) => one.split('\n'))).toEqual(lines.map((line) => `>${escapeText(line)}`));
  });

  it('loses no sign, whatever it holds and wherever it has to be cut', () => {
    const sign = fc.constantFrom('a', '\n', '&', '<', '𩸽', '伴', ' ');
    fc.assert(
      fc.property(
        fc.array(sign, { minLength: 2_800, maxLength: 9_000 }),
        fc.constantFrom('text' as const, 'quote' as const),
        (signs, kind) => {
          const text = signs.join('');
          const sections = sectionsOf(kind, text);
          expect(Math.max(...sections.map(({ length }) => length))).toBeLessThanOrEqual(3_000);
          const shown = sections.map((one) => (kind === 'quote' ? one.replaceAll(/^>/gm, '') : one)).join('');
          expect(shown.replaceAll(/\s/g, '')).toBe(escapeText(text).replaceAll(/\s/g, ''));
        },
      ),
      { numRuns: 30 },
    );
  });
});
