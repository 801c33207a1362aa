import { z } from 'zod';
import type { Json } from '../json.ts';
import { viewBlock } from './block-schemas.ts';
import { elementId, plainText } from './text-schemas.ts';
import { type BlockProblems, describeProblems, requireUniqueBlockIds } from './validate-blocks.ts';

const common = {
  blocks: z.array(viewBlock).max(100),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: elementId.optional(),
};

const modal = z.strictObject({
  type: z.literal('modal'),
  ...common,
  title: plainText(24),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
});

const home = z.strictObject({ type: z.literal('home'), ...common });

const view = z.discriminatedUnion('type', [modal, home]).superRefine((given, context) => {
  requireUniqueBlockIds(context, given.blocks);
  const inputs = given.blocks.filter((block) => block.type === 'input');
  if (given.type === 'modal' && inputs.length > 0 && given.submit === undefined) {
    context.addIssue({
      code: 'custom',
      path: ['submit'],
      message: 'submit is required when an input block is within blocks',
    });
  }
  if (inputs.filter((block) => block.element.focus_on_load === true).length > 1) {
    context.addIssue({
      code: 'custom',
      path: ['blocks'],
      message: 'only one element may have focus_on_load',
    });
  }
});

/** Problems of a view's definition, modal or App Home. */
export function findViewProblems(definition: Json): BlockProblems {
  return describeProblems(view.safeParse(definition, { reportInput: true }), '/view');
}
