import type { PdfDraft, Says } from '../pdf.ts';
import { bits, image, outlined, pixels, textPixels, widthOf } from './draw.ts';
import type { Context, Item, Line, Trait } from './make.ts';
import { printed } from './report.ts';

const lies: Readonly<Record<string, Says>> = {
  'point is a space': { '.': ' ' },
  'point is nothing': { '.': '' },
  'point is a comma': { '.': ',' },
  'comma is a point': { ',': '.' },
  'minus is a space': { '-': ' ' },
  'minus is a soft hyphen': { '-': '\u00ad' },
  'minus is a point': { '-': '.' },
  'minus is zero': { '-': '0' },
  'one is nothing': { '1': '\u0000' },
  'one is a letter': { '1': 'l', '0': 'O' },
  'digits turned': Object.fromEntries([...'0123456789'].map((digit, at) => [digit, String((at + 3) % 10)])),
  'two digits swapped': { '3': '8', '8': '3' },
  'digits of the private area': Object.fromEntries(
    [...'0123456789'].map((digit, at) => [digit, String.fromCodePoint(0xe000 + at)]),
  ),
  'digits of another script': Object.fromEntries(
    [...'0123456789'].map((digit, at) => [digit, String.fromCodePoint(0x660 + at)]),
  ),
  'digits circled': Object.fromEntries([...'123456789'].map((digit, at) => [digit, String.fromCodePoint(0x2460 + at)])),
  'digits as letters': Object.fromEntries(
    [...'0123456789'].map((digit, at) => [digit, String.fromCodePoint(0x61 + at)]),
  ),
  'digits as Chinese': Object.fromEntries(
    [...'0123456789'].map((digit, at) => [digit, String.fromCodePoint(0x4e00 + at)]),
  ),
  'six is nine': { '6': '9' },
  'seven is one': { '7': '1' },
  'zero doubled': { '0': '00' },
  'nothing mapped': Object.fromEntries([...'0123456789.,-'].map((char) => [char, ''])),
};

const FONTS: readonly Trait[] = [
  ...Object.entries(lies).map(
    ([name, says]): Trait => ({ name: `font: ${name}`, kind: 'font', says, negative: name.startsWith('minus') }),
  ),
  { name: 'font: widths doubled', kind: 'font', width: (_, real) => real * 2 },
  { name: 'font: wide point', kind: 'font', width: (char, real) => (char === '.' || char === ',' ? 900 : real) },
  { name: 'font: Type 3 honest', kind: 'font', ...typeThree((char) => char) },
  { name: 'font: Type 3 no mapping', kind: 'font', ...typeThree(null) },
  { name: 'font: Type 3 of pictures, honest', kind: 'font', ...typeThree((char) => char, bitmapped) },
  {
    name: 'font: Type 3 of pictures, point is a space',
    kind: 'font',
    ...typeThree((char) => (char === '.' ? ' ' : char), bitmapped),
  },
  { name: 'font: Type 3 of pictures, no mapping', kind: 'font', ...typeThree(null, bitmapped) },
  {
    name: 'font: Type 3 digits turned',
    kind: 'font',
    ...typeThree((char) => (/\d/.test(char) ? String((Number(char) + 3) % 10) : char)),
  },
  { name: 'font: Type 3 point is a space', kind: 'font', ...typeThree((char) => (char === '.' ? ' ' : char)) },
];

/** A character as its outline. */
function outlinedProc(char: string): string {
  return `${Math.round(widthOf(char, 1000))} 0 0 -200 1000 1000 d1 ${outlined(char, 0, 0, 1000)}`;
}

/** A character as a stencil, as old printers made them. */
function bitmapped(char: string): string {
  const shot = textPixels(char, 10, 300);
  const [across, down] = [shot.width * 24, shot.height * 24];
  const data = Buffer.from(bits(shot)).toString('hex');
  return `${Math.round(widthOf(char, 1000))} 0 0 -300 1000 1100 d1 q ${across} 0 0 ${down} -100 -300 cm BI /IM true /W ${shot.width} /H ${shot.height} /BPC 1 /F /AHx ID ${data}> EI Q`;
}

