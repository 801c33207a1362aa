import type { MenuIcon } from '../../../use-cases/ports/line-menus.ts';

/** Side of the square that an icon is drawn in; its lines are `iconStroke` wide. */
export const iconSide = 240;
export const iconStroke = 13;

/** Elements of SVG, drawn with round lines; `class="soft"` marks the faces that carry the tint. */
export const icons: Readonly<Record<MenuIcon, string>> = {
  // A page with lines, and the pen that writes the last one.
  reflect: `
    <path class="soft" d="M52 34h108a14 14 0 0 1 14 14v144a14 14 0 0 1-14 14H52a14 14 0 0 1-14-14V48a14 14 0 0 1 14-14z"/>
    <path d="M72 82h68M72 122h52"/>
    <path class="soft" d="M120 192l6-34 66-66a16 16 0 0 1 23 0l5 5a16 16 0 0 1 0 23l-66 66z"/>
    <path d="M176 108l28 28"/>`,
  // A calendar with one day marked.
  next: `
    <rect class="soft" x="34" y="50" width="172" height="154" rx="18"/>
    <path d="M34 98h172M80 30v38M160 30v38"/>
    <circle class="dot" cx="154" cy="156" r="20"/>
    <path d="M78 134h1M78 172h1M114 134h1M114 172h1"/>`,
  // A bubble with three dots: said quietly.
  murmur: `
    <path class="soft" d="M120 40c52 0 92 32 92 74s-40 74-92 74c-12 0-24-2-35-5l-43 23 12-41c-16-13-26-31-26-51 0-42 40-74 92-74z"/>
    <path d="M80 114h1M120 114h1M160 114h1" class="points"/>`,
  // A signpost with two arms.
  whereToTurn: `
    <path d="M120 28v16M120 96v26M120 174v38M84 212h72"/>
    <path class="soft" d="M58 44h116l32 26-32 26H58z"/>
    <path class="soft" d="M182 122H66l-32 26 32 26h116z"/>`,
};
