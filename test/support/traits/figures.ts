import { bits, image, outlined, textPixels, widthOf } from './draw.ts';
import type { Context, Item, Trait } from './make.ts';
import { printed } from './report.ts';

/** Draws figures in its own way, leaving all else. */
function figures(
  name: string,
  draw: (item: Item, context: Context) => string,
  which: (item: Item) => boolean = () => true,
): Trait {
  return {
    name,
    kind: 'drawn',
    draw: (item, context) => (item.role === 'figure' && which(item) ? draw(item, context) : null),
  };
}

const some = (item: Item) => (item.row + item.column) % 3 === 0;
const oneRow = (item: Item) => item.row === 4;

function pictured(kind: Parameters<typeof image>[2], dpi = 200) {
  return (item: Item, { draft, xobject }: Context) => {
    const shot = textPixels(item.text, item.size, dpi);
    const name = xobject(image(draft, shot, kind));
    const scale = 72 / dpi;
    return `q ${shot.width * scale} 0 0 ${shot.height * scale} ${item.x - 1} ${item.y - item.size * 0.3} cm ${name} Do Q\n`;
  };
}

/** Each character on its own, in an order of its own. */
function single(order: (parts: { char: string; x: number }[]) => { char: string; x: number }[]) {
  return ({ text, x, y, size, font }: Item, { draft }: Context) => {
    let pen = x;
    const parts = [...text].map((char) => {
      const part = { char, x: pen };
      pen += widthOf(char, size);
      return part;
    });
    return order(parts)
      .map((part) => draft.text(part.char, part.x, y, size, font))
      .join('');
  };
}

function setWith(before: string, after = '') {
  return ({ text, x, y, size, font }: Item, { draft }: Context) =>
    `q ${draft.text(text, x, y, size, font, before)} ${after} Q\n`;
}

