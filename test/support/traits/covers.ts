import { image, textPixels, widthOf } from './draw.ts';
import type { Context, Frame, Item, Trait } from './make.ts';
import { printed } from './report.ts';

/** Figures that are drawn as they are not read from left to right, or of which something else was drawn in the same place. */
function drawn(name: string, draw: (item: Item, context: Context) => string, row?: number): Trait {
  return {
    ...{ name, kind: 'drawn' },
    draw: (item, context) =>
      item.role === 'figure' && (row === undefined || item.row === row) ? draw(item, context) : null,
  };
}

/** In one row, and in all of them. */
function both(name: string, draw: (item: Item, context: Context) => string): Trait[] {
  return [drawn(`${name}, one row`, draw, 4), drawn(name, draw)];
}

/** The figure under a matrix of its own. */
function under(name: string, matrix: (item: Item) => string, before = ''): Trait[] {
  return both(
    name,
    (item, { draft }) =>
      `BT /${item.font} ${item.size} Tf ${before} ${matrix(item)} Tm <${draft.codes(item.text, item.font)}> Tj 100 Tz ET\n`,
  );
}

const end = ({ x, text, size }: Item) => x + widthOf(text, size);

const TURNED: readonly Trait[] = [
  ...under('oblique', ({ x, y }) => `1 0 0.3 1 ${x} ${y}`),
  ...under('askew', ({ x, y }) => `0.9986 0.0523 -0.0523 0.9986 ${x} ${y}`),
  ...under('upside down', (item) => `-1 0 0 -1 ${end(item)} ${item.y + 7}`),
  ...under('sideways', ({ cell, size }) => `0 ${5 / size} ${-5 / size} 0 ${cell.x1 - 10} ${cell.y0 + 1}`),
  ...under('mirrored', (item) => `-1 0 0 1 ${end(item)} ${item.y}`),
  ...under('mirrored by its scale', (item) => `1 0 0 1 ${end(item)} ${item.y}`, '-100 Tz'),
];

/** Another figure than the right one, a little to the left. */
function wrong({ text, x, y, size, font, value }: Item, { draft }: Context): string {
  return text === '' ? '' : draft.text(printed((value ?? 0) * 2 + 700), x - 4, y, size, font);
}

/** The inside of a cell, as the numbers of a rectangle. */
function inner({ x0, y0, x1, y1 }: Frame): { x: number; y: number; w: number; h: number } {
  return { x: x0 + 1, y: y0 + 1, w: x1 - x0 - 2, h: y1 - y0 - 2 };
}

/** A wrong figure, something that hides it, and the right one. */
function corrected(name: string, hide: (item: Item, context: Context) => string): Trait[] {
  return both(
    `corrected: ${name}`,
    (item, context) => `${wrong(item, context)} q ${hide(item, context)} Q ${context.plain(item)}`,
  );
}

/** A wrong figure that is drawn in a way that leaves no ink, and the right one. */
function unseen(name: string, before: (item: Item, context: Context) => string): Trait[] {
  return both(
    `unseen: ${name}`,
    (item, context) => `q ${before(item, context)} ${wrong(item, context)} Q ${context.plain(item)}`,
  );
}

const STOPS = '<</FunctionType 2/Domain[0 1]/C0[1]/C1[1]/N 1>>';

const CORRECTED: readonly Trait[] = [
  ...corrected('brush', ({ cell }) => {
    const { x, y, w, h } = inner(cell);
    return `1 G ${h} w ${x} ${y + h / 2} m ${x + w} ${y + h / 2} l S`;
  }),
  ...corrected('scribble', ({ cell }) => {
    const { x, y, w, h } = inner(cell);
    let lines = '';
    for (let up = 0; up < h; up += 3) lines += `${x} ${y + up} m ${x + w} ${y + up + 2} l S `;
    return `1 G 4 w ${lines}`;
  }),
  ...corrected('polygon', ({ cell }) => {
    const { x, y, w, h } = inner(cell);
    return `1 g ${x} ${y + 2} m ${x + w} ${y} l ${x + w - 2} ${y + h} l ${x + 4} ${y + h - 2} l ${x + 1} ${y + h / 2} l f`;
  }),
  ...corrected('strips', ({ cell }) => {
    const { x, y, w, h } = inner(cell);
    let strips = '1 g ';
    for (let up = 0; up < h; up += 2) strips += `${x} ${y + up} ${w} 2.05 re f `;
    return strips;
  }),
  ...corrected('columns', ({ cell }) => {
    const { x, y, w, h } = inner(cell);
    let strips = '1 g ';
    for (let right = 0; right < w; right += 4) strips += `${x + right} ${y} 4.05 ${h} re f `;
    return strips;
  }),
  ...corrected('shading', ({ cell }, { resource }) => {
    const { x, y, w, h } = inner(cell);
    resource(
      `/Shading<</S0<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 595 0]/Function${STOPS}/Extend[true true]>>>>`,
    );
    return `${x} ${y} ${w} ${h} re W n /S0 sh`;
  }),
  ...corrected('picture', ({ cell }, { draft, xobject }) => {
    const { x, y, w, h } = inner(cell);
    const white = image(draft, { width: 2, height: 2, data: new Uint8Array(4).fill(255) }, 'grey');
    return `${w} 0 0 ${h} ${x} ${y} cm ${xobject(white)} Do`;
  }),
  ...both(
    'over another',
    (item, context) =>
      context.draft.text(printed((item.value ?? 0) + 4410), item.x, item.y, item.size, item.font) + context.plain(item),
  ),
];

