/** Pixels of the menu and of its picture: the largest that LINE takes. */
export const menuSize = { width: 2500, height: 1686 } as const;
