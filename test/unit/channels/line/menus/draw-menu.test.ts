import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { drawMenu } from '../../../../../src/channels/line/menus/draw-menu.ts';
import type { Language } from '../../../../../src/domain/people/people.ts';
import { designMenu } from '../../../../../src/use-cases/line/menus/menu-designs.ts';
import type { MenuDesign } from '../../../../../src/use-cases/ports/line-menus.ts';
import { type Pixels, readPng } from '../../../../support/line/read-png.ts';

const languages: readonly Language[] = ['ja', 'en'];
const [width, height] = [2500, 1686];
/** What LINE takes. */
const maxBytes = 1_000_000;
const leastLetterHeight = 130;

type Drawing = { readonly file: Uint8Array; readonly pixels: Pixels };

const drawings = new Map<Language, Promise<Drawing>>();
const draw = (language: Language): Promise<Drawing> => {
  const drawing =
    drawings.get(language) ??
    drawMenu(designMenu(language)).then((file) => ({ file, pixels: readPng(file) }));
  drawings.set(language, drawing);
  return drawing;
};

describe.each(languages)('the picture of the menu, %s', (language) => {
  it('is a PNG of the size and weight that LINE takes', async () => {
    const { file, pixels } = await draw(language);
    expect(pixels).toMatchObject({ width, height });
    expect(file.length).toBeLessThan(maxBytes);
  });

  it('is the same to the byte whenever it is drawn', async () => {
    expect(hash(await drawMenu(designMenu(language)))).toBe(hash((await draw(language)).file));
  });

  it('holds an icon and, below it, a word in letters of at least 130 pixels, in each field', async () => {
    const { pixels } = await draw(language);
    for (const index of [0, 1, 2, 3]) {
      const [icon, word] = inkBlocks(pixels, index);
      expect(icon).toBeGreaterThan(200);
      expect(word, `field ${index}`).toBeGreaterThanOrEqual(leastLetterHeight);
    }
  });

  it('is dark on light: ink and ground differ by more than 7 to 1 everywhere', async () => {
    const { pixels } = await draw(language);
    const counts = countColours(pixels);
    const common = [...counts].filter(([, count]) => count > 3_000).map(([colour]) => luminance(colour));
    const ink = Math.min(...common);
    const lightest = common.filter((one) => one !== ink);
    expect(lightest.length).toBeGreaterThanOrEqual(3);
    for (const ground of lightest) expect((ground + 0.05) / (ink + 0.05)).toBeGreaterThan(7);
  });
});

it('shows what it is told to: one other sign is another picture', async () => {
  const design = designMenu('ja');
  const [first, ...others] = design.fields;
  const changed: MenuDesign = {
    ...design,
    fields: [{ ...first, word: '振り帰り' }, others[0], others[1], others[2]],
  };
  expect(hash(await drawMenu(changed))).not.toBe(hash((await draw('ja')).file));
});

it('draws markup in a word as it is written', async () => {
  const design = designMenu('en');
  const [first, ...others] = design.fields;
  const odd: MenuDesign = {
    ...design,
    fields: [{ ...first, word: 'A<B&C' }, others[0], others[1], others[2]],
  };
  expect(inkBlocks(readPng(await drawMenu(odd)), 0)).toHaveLength(2);
});

function hash(file: Uint8Array): string {
  return createHash('sha256').update(file).digest('hex');
}

/** Heights of what stands in one field, from top to bottom: the icon, then lines of text. */
function inkBlocks({ colourAt }: Pixels, index: number): readonly number[] {
  const [left, top] = [(index % 2) * (width / 2), Math.floor(index / 2) * (height / 2)];
  const hasInk = (y: number): boolean => {
    for (let x = left; x < left + width / 2; x += 1) if (isDark(colourAt(x, y))) return true;
    return false;
  };
  const blocks: { from: number; to: number }[] = [];
  for (let y = top; y < top + height / 2; y += 1) {
    if (!hasInk(y)) continue;
    const last = blocks.at(-1);
    // Parts of one icon or letter lie closer together than an icon and its word.
    if (last !== undefined && y - last.to <= 24) last.to = y;
    else blocks.push({ from: y, to: y });
  }
  return blocks.map(({ from, to }) => to - from + 1);
}

function isDark([red, green, blue]: readonly [number, number, number]): boolean {
  return red + green + blue < 300;
}

function countColours({ colourAt }: Pixels): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let y = 0; y < height; y += 3) {
    for (let x = 0; x < width; x += 3) {
      const colour = colourAt(x, y).join();
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
  }
  return counts;
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = colour.split(',').map((part) => {
    const share = Number(part) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
