import type { MenuPicture } from '../platform/rich-menus.ts';

export type PictureSize = { readonly width: number; readonly height: number };

const pngStart = Buffer.from('89504e470d0a1a0a', 'hex');

/** Width and height of a picture of that type, read from its own header; null when it is none. */
export function readPictureSize({ type, bytes }: MenuPicture): PictureSize | null {
  return type === 'image/png' ? readPng(bytes) : readJpeg(bytes);
}

function readPng(bytes: Buffer): PictureSize | null {
  const isPng = bytes.length > 24 && bytes.subarray(0, 8).equals(pngStart);
  return isPng && bytes.toString('latin1', 12, 16) === 'IHDR'
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : null;
}

/** Walks the segments to the first that starts a frame. */
function readJpeg(bytes: Buffer): PictureSize | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    const startsFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (startsFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
  }
  return null;
}