/** Figures in a Type 3 font, whose characters are little drawings. */
export function typeThree(says: ((char: string) => string) | null, draws = outlinedProc): Partial<Trait> {
  const chars = [...'0123456789.,-'];
  return {
    prepare: (draft: PdfDraft) => {
      const procs = chars.map((char) => draft.add('<<>>', draws(char)));
      const names = chars.map((_, at) => `/g${at}`);
      const unicode =
        says === null
          ? ''
          : `/ToUnicode ${draft.add('<<>>', cmap(chars.map((char, at) => [at + 33, says(char)])))} 0 R`;
      draft.ownFont(
        'T3',
        draft.add(
          `<</Type/Font/Subtype/Type3/FontBBox[0 -200 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<<${names.map((name, at) => `${name} ${procs[at]} 0 R`).join(' ')}>>/Encoding<</Type/Encoding/Differences[33 ${names.join(' ')}]>>/FirstChar 33/LastChar ${32 + chars.length}/Widths[${chars.map((char) => Math.round(widthOf(char, 1000))).join(' ')}]${unicode}>>`,
        ),
      );
    },
    draw: ({ role, text, x, y, size }: Item) =>
      role === 'figure' && [...text].every((char) => chars.includes(char))
        ? `BT /T3 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${[...text].map((char) => (chars.indexOf(char) + 33).toString(16)).join('')}> Tj ET\n`
        : null,
  };
}