const UNSEEN: readonly Trait[] = [
  ...unseen('clip of two strips', ({ cell }) => {
    const { x, y, w, h } = inner(cell);
    return `${x} ${y} ${w} 0.5 re ${x} ${y + h - 0.5} ${w} 0.5 re W n`;
  }),
  ...unseen('clip that leaves nothing', ({ cell }) => {
    const { x, y, w, h } = inner(cell);
    return `${x} ${y} ${w} ${h} re ${x} ${y} ${w} ${h} re W* n`;
  }),
  ...unseen('soft mask', (_, { draft, resource }) => {
    const group = draft.add(
      '<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency/CS/DeviceGray>>>>',
      '0 g 0 0 595 842 re f',
    );
    resource(`/ExtGState<</SM <</SMask<</S/Luminosity/G ${group} 0 R>>>>>>`);
    return '/SM gs';
  }),
  ...unseen('screen', (_, { resource }) => {
    resource('/ExtGState<</BL <</BM/Screen>>>>');
    return '1 g /BL gs';
  }),
];

const PARTS: readonly Trait[] = [
  ...both('blackened', ({ cell, ...item }, { plain }) => {
    const { x, y, w, h } = inner(cell);
    return `${plain({ ...item, cell })} 0 g ${x} ${y} ${w} ${h} re f\n`;
  }),
  ...both(
    'begins under white',
    (item, { plain }) =>
      `${plain(item)} 1 g ${item.x - 1} ${item.cell.y0 + 1} ${widthOf(item.text.slice(0, 1), item.size) + 0.6} ${item.cell.y1 - item.cell.y0 - 2} re f 0 g\n`,
  ),
  ...both(
    'ends under white',
    (item, { plain }) =>
      `${plain(item)} 1 g ${item.x + widthOf(item.text.slice(0, -1), item.size)} ${item.cell.y0 + 1} 20 ${item.cell.y1 - item.cell.y0 - 2} re f 0 g\n`,
  ),
  ...both(
    'white with a black outline',
    ({ text, x, y, size, font }, { draft }) => `q 1 g 0 G 0.3 w ${draft.text(text, x, y, size, font, '2 Tr')} Q\n`,
  ),
  ...both('bold by a wide shift', (item, { plain }) => plain(item) + plain({ ...item, x: item.x - 1.5 })),
  {
    black: true,
    ...drawn(
      'in a pattern',
      (item, { draft, plain, pattern }) => {
        const { x, y, w, h } = inner(item.cell);
        const tile = draft.add(
          `<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 595 842]/XStep 595/YStep 842/Resources<</Font<</${item.font} ${draft.fontObject(item.font)} 0 R>>>>>>`,
          plain(item),
        );
        return `q /Pattern cs ${pattern(tile)} scn ${x} ${y} ${w} ${h} re f Q\n`;
      },
      4,
    ),
  },
];

/** Figures of many little pieces. */
const PIECES: readonly Trait[] = [
  ...both('painted row by row', ({ text, x, y, size }) => {
    const { width, height, data } = textPixels(text, size, 150);
    const dot = 72 / 150;
    let out = '0 g ';
    for (let row = 0; row < height; row++)
      for (let from = 0; from < width; from++) {
        let to = from;
        while (to < width && (data[row * width + to] ?? 255) < 128) to++;
        if (to > from)
          out += `${(x - 1 + from * dot).toFixed(2)} ${(y - size * 0.3 + (height - row - 1) * dot).toFixed(2)} ${((to - from) * dot).toFixed(2)} ${dot} re `;
        from = to;
      }
    return `${out} f\n`;
  }),
  ...both('picture in strips', ({ text, x, y, size }, { draft, xobject }) => {
    const { width, height, data } = textPixels(text, size, 200);
    const dot = 72 / 200;
    let out = '';
    for (let row = 0; row < height; row += 4) {
      const rows = Math.min(4, height - row);
      const strip = { width, height: rows, data: data.slice(row * width, (row + rows) * width) };
      out += `q ${width * dot} 0 0 ${rows * dot} ${x - 1} ${y - size * 0.3 + (height - row - rows) * dot} cm ${xobject(image(draft, strip, 'grey'))} Do Q\n`;
    }
    return out;
  }),
];

/** Figures that are struck out: what they say does not count, and nobody knows what does. */
export const STRUCK: readonly Trait[] = [
  ...both('struck out', (item, { plain }) => {
    const middle = item.y + 3;
    return `${plain(item)} 0.6 w ${item.x} ${middle} m ${item.x + widthOf(item.text, item.size)} ${middle} l S\n`;
  }),
  ...both(
    'struck out aslant',
    (item, { plain }) =>
      `${plain(item)} 0.6 w ${item.x} ${item.y - 1} m ${item.x + widthOf(item.text, item.size)} ${item.y + 8} l S\n`,
  ),
];

/** What was drawn over, under or beside figures, or turned them. */
export const COVERS: readonly Trait[] = [...TURNED, ...CORRECTED, ...UNSEEN, ...PARTS, ...PIECES, ...STRUCK];
