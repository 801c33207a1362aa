import { inflateSync } from 'node:zlib';

/** A picture as pixels of red, green and blue, 0 to 255. */
export type Pixels = {
  readonly width: number;
  readonly height: number;
  readonly colourAt: (x: number, y: number) => readonly [number, number, number];
};

const headerLength = 8;
const channels = 4;

/** Reads a PNG of 8-bit RGBA without interlacing, which is what the painter writes. Throws on any other. */
export function readPng(file: Uint8Array): Pixels {
  const bytes = Buffer.from(file);
  const data: Buffer[] = [];
  let [width, height] = [0, 0];
  for (let at = headerLength; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
    if (type === 'IDAT') data.push(content);
    if (type !== 'IHDR') continue;
    [width, height] = [content.readUInt32BE(0), content.readUInt32BE(4)];
    if (content.toString('hex', 8) !== '0806000000') throw new Error('not a plain RGBA picture');
  }
  const rows = unfilter(inflateSync(Buffer.concat(data)), width * channels, height);
  return {
    width,
    height,
    colourAt: (x, y) => {
      const at = (y * width + x) * channels;
      return [rows[at] ?? 0, rows[at + 1] ?? 0, rows[at + 2] ?? 0];
    },
  };
}

/** Every row is stored as its difference to its neighbours, in one of five ways. */
function unfilter(raw: Buffer, rowLength: number, height: number): Uint8Array {
  const rows = new Uint8Array(rowLength * height);
  for (let y = 0; y < height; y += 1) {
    const from = y * (rowLength + 1);
    const filter = raw[from] ?? 0;
    for (let x = 0; x < rowLength; x += 1) {
      const at = y * rowLength + x;
      const left = x < channels ? 0 : (rows[at - channels] ?? 0);
      const above = y === 0 ? 0 : (rows[at - rowLength] ?? 0);
      const corner = x < channels || y === 0 ? 0 : (rows[at - rowLength - channels] ?? 0);
      rows[at] = (raw[from + 1 + x] ?? 0) + guess(filter, left, above, corner);
    }
  }
  return rows;
}

function guess(filter: number, left: number, above: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  return filter === 3 ? (left + above) >> 1 : paeth(left, above, corner);
}

function paeth(left: number, above: number, corner: number): number {
  const sum = left + above - corner;
  const toLeft = Math.abs(sum - left);
  const toAbove = Math.abs(sum - above);
  const toCorner = Math.abs(sum - corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