export const FIGURES: readonly Trait[] = [
  figures('outlines all', ({ text, x, y, size }) => outlined(text, x, y, size)),
  figures('outlines some', ({ text, x, y, size }) => outlined(text, x, y, size), some),
  figures('outlines row', ({ text, x, y, size }) => outlined(text, x, y, size), oneRow),
  figures(
    'outlines stroked',
    ({ text, x, y, size }) => `q 0.3 w ${outlined(text, x, y, size).replaceAll(/f\n/g, 'S\n')} Q`,
    oneRow,
  ),
  figures('pictures grey', pictured('grey')),
  figures('pictures grey some', pictured('grey'), some),
  figures('pictures mask', pictured('mask')),
  figures('pictures mask row', pictured('mask', 300), oneRow),
  figures('pictures indexed', pictured('indexed'), some),
  figures('pictures inverted', pictured('inverted'), some),
  figures('pictures soft', pictured('soft'), some),
  figures('pictures rgb', pictured('rgb'), oneRow),
  figures('pictures 96 dpi', pictured('rgb', 96), some),
  figures(
    'digit pictures',
    ({ text, x, y, size }, { draft, xobject }) => {
      let [pen, out] = [x, ''];
      for (const char of text) {
        const shot = textPixels(char, size, 250);
        const scale = 72 / 250;
        out += `q ${shot.width * scale} 0 0 ${shot.height * scale} ${pen - 1} ${y - size * 0.3} cm ${xobject(image(draft, shot, 'mask'))} Do Q\n`;
        pen += widthOf(char, size);
      }
      return out;
    },
    oneRow,
  ),
  figures(
    'inline pictures',
    ({ text, x, y, size }) => {
      const shot = textPixels(text, size, 200);
      const scale = 72 / 200;
      const data = Buffer.from(bits(shot)).toString('hex');
      return `q ${shot.width * scale} 0 0 ${shot.height * scale} ${x - 1} ${y - size * 0.3} cm BI /W ${shot.width} /H ${shot.height} /CS /G /BPC 1 /F /AHx ID ${data}> EI Q\n`;
    },
    oneRow,
  ),
  figures(
    'flipped picture',
    ({ text, x, y, size }, { draft, xobject }) => {
      const shot = textPixels(text, size, 200);
      const upside = {
        ...shot,
        data: Uint8Array.from(
          shot.data,
          (_, at) => shot.data[(shot.height - 1 - Math.floor(at / shot.width)) * shot.width + (at % shot.width)] ?? 255,
        ),
      };
      const scale = 72 / 200;
      return `q ${shot.width * scale} 0 0 ${-shot.height * scale} ${x - 1} ${y - size * 0.3 + shot.height * scale} cm ${xobject(image(draft, upside, 'grey'))} Do Q\n`;
    },
    some,
  ),
  figures(
    'digits alone',
    single((parts) => parts),
  ),
  figures(
    'digits backwards',
    single((parts) => [...parts].reverse()),
  ),
  figures(
    'digits shuffled',
    single((parts) => [...parts.filter((_, at) => at % 2 === 1), ...parts.filter((_, at) => at % 2 === 0)]),
  ),
  figures('wide spacing', ({ text, x, y, size, font, cell }, { draft }) => {
    const wide = Math.min(x - (x - cell.x1 + 3), x);
    const spacing = 3;
    return `q ${draft.text(text, Math.max(cell.x0 + 2, x - spacing * (text.length - 1)) + 0 * wide, y, size, font, `${spacing} Tc`)} Q\n`;
  }),
  figures(
    'tight spacing',
    ({ text, x, y, size, font }, { draft }) =>
      `q ${draft.text(text, x + 0.8 * (text.length - 1), y, size, font, '-0.8 Tc')} Q\n`,
  ),
  figures(
    'kerned',
    ({ text, x, y, size, font }, { draft }) =>
      `BT /${font} ${size} Tf 1 0 0 1 ${x} ${y} Tm [${[...text].map((char, at) => `<${draft.codes(char, font)}>${at % 2 === 0 ? -60 : 60}`).join('')}] TJ ET\n`,
  ),
  figures(
    'wide scale',
    ({ text, x, y, size, font, cell }, { draft }) =>
      `q ${draft.text(text, Math.max(cell.x0 + 1, x - widthOf(text, size) * 0.4), y, size, font, '140 Tz')} Q\n`,
  ),
  figures(
    'mirrored twice',
    ({ text, x, y, size, font }, { draft }) =>
      `BT /${font} -${size} Tf -1 0 0 -1 ${x} ${y} Tm <${draft.codes(text, font)}> Tj ET\n`,
  ),
  figures(
    'tiny font scaled',
    ({ text, x, y, size, font }, { draft }) =>
      `q ${size * 100} 0 0 ${size * 100} ${x} ${y} cm BT /${font} 0.01 Tf <${draft.codes(text, font)}> Tj ET Q\n`,
  ),
  figures(
    'text rise',
    ({ text, x, y, size, font }, { draft }) =>
      `BT /${font} ${size} Tf 5 Ts 1 0 0 1 ${x} ${y - 5} Tm <${draft.codes(text, font)}> Tj 0 Ts ET\n`,
  ),
  figures(
    'moved with Td',
    ({ text, x, y, size, font }, { draft }) =>
      `BT /${font} ${size} Tf 10 TL 1 0 0 1 ${x - 30} ${y + 20} Tm 30 -10 Td T* <${draft.codes(text, font)}> Tj ET\n`,
  ),
  figures(
    'shadow below',
    ({ text, x, y, size, font }, { draft }) =>
      `0.6 g ${draft.text(text, x + 0.7, y - 0.7, size, font)} 0 g ${draft.text(text, x, y, size, font)}`,
  ),
  figures('bold four times', ({ text, x, y, size, font }, { draft }) =>
    [
      [0, 0],
      [0.3, 0],
      [0, 0.3],
      [0.3, 0.3],
    ]
      .map(([dx = 0, dy = 0]) => draft.text(text, x + dx, y + dy, size, font))
      .join(''),
  ),
  figures('bold and stroke', setWith('2 Tr 0.3 w')),
  figures('stroke only', setWith('1 Tr 0.3 w')),
  figures(
    'clip and shading',
    ({ text, x, y, size, font, cell }, { draft }) =>
      `q ${draft.text(text, x, y, size, font, '7 Tr')} 0 g ${cell.x0} ${cell.y0} ${cell.x1 - cell.x0} ${cell.y1 - cell.y0} re f Q\n`,
  ),
  figures(
    'nested forms',
    (item, { draft, xobject, plain }) => {
      const inner = draft.add(
        `<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Matrix[1 0 0 1 -5 -5]/Resources<</Font<</${item.font} ${draft.fontObject(item.font)} 0 R>>>>>>`,
        plain(item),
      );
      const outer = draft.add(
        `<</Type/XObject/Subtype/Form/BBox[0 0 700 900]/Matrix[1 0 0 1 5 5]/Resources<</XObject<</I ${inner} 0 R>>>>>>`,
        '/I Do',
      );
      return `${xobject(outer)} Do\n`;
    },
    oneRow,
  ),
  figures('pale grey', (item, { plain }) => `0.75 g ${plain(item)} 0 g\n`),
  figures('very pale grey', (item, { plain }) => `0.9 g ${plain(item)} 0 g\n`, some),
  figures(
    'alpha half',
    (item, { plain, resource }) => {
      resource('/ExtGState<</GA <</ca 0.5>>>>');
      return `q /GA gs ${plain(item)} Q\n`;
    },
    some,
  ),
  figures(
    'hidden under outlines of others',
    ({ text, x, y, size, font, value }, { draft }) =>
      `${draft.text(printed((value ?? 0) + 1100), x, y, size, font, '3 Tr')} 0 Tr ${outlined(text, x, y, size)}`,
  ),
  figures(
    'wrong figure white before',
    ({ text, x, y, size, font, value }, { draft }) =>
      `1 g ${draft.text(printed((value ?? 0) + 1100), x - 30, y, size, font)} 0 g ${draft.text(text, x, y, size, font)}`,
  ),
  figures(
    'patched and written anew',
    ({ text, x, y, size, font, value, cell }, { draft }) =>
      `${draft.text(printed((value ?? 0) * 2 + 700), x - 4, y, size, font)} 1 g ${cell.x0 + 1} ${cell.y0 + 1} ${cell.x1 - cell.x0 - 2} ${cell.y1 - cell.y0 - 2} re f 0 g ${draft.text(text, x, y, size, font)}`,
  ),
  figures(
    'struck out and written beside',
    ({ text, x, y, size, font, value, cell }, { draft }) => {
      const old = printed((value ?? 0) + 700);
      const at = cell.x0 + 2;
      return `${draft.text(old, at, y, 6, font)} 0.6 w ${at} ${y + 2} m ${at + widthOf(old, 6)} ${y + 2} l S ${draft.text(text, x, y, size, font)}`;
    },
    oneRow,
  ),
  figures(
    'underlined',
    (item, { plain }) =>
      `${plain(item)} 0.4 w ${item.x} ${item.y - 1.5} m ${item.x + widthOf(item.text, item.size)} ${item.y - 1.5} l S\n`,
  ),
  figures(
    'wrapped in its cell',
    ({ text, size, font, cell }, { draft }) => {
      const [a, b] = [text.slice(0, -3), text.slice(-3)];
      return (
        draft.text(a, cell.x1 - 3 - widthOf(a, size), cell.y0 + 13, size, font) +
        draft.text(b, cell.x1 - 3 - widthOf(b, size), cell.y0 + 3, size, font)
      );
    },
    oneRow,
  ),
  figures(
    'cut by its cell',
    (item, { plain }) =>
      `q ${item.cell.x0 + (item.cell.x1 - item.x) * 0} ${item.cell.y0} ${item.cell.x1 - item.cell.x0} ${item.cell.y1 - item.cell.y0} re W n ${plain({ ...item, x: item.cell.x0 - widthOf(item.text[0] ?? '', item.size) * 1.1 })} Q\n`,
    oneRow,
  ),
  figures(
    'footnote above',
    (item, { draft, plain }) =>
      `${plain({ ...item, x: item.x - 6 })}${draft.text('1', item.x - 6 + widthOf(item.text, item.size), item.y + 4, 5, item.font)}`,
    oneRow,
  ),
  figures(
    'footnote star',
    (item, { draft, plain }) =>
      `${plain({ ...item, x: item.x - 6 })}${draft.text('*', item.x - 6 + widthOf(item.text, item.size), item.y, item.size, item.font)}`,
    oneRow,
  ),
  figures(
    'footnote in brackets',
    (item, { draft, plain }) =>
      `${plain({ ...item, x: item.x - 10 })}${draft.text('(1)', item.x - 10 + widthOf(item.text, item.size), item.y + 3, 5, item.font)}`,
    oneRow,
  ),
  figures(
    'footnote circled',
    (item, { draft, plain }) =>
      `${plain({ ...item, x: item.x - 9 })}${draft.text('①', item.x - 9 + widthOf(item.text, item.size), item.y, item.size, item.font)}`,
    oneRow,
  ),
  figures('centred', (item, { plain }) =>
    plain({ ...item, x: (item.cell.x0 + item.cell.x1 - widthOf(item.text, item.size)) / 2 }),
  ),
  figures('left', (item, { plain }) => plain({ ...item, x: item.cell.x0 + 3 })),
  figures('touching the right', (item, { plain }) => plain({ ...item, x: item.x + 3.5 })),
  figures('overflowing right', (item, { plain }) => plain({ ...item, x: item.x + 9 })),
  figures('overflowing left', (item, { plain }) => plain({ ...item, x: item.cell.x0 - 8 })),
  figures('small raised decimals', ({ text, x, y, size, font }, { draft }) => {
    const whole = text.slice(0, -2);
    return draft.text(whole, x, y, size, font) + draft.text(text.slice(-2), x + widthOf(whole, size), y + 3, 6, font);
  }),
  figures('sign apart', (item, { draft, plain }) =>
    item.text.startsWith('-')
      ? draft.text('-', item.cell.x0 + 3, item.y, item.size, item.font) +
        plain({ ...item, text: item.text.slice(1), x: item.x + widthOf('-', item.size) })
      : plain(item),
  ),
  figures('sign drawn as a line', (item, { plain }) =>
    item.text.startsWith('-')
      ? `0.7 w ${item.x} ${item.y + 3} m ${item.x + 3.5} ${item.y + 3} l S ${plain({ ...item, text: item.text.slice(1), x: item.x + widthOf('-', item.size) })}`
      : plain(item),
  ),
  figures('sign drawn as a box', (item, { plain }) =>
    item.text.startsWith('-')
      ? `${item.x} ${item.y + 2.7} 3.5 0.7 re f ${plain({ ...item, text: item.text.slice(1), x: item.x + widthOf('-', item.size) })}`
      : plain(item),
  ),
  figures('point drawn as a box', ({ text, x, y, size, font }, { draft }) => {
    const at = text.indexOf('.');
    const [a, b] = [text.slice(0, at), text.slice(at + 1)];
    const pen = x + widthOf(a, size);
    return `${draft.text(a, x, y, size, font)} ${pen + 0.8} ${y} 1 1 re f ${draft.text(b, pen + widthOf('.', size), y, size, font)}`;
  }),
];

/** Some of them are about signs. */
export const NEEDS_SIGN = /^sign /;
