import type { Trait } from './make.ts';
import { printed } from './report.ts';

function format(name: string, how: (value: number) => string, more: Partial<Trait> = {}): Trait {
  return { name, kind: 'format', format: how, ...more };
}

const wide = (text: string) =>
  text.replace(/[0-9.,-]/g, (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0));
const signed = (how: (plain: string) => string) => (value: number) =>
  value < 0 ? how(printed(-value)) : printed(value);

export const FORMATS: readonly Trait[] = [
  format('full-width digits', (value) => wide(printed(value))),
  format('full-width commas', (value) => printed(value, { group: '，' })),
  format('full-width point', (value) => printed(value, { point: '．' })),
  format('grouped by space', (value) => printed(value, { group: ' ' })),
  format('grouped by thin space', (value) => printed(value, { group: '\u2009' })),
  format('grouped by no-break space', (value) => printed(value, { group: '\u00a0' })),
  format('grouped by apostrophe', (value) => printed(value, { group: "'" })),
  format('grouped by typographic apostrophe', (value) => printed(value, { group: '’' })),
  format('not grouped', (value) => printed(value, { group: '' })),
  format('decimal comma', (value) => printed(value, { group: '.', point: ',' })),
  format('decimal comma, not grouped', (value) => printed(value, { group: '', point: ',' })),
  format('with a yen sign', (value) => `¥${printed(value)}`),
  format('with a wide yen sign', (value) => `￥${printed(value)}`),
  format('with a unit', (value) => `${printed(value)}万元`),
  format('plus signs', (value) => `${value < 0 ? '' : '+'}${printed(value)}`),
  format('leading zeros', (value) => printed(value).padStart(9, '0')),
  format('four decimals', (value) => `${printed(value)}00`),
  format('spaces between digits', (value) => [...printed(value)].join(' ')),
  format(
    'negative in brackets',
    signed((plain) => `(${plain})`),
    { negative: true },
  ),
  format(
    'negative in wide brackets',
    signed((plain) => `（${plain}）`),
    { negative: true },
  ),
  format(
    'negative after',
    signed((plain) => `${plain}-`),
    { negative: true },
  ),
  format(
    'minus U+2212',
    signed((plain) => `−${plain}`),
    { negative: true },
  ),
  format(
    'minus U+FE63',
    signed((plain) => `﹣${plain}`),
    { negative: true },
  ),
  format(
    'minus U+FF0D',
    signed((plain) => `－${plain}`),
    { negative: true },
  ),
  format(
    'minus en dash',
    signed((plain) => `–${plain}`),
    { negative: true, extra: '–' },
  ),
  format(
    'minus em dash',
    signed((plain) => `—${plain}`),
    { negative: true },
  ),
  format(
    'minus with a space',
    signed((plain) => `- ${plain}`),
    { negative: true },
  ),
  format(
    'minus as △',
    signed((plain) => `△${plain}`),
    { negative: true },
  ),
  format(
    'minus as ▲',
    signed((plain) => `▲${plain}`),
    { negative: true },
  ),
  format(
    'minus as a word',
    signed((plain) => `负${plain}`),
    { negative: true, extra: '负' },
  ),
  format('negative plain', printed, { negative: true }),
  ...['-', '—', '——', '/', '*', '－', '无', '…', '---', '0', '0.00', '-0.00', 'N/A', '#REF!', '#DIV/0!', '.'].map(
    (blank): Trait => ({
      ...{ name: `empty as ${blank}`, kind: 'blank', blank, extra: '无…N/A#REF!DIV' },
    }),
  ),
];
