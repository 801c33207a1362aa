/** Opens the talk with the account on a phone, the join code already typed (LINE URL scheme `oaMessage`). */
export function joinLink({ account, code }: { readonly account: string; readonly code: string }): string {
  return `https://line.me/R/oaMessage/${encodeURIComponent(account)}/?${encodeURIComponent(code)}`;
}

/** Opens the account's page for adding it as a friend; a QR code on a computer (LINE URL scheme `ti/p`). */
export function friendLink({ account }: { readonly account: string }): string {
  return `https://line.me/R/ti/p/${encodeURIComponent(account)}`;
}
