import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../playground/line/json.ts';
import { type LineFixture, startLine } from '../support/line/line-stand-in-fixture.ts';
import {
  button,
  buttons,
  carousel,
  column,
  faultsIn,
  https,
  inBody,
  long,
  picker,
  postback,
  template,
  times,
} from '../support/line/messages.ts';

let fixture: LineFixture;
beforeAll(async () => {
  fixture = await startLine();
});
afterAll(() => fixture.close());

describe('actions LINE refuses', () => {
  const where = `messages[0].contents.body.contents[0].action`;
  it.each<[string, Json, string, string]>([
    ['a label of 41 units', postback({ label: long(41) }), 'label', 'Length must be between 0 and 40'],
    ['a button without label', { type: 'postback', data: 'd' }, 'label', 'May not be empty'],
    ['301 units of data', postback({ data: long(301) }), 'data', 'Length must be between 0 and 300'],
    [
      '301 units of displayText',
      postback({ displayText: long(301) }),
      'displayText',
      'Length must be between 0 and 300',
    ],
    [
      'a link of 1,001 units',
      { type: 'uri', label: 'x', uri: `https://${'a'.repeat(993)}` },
      'uri',
      'Length must be between 0 and 1000',
    ],
    [
      'a link that is no link',
      { type: 'uri', label: 'x', uri: 'javascript:alert(1)' },
      'uri',
      'invalid uri scheme',
    ],
    [
      'a text of 301 units to say',
      { type: 'message', label: 'x', text: long(301) },
      'text',
      'Length must be between 0 and 300',
    ],
    [
      'the camera outside quick replies',
      { type: 'camera', label: 'x' },
      'type',
      'Must be one of the following values: [postback, message, uri, datetimepicker, clipboard]',
    ],
    ['a picker without mode', picker(), 'mode', 'May not be empty'],
    [
      'a picker of an unknown mode',
      picker({ mode: 'month' }),
      'mode',
      'Must be one of the following values: [date, time, datetime]',
    ],
    ['a day that is none', picker({ mode: 'date', initial: '2024-02-30' }), 'initial', 'invalid date format'],
    [
      'a datetime with a zone',
      picker({ mode: 'datetime', min: '2024-11-05T12:00+09:00' }),
      'min',
      'invalid date format',
    ],
    [
      'a picker whose end is before its start',
      picker({ mode: 'time', min: '12:00', max: '11:00' }),
      'min',
      'min must be earlier than max',
    ],
    [
      'a start outside the limits',
      picker({ mode: 'date', initial: '2024-11-04', min: '2024-11-05' }),
      'initial',
      'initial must be between min and max',
    ],
  ])('%s', (title, action, property, message) =>
    refuses(title, inBody(button(action)), `${where}.${property}`, message),
  );

  it('days before 1900 and after 2100', () =>
    refuses(
      '',
      inBody(button(picker({ mode: 'date', max: '2101-01-01' }))),
      where,
      'Must be between 1900-01-01 and 2100-12-31',
    ));
});

describe('templates LINE refuses', () => {
  const where = `messages[0].template`;
  it.each<[string, Json, string, string]>([
    ['161 units beside buttons', buttons({ text: long(161) }), 'text', 'Length must be between 0 and 160'],
    [
      '61 units below a title',
      buttons({ title: '題', text: long(61) }),
      'text',
      'Length must be between 0 and 60',
    ],
    ['a title of 41 units', buttons({ title: long(41) }), 'title', 'Length must be between 0 and 40'],
    ['five buttons', buttons({ actions: times(5, postback()) }), 'actions', 'Size must be between 1 and 4'],
    ['no buttons', buttons({ actions: [] }), 'actions', 'Size must be between 1 and 4'],
    [
      'a label of 21 units',
      buttons({ actions: [postback({ label: long(21) })] }),
      'actions[0].label',
      'Length must be between 0 and 20',
    ],
    [
      'a confirmation with one choice',
      template({ type: 'confirm', text: 'x', actions: [postback()] }),
      'actions',
      'Size must be between 2 and 2',
    ],
    ['eleven columns', carousel(...times(11, column())), 'columns', 'Size must be between 1 and 10'],
    [
      'four actions in a column',
      carousel(column({ actions: times(4, postback()) })),
      'columns[0].actions',
      'Size must be between 1 and 3',
    ],
    [
      'columns with unequal numbers of actions',
      carousel(column(), column({ actions: [postback(), postback()] })),
      'columns',
      'The number of actions must be the same in all columns',
    ],
    [
      'a title in one column only',
      carousel(column(), column({ title: '題' })),
      'columns',
      'Set title in all columns or in none',
    ],
    [
      'a picture over http in a column',
      carousel(column({ thumbnailImageUrl: 'http://example.org/a.png' })),
      'columns[0].thumbnailImageUrl',
      'Must be a valid HTTPS URL',
    ],
    [
      'a label of 13 units below a picture',
      template({
        type: 'image_carousel',
        columns: [{ imageUrl: https, action: postback({ label: long(13) }) }],
      }),
      'columns[0].action.label',
      'Length must be between 0 and 12',
    ],
    [
      'an unknown template',
      template({ type: 'list' }),
      'type',
      'Must be one of the following values: [buttons, confirm, carousel, image_carousel]',
    ],
  ])('%s', (title, message, property, words) => refuses(title, message, `${where}.${property}`, words));
});

async function refuses(_title: string, message: Json, property: string, words: string): Promise<void> {
  expect(await faultsIn(fixture, message)).toContainEqual({ message: words, property });
}
