import { z } from 'zod';
import {
  anyText,
  boundedText,
  choiceOption,
  confirmation,
  elementId,
  link,
  menuOption,
  optionGroup,
  overflowOption,
  plainText,
  requireDistinctValues,
  requireKnownOptions,
} from './text-schemas.ts';

// Limits: @slack/types 3.2 doc comments and docs.slack.dev/reference/block-kit/block-elements.
const actionable = { action_id: elementId.optional() };
const confirmable = { confirm: confirmation.optional() };
const focusable = { focus_on_load: z.boolean().optional() };
const placeholdable = { placeholder: plainText(150).optional() };

const button = z.strictObject({
  type: z.literal('button'),
  ...actionable,
  ...confirmable,
  text: plainText(75),
  value: boundedText(2000).optional(),
  url: link.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: boundedText(75).optional(),
});

const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionable,
  ...confirmable,
  options: z.array(overflowOption).min(2).max(5),
});

const menuParts = {
  ...actionable,
  ...confirmable,
  ...focusable,
  ...placeholdable,
  options: z.array(menuOption).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};
type Menu = {
  readonly options?: readonly { readonly value: string }[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly { readonly value: string }[] }[] | undefined;
};

const staticSelect = z
  .strictObject({ type: z.literal('static_select'), ...menuParts, initial_option: menuOption.optional() })
  .superRefine((menu, context) => {
    checkMenu(context, menu, {
      key: 'initial_option',
      chosen: menu.initial_option ? [menu.initial_option] : [],
    });
  });

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...menuParts,
    initial_options: z.array(menuOption).min(1).max(100).optional(),
    max_selected_items: z.int().min(1).optional(),
  })
  .superRefine((menu, context) => {
    checkMenu(context, menu, { key: 'initial_options', chosen: menu.initial_options ?? [] });
  });

const choiceParts = {
  ...actionable,
  ...confirmable,
  ...focusable,
  options: z.array(choiceOption).min(1).max(10),
};

const radioButtons = z
  .strictObject({ type: z.literal('radio_buttons'), ...choiceParts, initial_option: choiceOption.optional() })
  .superRefine((radio, context) => {
    requireDistinctValues(context, radio.options);
    const chosen = radio.initial_option ? [radio.initial_option] : [];
    requireKnownOptions(context, radio.options, { key: 'initial_option', chosen });
  });

const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...choiceParts,
    initial_options: z.array(choiceOption).min(1).max(10).optional(),
  })
  .superRefine((boxes, context) => {
    requireDistinctValues(context, boxes.options);
    const chosen = boxes.initial_options ?? [];
    requireKnownOptions(context, boxes.options, { key: 'initial_options', chosen });
  });

const pickerParts = { ...actionable, ...confirmable, ...focusable };
const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...pickerParts,
  ...placeholdable,
  initial_date: z.iso.date().optional(),
});
const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...pickerParts,
  ...placeholdable,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: boundedText(100).optional(),
});
const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...pickerParts,
  // Unix seconds of ten digits; milliseconds are the usual mistake.
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
});

const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...actionable,
    ...focusable,
    ...placeholdable,
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
    dispatch_action_config: z
      .strictObject({
        trigger_actions_on: z
          .array(z.enum(['on_enter_pressed', 'on_character_entered']))
          .min(1)
          .max(2),
      })
      .optional(),
  })
  .superRefine((input, context) => {
    const { min_length: least = 0, max_length: most = 3000, initial_value: initial } = input;
    if (least > most) {
      context.addIssue({
        code: 'custom',
        path: ['min_length'],
        message: 'must not be greater than max_length',
      });
    }
    if (initial !== undefined && initial.length > most) {
      context.addIssue({
        code: 'custom',
        path: ['initial_value'],
        message: 'must not be longer than max_length',
      });
    }
  });

const imageElement = z.strictObject({
  type: z.literal('image'),
  image_url: link,
  alt_text: boundedText(2000),
});

/** What an `actions` block may hold. */
export const actionsElement = z.discriminatedUnion('type', [
  button,
  overflow,
  staticSelect,
  radioButtons,
  checkboxes,
  datepicker,
  timepicker,
  datetimepicker,
]);
/** What may stand beside a section. */
export const sectionAccessory = z.discriminatedUnion('type', [
  button,
  overflow,
  staticSelect,
  multiStaticSelect,
  radioButtons,
  checkboxes,
  datepicker,
  timepicker,
  imageElement,
]);
/** What an `input` block may hold. */
export const inputElement = z.discriminatedUnion('type', [
  plainTextInput,
  staticSelect,
  multiStaticSelect,
  radioButtons,
  checkboxes,
  datepicker,
  timepicker,
  datetimepicker,
]);
/** What a `context` block may hold. */
export const contextElement = z.union([imageElement, anyText(3000)]);

function checkMenu(
  context: z.RefinementCtx,
  menu: Menu,
  initial: { readonly key: string; readonly chosen: readonly unknown[] },
): void {
  if ((menu.options === undefined) === (menu.option_groups === undefined)) {
    context.addIssue({
      code: 'custom',
      path: [],
      message: 'exactly one of options and option_groups is needed',
    });
    return;
  }
  const options = menu.options ?? menu.option_groups?.flatMap((group) => group.options) ?? [];
  requireDistinctValues(context, options);
  requireKnownOptions(context, options, initial);
}
