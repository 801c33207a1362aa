import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { MenuDesign, MenuField } from '../../../use-cases/ports/line-menus.ts';
import { iconSide, iconStroke, icons } from './icons.ts';
import { menuSize } from './menu-size.ts';

const require = createRequire(import.meta.url);

const look = {
  ground: '#EDE9E0',
  card: '#FFFFFF',
  ink: '#16343A',
  tints: ['#CFE6DC', '#F6DFC3', '#D5E1F2', '#F1D6D6'],
  margin: 26,
  radius: 56,
  iconSize: 340,
  wordSize: 190,
  wordRoom: 1_090,
  lineHeight: 192,
  gap: 48,
} as const;

/** Reads one SVG, to be measured or drawn. */
type Draw = (svg: string) => InstanceType<typeof Resvg>;

/** The menu as PNG: four cards, each with an icon above its word. The same bytes on every machine. */
export async function drawMenu(design: MenuDesign): Promise<Uint8Array<ArrayBuffer>> {
  const draw = await openRenderer();
  const cards = design.fields.map((field, index) => drawCard(draw, field, index));
  const { width, height } = menuSize;
  const picture = draw(`${open(width, height)}
    <rect width="${width}" height="${height}" fill="${look.ground}"/>${cards.join('')}</svg>`);
  return Uint8Array.from(picture.render().asPng());
}

function drawCard(draw: Draw, { icon, word }: MenuField, index: number): string {
  const { margin, radius, iconSize, lineHeight, gap, wordSize } = look;
  const width = menuSize.width / 2;
  const height = menuSize.height / 2;
  const lines = breakWord(draw, word);
  // Two lines take their room from the icon: no letter gets smaller.
  const scale = (lines.length > 1 ? 0.74 : 1) * (iconSize / iconSide);
  const side = iconSide * scale;
  const top = (height - (side + gap + lines.length * lineHeight)) / 2;
  const written = lines.map((line, row) => {
    const baseline = top + side + gap + row * lineHeight + wordSize * 0.88;
    return `<text x="${width / 2}" y="${baseline}" text-anchor="middle" font-size="${wordSize}">${escapeMarkup(line)}</text>`;
  });
  return `
    <g transform="translate(${(index % 2) * width} ${Math.floor(index / 2) * height})" font-family="BIZ UDPGothic" font-weight="700" fill="${look.ink}">
      <rect x="${margin}" y="${margin}" width="${width - 2 * margin}" height="${height - 2 * margin}" rx="${radius}" fill="${look.card}"/>
      <g transform="translate(${(width - side) / 2} ${top}) scale(${scale})" fill="none" stroke="${look.ink}" stroke-width="${iconStroke}" stroke-linecap="round" stroke-linejoin="round">${paint(icons[icon], look.tints[index] ?? look.card)}</g>
      ${written.join('\n      ')}
    </g>`;
}

function paint(icon: string, tint: string): string {
  return icon
    .replaceAll('class="soft"', `fill="${tint}"`)
    .replaceAll('class="dot"', `fill="${look.ink}" stroke="none"`)
    .replaceAll('class="points"', 'stroke-width="22"');
}

/** One line, or two where a word is too long for its card. */
function breakWord(draw: Draw, word: string): readonly string[] {
  if (widthOf(draw, word) <= look.wordRoom) return [word];
  const parts = word.split(' ');
  const breaks = parts
    .slice(1)
    .map((_, at) => [parts.slice(0, at + 1).join(' '), parts.slice(at + 1).join(' ')]);
  const widest = (lines: readonly string[]): number => Math.max(...lines.map((line) => widthOf(draw, line)));
  const best = breaks.toSorted((a, b) => widest(a) - widest(b))[0] ?? [word];
  if (widest(best) > look.wordRoom) throw new RangeError('a word of the menu is wider than its card');
  return best;
}

function widthOf(draw: Draw, text: string): number {
  const line = `<text x="100" y="300" font-family="BIZ UDPGothic" font-weight="700" font-size="${look.wordSize}">${escapeMarkup(text)}</text>`;
  return draw(`${open(menuSize.width, 400)}${line}</svg>`).innerBBox()?.width ?? 0;
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function open(width: number, height: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`;
}

// The library can be begun once in a process, and says so by an error the second time.
let begun: Promise<void> | undefined;

async function openRenderer(): Promise<Draw> {
  begun ??= readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')).then((wasm) => initWasm(wasm));
  await begun;
  const font = await readFile(
    require.resolve('@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf'),
  );
  return (svg) => new Resvg(svg, { font: { fontBuffers: [font], loadSystemFonts: false } });
}
