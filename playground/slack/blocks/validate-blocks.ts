import { z } from 'zod';
import { isArray, isObject, type Json, type JsonObject, textAt } from '../json.ts';
import { messageBlock } from './block-schemas.ts';

/** What is wrong with blocks or a view, in the platform's words with a JSON pointer; empty when all is well. */
export type BlockProblems = readonly string[];

const messageBlocks = z
  .array(messageBlock)
  .max(50)
  .superRefine((blocks, context) => {
    requireUniqueBlockIds(context, blocks);
    const markdown = blocks.filter((block) => block.type === 'markdown');
    if (markdown.reduce((sum, block) => sum + block.text.length, 0) > 12_000) {
      context.addIssue({
        code: 'custom',
        path: [],
        message: 'markdown blocks must be less than 12001 characters',
      });
    }
  });

/** Problems of a message's blocks. */
export function findMessageProblems(blocks: Json): BlockProblems {
  return describeProblems(messageBlocks.safeParse(blocks, { reportInput: true }), '/blocks');
}

/** All texts of the blocks together in UTF-16 units; above about 13,200 a message is refused (bolt-js issue 2509). */
export function measureTexts(value: Json | undefined): number {
  if (isArray(value)) return value.reduce<number>((sum, item) => sum + measureTexts(item), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) =>
      sum + (key === 'text' && typeof item === 'string' ? item.length : measureTexts(item)),
    0,
  );
}

/** Refuses two blocks with the same `block_id`. */
export function requireUniqueBlockIds(
  context: z.RefinementCtx,
  blocks: readonly { readonly block_id?: string | undefined }[],
): void {
  const ids = blocks.map((block) => block.block_id).filter((id) => id !== undefined);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice === undefined) return;
  context.addIssue({ code: 'custom', path: [], message: `block_id must be unique: ${twice}` });
}

/** A parse result as the platform's messages, each pointing below `root`. */
export function describeProblems(result: z.ZodSafeParseResult<unknown>, root: string): BlockProblems {
  if (result.success) return [];
  return result.error.issues.map((issue) => {
    const pointer = [root, ...issue.path.map(String)].join('/');
    return `${describeIssue(issue)} [json-pointer:${pointer}]`;
  });
}

/** Blocks with the ids that the platform makes up for blocks and elements that came without. */
export function fillIds(blocks: readonly JsonObject[], makeId: () => string): readonly JsonObject[] {
  const withActionId = (element: Json): Json => {
    const interactive =
      isObject(element) && !['image', 'mrkdwn', 'plain_text'].includes(textAt(element, 'type') ?? '');
    return interactive && element.action_id === undefined ? { ...element, action_id: makeId() } : element;
  };
  return blocks.map((block) => ({
    ...block,
    block_id: block.block_id ?? makeId(),
    ...(isArray(block.elements) && { elements: block.elements.map(withActionId) }),
    ...(isObject(block.element) && { element: withActionId(block.element) }),
    ...(isObject(block.accessory) && { accessory: withActionId(block.accessory) }),
  }));
}

function describeIssue(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'array'
        ? `no more than ${issue.maximum} items allowed`
        : `must be less than ${Number(issue.maximum) + 1} characters`;
    case 'too_small':
      return issue.origin === 'array'
        ? `no fewer than ${issue.minimum} items allowed`
        : `must be more than ${Number(issue.minimum) - 1} characters`;
    case 'unrecognized_keys':
      return `invalid additional property: ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return 'unsupported type or failed to match all allowed schemas';
    case 'invalid_type':
      return issue.input === undefined ? 'missing required field' : issue.message;
    case 'invalid_format':
    case 'invalid_value':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'custom':
      return issue.message;
  }
}
