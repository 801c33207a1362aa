import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

/** A text of 1 to `max` UTF-16 units. */
export const boundedText = (max: number) => z.string().min(1).max(max);
/** An `action_id` or `block_id`. */
export const elementId = z.string().min(1).max(255);
/** A link that a person may open. */
export const link = z.url().max(3000);

/** A `plain_text` object of at most `max` UTF-16 units. */
export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: boundedText(max), emoji: z.boolean().optional() });

const markdownText = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: boundedText(max), verbatim: z.boolean().optional() });

/** A `plain_text` or `mrkdwn` object of at most `max` UTF-16 units. */
export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), markdownText(max)]);

/** A confirmation dialog. */
export const confirmation = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

const optionParts = { value: boundedText(75), description: plainText(75).optional() };
/** An option of a menu. */
export const menuOption = z.strictObject({ text: plainText(75), ...optionParts });
/** An option of radio buttons or checkboxes. */
export const choiceOption = z.strictObject({
  text: anyText(75),
  ...optionParts,
  description: anyText(75).optional(),
});
/** An option of an overflow menu. */
export const overflowOption = z.strictObject({ text: plainText(75), ...optionParts, url: link.optional() });
/** A labelled group of menu options. */
export const optionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(menuOption).min(1).max(100),
});

/** Refuses an initial option that is not, field by field, one of the options. */
export function requireKnownOptions(
  context: z.RefinementCtx,
  options: readonly unknown[],
  initial: { readonly key: string; readonly chosen: readonly unknown[] },
): void {
  const strangers = initial.chosen.filter((one) => !options.some((option) => isDeepStrictEqual(option, one)));
  if (strangers.length === 0) return;
  context.addIssue({ code: 'custom', path: [initial.key], message: 'must be one of the options' });
}

/** Refuses two options with the same value, because an answer could not be told apart. */
export function requireDistinctValues(
  context: z.RefinementCtx,
  options: readonly { readonly value: string }[],
): void {
  if (new Set(options.map((option) => option.value)).size === options.length) return;
  context.addIssue({ code: 'custom', path: ['options'], message: 'values must be unique' });
}
