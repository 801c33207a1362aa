/** Where a delivery goes: one address is one conversation on one platform. */
export type Address =
  | { readonly kind: 'line'; readonly personId: string }
  | { readonly kind: 'dm'; readonly personId: string }
  | { readonly kind: 'pair'; readonly teamId: string }
  | { readonly kind: 'channel'; readonly channelId: string };

/** The address as a short stable text, used in dedupe keys: `line:…`, `dm:…`, `pair:…`, `channel:…`. */
export function formatAddress(address: Address): string {
  switch (address.kind) {
    case 'line':
    case 'dm':
      return `${address.kind}:${address.personId}`;
    case 'pair':
      return `pair:${address.teamId}`;
    case 'channel':
      return `channel:${address.channelId}`;
  }
}

/** Reads what `formatAddress` wrote; null for anything else. */
export function parseAddress(text: string): Address | null {
  const colon = text.indexOf(':');
  const id = text.slice(colon + 1);
  if (colon < 0 || id === '') return null;
  switch (text.slice(0, colon)) {
    case 'line':
      return { kind: 'line', personId: id };
    case 'dm':
      return { kind: 'dm', personId: id };
    case 'pair':
      return { kind: 'pair', teamId: id };
    case 'channel':
      return { kind: 'channel', channelId: id };
    default:
      return null;
  }
}