function cmap(pairs: readonly (readonly [number, string])[]): string {
  const mapped = pairs.map(
    ([code, text]) => `<${code.toString(16)}> <${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`,
  );
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange ${mapped.length} beginbfchar ${mapped.join(' ')} endbfchar endcmap end end`;
}

const stroke = (line: Line, before = '') =>
  `q ${before} ${line.weight} w ${line.x0} ${line.y0} m ${line.x1} ${line.y1} l S Q\n`;
const flat = (line: Line) => Math.abs(line.y0 - line.y1) < 0.1;

function rules(name: string, more: Partial<Trait>): Trait {
  return { name: `rules: ${name}`, kind: 'rules', ...more };
}

const RULES: readonly Trait[] = [
  rules('none', { lines: () => [] }),
  rules('none, tight', { lines: () => [], height: 14 }),
  rules('horizontal', { lines: (lines) => lines.filter(flat) }),
  rules('three lines', {
    lines: (lines) => {
      const flats = lines.filter(flat);
      return [flats[0], flats.find((_, at) => at === 2), flats.at(-1)].flatMap((line) => line ?? []);
    },
  }),
  rules('vertical', { lines: (lines) => lines.filter((line) => !flat(line)) }),
  rules('dashed', { rule: (line) => stroke(line, '[3 2] 0 d') }),
  rules('dotted', { rule: (line) => stroke(line, '1 J [0 1.5] 0 d') }),
  rules('fine', { rule: (line) => stroke({ ...line, weight: 0.05 }) }),
  rules('thick', { rule: (line) => stroke({ ...line, weight: 2.5 }) }),
  rules('pale', { rule: (line) => stroke(line, '0.85 G') }),
  rules('white', { rule: (line) => stroke(line, '1 G') }),
  rules('double', {
    rule: (line) =>
      stroke(line) +
      (flat(line)
        ? stroke({ ...line, y0: line.y0 - 2, y1: line.y1 - 2 })
        : stroke({ ...line, x0: line.x0 + 2, x1: line.x1 + 2 })),
  }),
  rules('filled', {
    rule: (line) =>
      flat(line)
        ? `${line.x0} ${line.y0} ${line.x1 - line.x0} 0.5 re f\n`
        : `${line.x0} ${Math.min(line.y0, line.y1)} 0.5 ${Math.abs(line.y1 - line.y0)} re f\n`,
  }),
  rules('as pictures', {
    rule: (line, { draft, xobject }) => {
      const name = xobject(
        draft.add(
          '<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8>>',
          new Uint8Array([0]),
        ),
      );
      return `q ${flat(line) ? `${line.x1 - line.x0} 0 0 0.5 ${line.x0} ${line.y0}` : `0.5 0 0 ${Math.abs(line.y1 - line.y0)} ${line.x0} ${Math.min(line.y0, line.y1)}`} cm ${name} Do Q\n`;
    },
  }),
  rules('zebra', {
    lines: () => [],
    content: (content, { sheet }) => {
      let grounds = '';
      sheet.lines.forEach((_, at) => {
        if (at % 2 === 0) grounds += `0.9 g 50 ${740 - 24 * (at + sheet.heads.length + 1)} 500 24 re f 0 g\n`;
      });
      return grounds + content;
    },
  }),
  rules('broken', {
    rule: (line) => {
      const mid = flat(line) ? (line.x0 + line.x1) / 2 : (line.y0 + line.y1) / 2;
      return flat(line)
        ? stroke({ ...line, x1: mid - 1 }) + stroke({ ...line, x0: mid + 1 })
        : stroke({ ...line, y1: mid - 1 }) + stroke({ ...line, y0: mid + 1 });
    },
  }),
  rules('of cells with gaps', {
    rule: () => '',
    items: (items) => items,
    draw: (item, { plain }) =>
      item.row < 0
        ? null
        : `0.5 w ${item.cell.x0 + 1} ${item.cell.y0 + 1} ${item.cell.x1 - item.cell.x0 - 2} ${item.cell.y1 - item.cell.y0 - 2} re S ${plain(item)}`,
  }),
];

function whole(name: string, content: (content: string, context: Context) => string, more: Partial<Trait> = {}): Trait {
  return { name: `page: ${name}`, kind: 'page', content, ...more };
}

const layers = new WeakMap<PdfDraft, number>();

const watermark = (draft: PdfDraft, before: string) => {
  let out = '';
  for (const [x, y] of [
    [100, 300],
    [250, 500],
    [120, 640],
  ])
    out += `q ${before} 0.7 0.7 -0.7 0.7 ${x} ${y} cm ${draft.text('部门预算公开 2026', 0, 0, 40)} Q\n`;
  return out;
};

const PAGES: readonly Trait[] = [
  ...[90, 180, 270].map((turn): Trait => ({ name: `page: rotated ${turn}`, kind: 'page', entries: `/Rotate ${turn}` })),
  whole('turned and rotated back', (content) => `q 0 1 -1 0 842 0 cm ${content} Q`, {
    entries: '/MediaBox[0 0 842 595]/Rotate 90',
  }),
  whole('turned', (content) => `q 0 1 -1 0 842 0 cm ${content} Q`, { entries: '/MediaBox[0 0 842 595]' }),
  whole('upside down', (content) => `q -1 0 0 -1 595 842 cm ${content} Q`),
  { name: 'page: user unit', kind: 'page', entries: '/UserUnit 2.5' },
  { name: 'page: crop box', kind: 'page', entries: '/CropBox[20 30 580 830]' },
  whole('media box elsewhere', (content) => `q 1 0 0 1 -1000 2000 cm ${content} Q`, {
    entries: '/MediaBox[-1000 2000 -405 2842]',
  }),
  whole(
    'cropped away old table',
    (content, { draft }) => content + draft.text('999.99', 610, 400, 9) + draft.text('合计 888.88', 640, 420, 9),
    { entries: '/MediaBox[0 0 900 842]/CropBox[0 0 595 842]' },
  ),
  whole('huge', (content) => `q 8 0 0 8 0 0 cm ${content} Q`, { entries: '/MediaBox[0 0 4760 6736]' }),
  whole('tiny', (content) => `q 0.1 0 0 0.1 0 0 cm ${content} Q`, { entries: '/MediaBox[0 0 59.5 84.2]' }),
  whole('mirrored matrices', (content) => `q 1 0 0 -1 0 842 cm q 1 0 0 -1 0 842 cm ${content} Q Q`),
  whole('watermark pale over', (content, { draft }) => content + watermark(draft, '0.85 g')),
  whole('watermark transparent over', (content, { draft, resource }) => {
    resource('/ExtGState<</GW <</ca 0.2>>>>');
    return content + watermark(draft, '/GW gs 0.5 g');
  }),
  whole(
    'watermark level',
    (content, { draft }) => `0.85 g ${draft.text('青禾县文化和旅游局 2026.00', 60, 500, 40)} 0 g ${content}`,
  ),
  whole('watermark picture', (content, { draft, xobject }) => {
    const shot = pixels(400, 100, 72, (context) => {
      context.fillStyle = '#cccccc';
      context.font = '40px yusuan-draft';
      context.fillText('2026 内部 123.45', 10, 60);
    });
    return `q 400 0 0 100 90 400 cm ${xobject(image(draft, shot, 'rgb'))} Do Q ${content}`;
  }),
  whole('watermark picture over', (content, { draft, xobject }) => {
    const shot = pixels(400, 100, 72, (context) => {
      context.font = '40px yusuan-draft';
      context.fillText('内部资料', 10, 60);
    });
    const mask = draft.add(
      `<</Type/XObject/Subtype/Image/Width ${shot.width}/Height ${shot.height}/ColorSpace/DeviceGray/BitsPerComponent 8>>`,
      shot.data.map((value) => (255 - value) / 5),
    );
    const drawn = draft.add(
      `<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/SMask ${mask} 0 R>>`,
      new Uint8Array([80]),
    );
    return `${content} q 400 0 0 100 90 400 cm ${xobject(drawn)} Do Q`;
  }),
  whole('dark', (content) => `0 g 0 0 595 842 re f 1 g 1 G ${content}`, { dark: true }),
  whole('dark blue with yellow', (content) => `0 0 0.3 rg 0 0 595 842 re f 1 1 0 rg 1 1 0 RG ${content}`, {
    dark: true,
  }),
  whole('cream ground', (content) => `1 0.97 0.88 rg 0 0 595 842 re f 0 g ${content}`),
  whole('ground picture', (content, { draft, xobject }) => {
    const shot = pixels(595, 842, 30, (context) => {
      context.fillStyle = '#eeeeee';
      context.fillRect(0, 0, 595, 842);
    });
    return `q 595 0 0 842 0 0 cm ${xobject(image(draft, shot, 'rgb'))} Do Q ${content}`;
  }),
  whole('covered and drawn again', (content) => `${content} 1 g 0 0 595 842 re f 0 g ${content}`),
  whole('twice', (content) => content + content),
  whole('twice, a little apart', (content) => `${content} q 1 0 0 1 0.4 0.2 cm ${content} Q`),
  whole('old version under white', (content, { draft, sheet }) => {
    let old = '';
    sheet.lines.forEach((_, at) => {
      old += draft.text(printed(1000 + at * 77), 500, 740 - 24 * (at + sheet.heads.length + 1) + 5, 9);
    });
    return `${old} 1 g 40 100 520 640 re f 0 g ${content}`;
  }),
  whole(
    'old version clipped away',
    (content, { draft }) => `q 0 0 1 1 re W n ${draft.text('777.77', 500, 500, 9)} Q ${content}`,
  ),
  whole(
    'old version off',
    (content, { draft, resource }) => {
      resource(`/Properties<</L ${layers.get(draft)} 0 R>>`);
      return `/OC /L BDC ${draft.text('777.77', 500, 500, 9)} EMC ${content}`;
    },
    {
      kind: 'layer',
      prepare: (draft) => {
        const layer = draft.add('<</Type/OCG/Name(old)>>');
        draft.catalog(`/OCProperties<</OCGs[${layer} 0 R]/D<</BaseState/OFF>>>>`);
        layers.set(draft, layer);
      },
    },
  ),
  whole(
    'a figure by hand beside, in red',
    (content, { draft }) => `${content} q 1 0 0 rg ${draft.text('999.99', 470, 610, 12)} Q`,
  ),
  whole('rows on broad strokes', (content, { sheet }) => {
    const grounds = sheet.lines.map((_, at) => 740 - 24 * (at + sheet.heads.length + 1) + 12);
    return `q 0.85 G 24 w ${grounds.map((y) => `50 ${y} m 550 ${y} l S`).join(' ')} Q ${content}`;
  }),
  whole('rows on fine strips', (content, { sheet }) => {
    let strips = '';
    for (let at = 1; at < sheet.lines.length; at += 2)
      for (let up = 0; up < 24; up++)
        strips += `${0.7 + up / 100} g 50 ${740 - 24 * (at + sheet.heads.length + 1) + up} 500 1 re f `;
    return `${strips} 0 g ${content}`;
  }),
  whole('page number like an amount', (content, { draft, page }) => content + draft.text(`${page}00.00`, 290, 30, 9)),
  whole(
    'line numbers',
    (content, { draft, sheet }) =>
      content +
      sheet.lines
        .map((_, at) => draft.text(String(at + 1), 32, 740 - 24 * (at + sheet.heads.length + 1) + 9, 8))
        .join(''),
  ),
  whole(
    'notes below',
    (content, { draft }) => content + draft.text('注：本表合计1,234.56万元，其中：人员经费12.34万元。', 50, 60, 9),
    { extra: '本表其中人员' },
  ),
  whole(
    'figures in the margin',
    (content, { draft }) => content + draft.text('123.45', 560, 500, 7) + draft.text('678.90', 10, 500, 7),
  ),
  whole('outlines only', (content) => content, { draw: ({ text, x, y, size }) => outlined(text, x, y, size) }),
  whole('as a picture', (content) => content, {
    kind: 'raster',
    draw: () => '',
    rule: () => '',
    ...rasterised('grey', 200),
  }),
  whole('as a picture 150 dpi', (content) => content, {
    kind: 'raster',
    draw: () => '',
    rule: () => '',
    ...rasterised('grey', 150),
  }),
  whole('as a stencil mask', (content) => content, {
    kind: 'raster',
    draw: () => '',
    rule: () => '',
    ...rasterised('mask', 300),
  }),
  whole('as a picture, wrong text under', (content) => content, {
    kind: 'raster',
    rule: () => '',
    ...rasterised('grey', 200),
    draw: (item, { draft }) =>
      draft.text(
        item.role === 'figure' && item.value !== null && item.row % 4 === 3 ? printed(item.value + 990) : item.text,
        item.x,
        item.y,
        item.size,
        item.font,
        '3 Tr',
      ),
  }),
];

/** The whole page as one picture; what else is drawn of it stays. */
function rasterised(kind: 'grey' | 'mask', dpi: number): Partial<Trait> {
  let seen: { items: readonly Item[]; lines: readonly Line[] } = { items: [], lines: [] };
  return {
    items: (items) => {
      seen = { ...seen, items };
      return items;
    },
    lines: (lines) => {
      seen = { ...seen, lines };
      return lines;
    },
    content: (content, { draft, xobject }) => {
      const shot = pixels(595, 842, dpi, (context) => {
        for (const line of seen.lines) {
          context.lineWidth = line.weight;
          context.beginPath();
          context.moveTo(line.x0, 842 - line.y0);
          context.lineTo(line.x1, 842 - line.y1);
          context.stroke();
        }
        for (const item of seen.items) {
          context.font = `${item.size}px yusuan-draft`;
          context.fillText(item.text, item.x, 842 - item.y);
        }
      });
      return `q 595 0 0 842 0 0 cm ${xobject(image(draft, shot, kind))} Do Q 0 Tr ${content}`;
    },
  };
}

export const WHOLE: readonly Trait[] = [...FONTS, ...RULES, ...PAGES];
