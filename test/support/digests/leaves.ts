type Leaf = { readonly path: readonly string[]; readonly name: string };

/** Every value among the figures: where it stands, and its name, in which a decision goes by its kind. */
export function leavesOf(value: unknown, path: readonly string[] = [], name = ''): readonly Leaf[] {
  if (Array.isArray(value))
    return value.flatMap((one: unknown, index) =>
      leavesOf(one, [...path, String(index)], name + kindOf(one)),
    );
  if (typeof value !== 'object' || value === null) return [{ path, name }];
  return Object.entries(value).flatMap(([key, one]) => {
    const isOfDecision = path[0] === 'decisions';
    return leavesOf(one, [...path, key], isOfDecision ? name : `${name}${name === '' ? '' : '.'}${key}`);
  });
}

function kindOf(one: unknown): string {
  const isDecision = typeof one === 'object' && one !== null && 'kind' in one && !('why' in one);
  return isDecision ? `.${String(one.kind)}` : '';
}
