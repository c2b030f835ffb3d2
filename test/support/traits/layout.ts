import { widthOf } from './draw.ts';
import type { Context, Item, Trait } from './make.ts';
import { printed } from './report.ts';

function order(name: string, sort: (items: readonly Item[], context: Context) => readonly Item[]): Trait {
  return { name: `order: ${name}`, kind: 'order', items: sort };
}

const ORDERS: readonly Trait[] = [
  order('backwards', (items) => items.toReversed()),
  order('by columns', (items) => items.toSorted((a, b) => a.column - b.column)),
  order('figures first', (items) =>
    items.toSorted((a, b) => Number(b.role === 'figure') - Number(a.role === 'figure')),
  ),
  order('by chance', (items, { random }) =>
    items
      .map((item) => ({ item, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item),
  ),
];

function words(name: string, change: (item: Item) => readonly Item[]): Trait {
  return { name: `words: ${name}`, kind: 'words', items: (items) => items.flatMap(change) };
}

/** A text in pieces below each other, in the middle of its cell. */
function stacked(item: Item, pieces: readonly string[]): Item[] {
  const middle = (item.cell.x0 + item.cell.x1) / 2;
  return pieces.map((text, at) => ({
    ...{ ...item, text, x: middle - widthOf(text, item.size) / 2, size: item.size * 0.85 },
    y: item.y + ((pieces.length - 1) / 2 - at) * item.size * 0.9,
  }));
}

const leafHead = ({ role, text }: Item) => role === 'head' && text.length === 4;

const WORDS: readonly Trait[] = [
  words('heads in two lines', (item) =>
    leafHead(item) ? stacked(item, [item.text.slice(0, 2), item.text.slice(2)]) : [item],
  ),
  words('heads spaced', (item) =>
    item.role === 'head' && item.text.length === 2
      ? [{ ...item, text: `${item.text[0]}　${item.text[1]}`, x: item.x - item.size / 2 }]
      : [item],
  ),
  words('names in two lines', (item) =>
    item.role === 'name' && item.text.length > 8 ? stacked(item, [item.text.slice(0, 7), item.text.slice(7)]) : [item],
  ),
  words('names indented', (item) => (item.role === 'name' ? [{ ...item, x: item.x + 8 }] : [item])),
  {
    ...words('no codes', (item) => (item.role === 'code' ? [] : [item])),
    truth: (truth) => truth.map((one) => ({ ...one, line_code: null })),
  },
  words('no unit', (item) => (item.role === 'unit' ? [] : [item])),
  words('no title', (item) => (item.role === 'title' ? [] : [item])),
  words('title below', (item) => (item.role === 'title' ? [{ ...item, y: 60 }] : [item])),
  words('unit below', (item) => (item.role === 'unit' ? [{ ...item, y: 60 }] : [item])),
  words('thousands', (item) => (item.role === 'unit' ? [{ ...item, text: '单位：千元' }] : [item])),
];

/** Annotations beside and over the table; `ap`: with an appearance of their own. */
function notes(name: string, of: (context: Context) => string): Trait {
  return { name: `notes: ${name}`, kind: 'notes', annotations: of };
}

const at = (x: number, y: number) => `/Rect[${x} ${y} ${x + 70} ${y + 14}]`;

const NOTES: readonly Trait[] = [
  notes('a comment that pops up', () => `<</Type/Annot/Subtype/Text${at(480, 600)}/Contents(99.99)>>`),
  notes('a hidden figure', ({ draft }) => {
    const shown = draft.add(
      `<</Type/XObject/Subtype/Form/BBox[0 0 70 14]/Resources<</Font<</F1 ${draft.fontObject('F1')} 0 R>>>>>>`,
      draft.text('99.99', 2, 3, 9),
    );
    return `<</Type/Annot/Subtype/FreeText${at(480, 600)}/F 2/Contents(99.99)/DA(/Helv 9 Tf 0 g)/AP<</N ${shown} 0 R>>>>`;
  }),
  notes(
    'a link over the table',
    () => `<</Type/Annot/Subtype/Link/Rect[50 300 550 700]/Border[0 0 1]/A<</S/URI/URI(https://example.org/)>>>>`,
  ),
  notes(
    'a highlight over a figure',
    () => `<</Type/Annot/Subtype/Highlight${at(480, 640)}/QuadPoints[480 654 550 654 480 640 550 640]/C[1 1 0]>>`,
  ),
  notes('a box drawn on the table', () => `<</Type/Annot/Subtype/Square${at(480, 640)}/C[1 0 0]/BS<</W 1>>>>`),
  notes(
    'a stroke through a figure',
    () => `<</Type/Annot/Subtype/StrikeOut${at(480, 640)}/QuadPoints[480 654 550 654 480 640 550 640]/C[1 0 0]>>`,
  ),
  notes('a white patch over figures', ({ draft }) => {
    const shown = draft.add('<</Type/XObject/Subtype/Form/BBox[0 0 70 14]>>', '1 g 0 0 70 14 re f');
    return `<</Type/Annot/Subtype/Stamp/Rect[560 10 590 20]/AP<</N ${shown} 0 R>>>>`;
  }),
  notes('a note beside with a figure', ({ draft }) => {
    const shown = draft.add(
      `<</Type/XObject/Subtype/Form/BBox[0 0 70 14]/Resources<</Font<</F1 ${draft.fontObject('F1')} 0 R>>>>>>`,
      draft.text(printed(123456), 2, 3, 9),
    );
    return `<</Type/Annot/Subtype/FreeText/Rect[50 40 120 54]/Contents(1,234.56)/DA(/Helv 9 Tf 0 g)/AP<</N ${shown} 0 R>>>>`;
  }),
];

export const LAYOUT: readonly Trait[] = [...ORDERS, ...WORDS, ...NOTES];
