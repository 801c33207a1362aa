import { z } from 'zod';
import { actionsElement, contextElement, inputElement, sectionAccessory } from './element-schemas.ts';
import { anyText, boundedText, elementId, link, plainText } from './text-schemas.ts';

// Limits: @slack/types 3.2 doc comments and docs.slack.dev/reference/block-kit/blocks.
const identified = { block_id: elementId.optional() };

const section = z
  .strictObject({
    type: z.literal('section'),
    ...identified,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: sectionAccessory.optional(),
    expand: z.boolean().optional(),
  })
  .superRefine((block, context) => {
    if (block.text !== undefined || block.fields !== undefined) return;
    context.addIssue({ code: 'custom', path: [], message: 'missing required field: text or fields' });
  });

const header = z.strictObject({ type: z.literal('header'), ...identified, text: plainText(150) });
const divider = z.strictObject({ type: z.literal('divider'), ...identified });
const image = z.strictObject({
  type: z.literal('image'),
  ...identified,
  image_url: link,
  alt_text: boundedText(2000),
  title: plainText(2000).optional(),
});
const contextBlock = z.strictObject({
  type: z.literal('context'),
  ...identified,
  elements: z.array(contextElement).min(1).max(10),
});

const actions = z
  .strictObject({
    type: z.literal('actions'),
    ...identified,
    elements: z.array(actionsElement).min(1).max(25),
  })
  .superRefine((block, context) => {
    const ids = block.elements.map((element) => element.action_id).filter((id) => id !== undefined);
    if (new Set(ids).size === ids.length) return;
    context.addIssue({
      code: 'custom',
      path: ['elements'],
      message: 'action_id must be unique in the block',
    });
  });

const input = z
  .strictObject({
    type: z.literal('input'),
    ...identified,
    label: plainText(2000),
    element: inputElement,
    hint: plainText(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  })
  .superRefine((block, context) => {
    const configured =
      block.element.type === 'plain_text_input' && block.element.dispatch_action_config !== undefined;
    if (!configured || block.dispatch_action === true) return;
    const message = 'dispatch_action_config has no effect without dispatch_action';
    context.addIssue({ code: 'custom', path: ['dispatch_action'], message });
  });

const markdown = z.strictObject({ type: z.literal('markdown'), ...identified, text: boundedText(12_000) });

/** A block of a message. */
export const messageBlock = z.discriminatedUnion('type', [
  section,
  header,
  divider,
  image,
  contextBlock,
  actions,
  input,
  markdown,
]);

/** A block of a modal or of the App Home. */
export const viewBlock = z.discriminatedUnion('type', [
  section,
  header,
  divider,
  image,
  contextBlock,
  actions,
  input,
]);
