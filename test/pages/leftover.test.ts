import { describe, expect, test } from 'vitest';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import type { Glyph, Page } from '../../src/model/page.ts';
import type { PagePicture } from '../../src/model/raster.ts';
import type { RawGlyph, RawPage } from '../../src/model/raw-page.ts';
import { readLeftover, tellUntold } from '../../src/pages/read-leftover.ts';
import { believeLooks } from '../../src/pages/text/fonts/believe-fonts.ts';
import { read } from '../../src/pages/text/read-text.ts';
import { triage } from '../../src/pages/triage/triage.ts';
import { unexplained } from '../../src/pages/triage/unexplained.ts';
import { glyphs } from '../support/build.ts';
import { PdfDraft, type Says } from '../support/pdf.ts';

/** A page opened, and what it draws, believed by its looks. */
async function opened(characters: string, says: Says, draw: (draft: PdfDraft) => void) {
  const draft = new PdfDraft();
  await draft.font('F1', characters, says);
  draw(draft);
  const pdf = await openPdf(draft.bytes());
  return { pdf, raw: believeLooks(await pdf.read(1), pdf.glyph) };
}

describe('signs of amounts are read by their looks where the font says another', () => {
  test.each<readonly [string, Says]>([
    ['a point that is a space', { '.': ' ' }],
    ['a point that is a comma and a comma that is a point', { '.': ',', ',': '.' }],
    ['a minus that is nothing', { '-': '\u200b' }],
    ['digits that are one another', { '1': '7', '7': '1', '3': '8', '8': '3' }],
    ['digits of the private area', { '1': '\ue001', '2': '\ue002' }],
    [
      'digits of another script',
      Object.fromEntries([...'0123456789'].map((digit, at) => [digit, '٠١٢٣٤٥٦٧٨٩'[at] ?? ''])),
    ],
    [
      'digits that are letters',
      Object.fromEntries([...'0123456789'].map((digit, at) => [digit, 'ABCDEFGHIJ'[at] ?? ''])),
    ],
    [
      'digits that are the next ones',
      Object.fromEntries([...'0123456789'].map((digit) => [digit, `${(Number(digit) + 1) % 10}`])),
    ],
  ])('%s', async (_, says) => {
    const print = '-1,237.84 5,069.12';
    const { pdf, raw } = await opened(print, says, (draft) => draft.page(draft.text(print, 50, 700)));
    await pdf.close();
    const page = read(raw);
    expect(page.glyphs.map(({ text }) => text).join('')).toBe(print.replace(' ', ''));
    expect(page.glyphs.filter(({ doubt }) => doubt === 'by-looks').length).toBeGreaterThan(0);
  });

  test('a blank that says it is a digit is none', async () => {
    const { pdf, raw } = await opened(' 1,237.84', { ' ': '0' }, (draft) =>
      draft.page(draft.text(' 1,237.84', 50, 700)),
    );
    await pdf.close();
    expect(raw.glyphs.map(({ text, unreadable }) => (unreadable ? '?' : text)).join('')).toBe('?1,237.84');
  });

  test('what chooses the form of a character is no part of it', async () => {
    const says = { 支: '支\ufe00', 出: '出\u200c', '1': '1\u2060' };
    const { pdf, raw } = await opened('支出1', says, (draft) => draft.page(draft.text('支出1', 50, 700)));
    await pdf.close();
    expect(read(raw).glyphs.map(({ text, doubt }) => [text, doubt])).toEqual(
      [...'支出1'].map((char) => [char, undefined]),
    );
  });

  test('an honest font is in no doubt', async () => {
    const print = '-0,123.45 6,789.00';
    const { pdf, raw } = await opened(print, {}, (draft) => draft.page(draft.text(print, 50, 700)));
    await pdf.close();
    expect(read(raw).glyphs.some(({ doubt }) => doubt !== undefined)).toBe(false);
  });
});

describe('text that spells nothing is not trusted', () => {
  const words = '部门预算收支总表单位万元一般公共预算财政拨款收入本年支出合计社会保障和就业支出项目名称';
  test('Chinese characters mapped to Western letters', async () => {
    const says = Object.fromEntries([...new Set(words)].map((char, at) => [char, String.fromCharCode(0x41 + at)]));
    const { pdf, raw } = await opened(words, says, (draft) => draft.page(draft.text(words, 20, 700)));
    await pdf.close();
    expect(triage(raw)).toMatchObject({ trusted: false, reason: 'unreadable-encoding' });
  });

  test('Chinese characters mapped to others', async () => {
    const says = Object.fromEntries([...new Set(words)].map((char, at) => [char, String.fromCharCode(0x9f00 + at)]));
    const { pdf, raw } = await opened(words, says, (draft) => draft.page(draft.text(words, 20, 700)));
    await pdf.close();
    expect(triage(raw).trusted).toBe(false);
  });

  test('Chinese characters mapped to one another', async () => {
    const page = words + words.slice(4);
    const own = [...new Set(words)];
    const says = Object.fromEntries(own.map((char, at) => [char, own.at(-1 - at) ?? char]));
    const { pdf, raw } = await opened(page, says, (draft) => draft.page(draft.text(page, 5, 700, 5)));
    await pdf.close();
    expect(triage(raw).trusted).toBe(false);
  });

  test('words that spell something are', async () => {
    const { pdf, raw } = await opened(words, {}, (draft) => draft.page(draft.text(words, 20, 700)));
    await pdf.close();
    expect(triage(raw)).toMatchObject({ trusted: true, reason: 'text-layer' });
  });
});

describe('ink that nothing explains', () => {
  const frame = '50 650 200 60 re S 50 680 m 250 680 l S 150 650 m 150 710 l S ';
  const outline =
    '160 660 m 162 660 164 662 164 665 c 164 668 162 670 160 670 c 158 670 156 668 156 665 c 156 662 158 660 160 660 c f ';

  test('a plain table has none', async () => {
    const { pdf, raw } = await opened('12.00', {}, (draft) => draft.page(frame + draft.text('12.00', 60, 690)));
    await pdf.close();
    expect(unexplained(raw, [])).toEqual([]);
  });

  test('outlines in a table are noted with their box when nothing reads them', async () => {
    const { pdf, raw } = await opened('12.00', {}, (draft) =>
      draft.page(frame + draft.text('12.00', 60, 690) + outline),
    );
    const { notes } = await readLeftover(pdf, raw, read(raw), unexplained(raw, []), null);
    await pdf.close();
    expect(notes.map(({ code, box }) => [code, Math.round(box?.x0 ?? 0), Math.round(box?.y0 ?? 0)])).toEqual([
      ['unread-ink', 156, 172],
    ]);
  });

  test('outlines level with text are noted where the only rule is one under the head of the page', async () => {
    const { pdf, raw } = await opened('12.00', {}, (draft) =>
      draft.page(`50 800 m 500 800 l S ${draft.text('12.00', 60, 660)}${outline}`),
    );
    const { notes } = await readLeftover(pdf, raw, read(raw), unexplained(raw, []), null);
    await pdf.close();
    expect(notes.map(({ code }) => code)).toEqual(['unread-ink']);
  });

  test('straight strokes at the end of outlines belong to them, and are no ruling lines', async () => {
    // 十 in two rectangles right of an o, as outlines of 计 leave it
    const ten = '165.5 666 6 0.7 re f 168 660 0.7 10 re f ';
    const { pdf, raw } = await opened('12.00', {}, (draft) => draft.page(frame + outline + ten));
    const boxes = unexplained(raw, []);
    const page = read(raw);
    const glyph = { x0: 157, y0: 173, x1: 163, y1: 181, text: '0', size: 10, source: 'ocr', confidence: 1 } as const;
    const recognise = async () => ({
      value: { ...page, glyphs: [{ ...glyph, clip: null }], rules: [], kind: 'scan' } as const,
      notes: [],
    });
    const { value } = await readLeftover(pdf, raw, page, boxes, recognise);
    await pdf.close();
    expect(boxes.map(({ x0, x1 }) => [Math.round(x0), Math.round(x1)])).toEqual([[156, 172]]);
    expect(value.rules).toHaveLength(page.rules.length - 2);
  });

  test('a character that was not read makes those beside it doubtful', async () => {
    const { pdf, raw } = await opened('12.00', {}, (draft) =>
      draft.page(`${frame}${outline}q 1 0 0 1 9 0 cm ${outline}Q q 1 0 0 1 18 0 cm ${outline}Q`),
    );
    const page = read(raw);
    const recognised = (count: number) => async () => {
      const glyphs = Array.from({ length: count }, (_, at) => {
        const x0 = 157 + 9 * at;
        return {
          x0,
          y0: 173,
          x1: x0 + 6,
          y1: 181,
          text: '0',
          size: 10,
          source: 'ocr',
          confidence: 1,
          clip: null,
        } as const;
      });
      return { value: { ...page, glyphs, rules: [], kind: 'scan' } as const, notes: [] };
    };
    const cut = async (count: number) => {
      const { value } = await readLeftover(pdf, raw, page, unexplained(raw, []), recognised(count));
      return value.glyphs.map((glyph) => glyph.cut === true);
    };
    expect([await cut(3), await cut(2)]).toEqual([
      [false, false, false],
      [false, true],
    ]);
    await pdf.close();
  });

  test('of print that is recognised in part the rest stays, in doubt', async () => {
    const { pdf, raw } = await opened('2010804', {}, (draft) => draft.page(frame + draft.text('2010804', 60, 690)));
    const over: RawPage = {
      ...raw,
      glyphs: raw.glyphs.map((glyph, at) => (at === 5 ? { ...glyph, unreadable: true, unsure: true } : glyph)),
    };
    const page = read(over);
    const [last] = page.glyphs.slice(-1);
    const recognise = async () => ({
      value: { ...page, glyphs: last ? [{ ...last, text: '9', source: 'ocr' as const }] : [], rules: [] },
      notes: [],
    });
    const { value } = await readLeftover(pdf, over, page, unexplained(over, []), recognise);
    await pdf.close();
    expect(value.glyphs.map(({ text }) => text).join('')).toMatch(/^201.*9$/u);
    expect(value.glyphs.filter(({ doubt }) => doubt === undefined)).toEqual([]);
  });

  test('what is left is handed on without what is explained, and comes into its place', async () => {
    const { pdf, raw } = await opened('12.00', {}, (draft) =>
      draft.page(frame + draft.text('12.00', 60, 690) + outline),
    );
    const page = read(raw);
    let ink = 0;
    const recognise = async (picture: PagePicture) => {
      ink = picture.raster.data.reduce((sum, value) => sum + (value < 128 ? 1 : 0), 0);
      const glyph = {
        x0: 157,
        y0: 173,
        x1: 163,
        y1: 181,
        text: '0',
        size: 10,
        source: 'ocr',
        confidence: 0.9,
        clip: null,
      } as const;
      const value: Page = { ...page, glyphs: [glyph], rules: [], kind: 'scan' };
      return { value, notes: [] };
    };
    const { value, notes } = await readLeftover(pdf, raw, page, unexplained(raw, []), recognise);
    await pdf.close();
    expect(notes).toEqual([]);
    expect(value.glyphs.map(({ text }) => text).join('')).toBe('12.000');
    // The outline alone: eight by ten points at 200 dpi, no rule and no figure beside it.
    expect(ink).toBeGreaterThan(300);
    expect(ink).toBeLessThan(700);
  });

  test.each([true, false])(
    'a picture in a table that shows nothing is told of where it could not be decoded: %s',
    async (lost) => {
      const { pdf, raw } = await opened('12.00', {}, (draft) => draft.page(frame + draft.text('12.00', 60, 690)));
      const place = { x0: 110, y0: 145, x1: 130, y1: 155 };
      const odd: RawPage = { ...raw, pictures: [{ ...place, id: '7', pixelWidth: 80, pixelHeight: 30, turn: 0 }] };
      const broken = { ...pdf, undecoded: async (page: number, id: string) => lost && page === 1 && id === '7' };
      const { notes } = await readLeftover(broken, odd, read(odd), unexplained(odd, []), null);
      await pdf.close();
      expect(notes.map(({ code }) => code)).toEqual(lost ? ['unread-ink'] : []);
    },
  );

  test('a print with a character without meaning is in doubt however it is read', async () => {
    const { pdf, raw } = await opened('1 2', {}, (draft) => draft.page(frame + draft.text('12', 60, 690)));
    const odd = { ...raw, glyphs: raw.glyphs.map((glyph, at) => (at === 0 ? { ...glyph, unreadable: true } : glyph)) };
    const page = read(odd);
    const recognise = async () => {
      const glyphs = raw.glyphs.map(({ x0, y0, x1, y1, size }, at) => {
        return { x0, y0, x1, y1, size, text: `${at + 7}`, source: 'ocr', confidence: 0.9, clip: null } as const;
      });
      return { value: { ...page, glyphs, rules: [], kind: 'scan' } as const, notes: [] };
    };
    const { value } = await readLeftover(pdf, odd, page, unexplained(odd, []), recognise);
    await pdf.close();
    expect(value.glyphs.map(({ text, doubt }) => [text, doubt])).toEqual([
      ['7', 'by-looks'],
      ['8', 'by-looks'],
    ]);
  });
});

test('what was recognised where a box stands for a missing character stays a doubt; where a font names none, it does not', () => {
  const figure = (text: string): RawPage => {
    const drawn = glyphs('1?718.86', 50, 100).map(
      (glyph): RawGlyph => ({
        ...glyph,
        ...{ angle: 0, visible: true, color: '#000000', alpha: 1, unreadable: glyph.text === '?' },
        ...(glyph.text === '?' ? { text } : {}),
      }),
    );
    return { number: 1, width: 400, height: 800, glyphs: drawn, rules: [], pictures: [], skipped: 0 };
  };
  const recognised = (glyph: Glyph): Glyph => ({ ...glyph, source: 'ocr' });
  const doubts = (raw: RawPage) => {
    const scan: Page = { ...read(raw), kind: 'scan', glyphs: glyphs('10718.86', 50, 100).map(recognised) };
    return tellUntold({ value: [scan], notes: [] }, raw).value[0]?.glyphs.map(({ doubt }) => doubt);
  };
  expect(doubts(figure(''))).toEqual(Array(8).fill('by-looks'));
  expect(doubts(figure('\ue001'))).toEqual(Array(8).fill(undefined));
});

describe('a box in a figure that stands for a missing character', () => {
  const drawn = (text: string): RawPage => {
    const all = glyphs(text, 50, 100).map(
      (glyph): RawGlyph => ({
        ...glyph,
        ...{ angle: 0, visible: true, color: '#000000', alpha: 1, unreadable: glyph.text === '?' },
        ...(glyph.text === '?' ? { text: '', boxed: true } : {}),
      }),
    );
    return { number: 1, width: 400, height: 800, glyphs: all, rules: [], pictures: [], skipped: 0 };
  };
  const textOf = (page: Page | undefined) =>
    [...(page?.glyphs ?? [])].sort((a, b) => a.x0 - b.x0).map(({ text }) => text);

  test.each([
    ['1?718.86', '10718.86', '1\ufffd718.86'],
    ['??', '00', '\ufffd\ufffd'],
    ['?是', '口是', '口是'],
  ])('%s that a scan shows as %s is %s', (shown, recognised, told) => {
    const raw = drawn(shown);
    const scan: Page = {
      ...read(raw),
      kind: 'scan',
      glyphs: glyphs(recognised, 50, 100).map((glyph): Glyph => ({ ...glyph, source: 'ocr' })),
    };
    expect(textOf(tellUntold({ value: [scan], notes: [] }, raw).value[0]).join('')).toBe(told);
  });

  test('is not recognised, and told of', async () => {
    const { pdf } = await opened('1', {}, (draft) => draft.page(draft.text('1', 50, 700)));
    const raw = drawn('1?718.86');
    const recognise = () => Promise.reject(new Error('nothing to recognise'));
    const { value, notes } = await readLeftover(pdf, raw, read(raw), unexplained(raw, []), recognise);
    await pdf.close();
    expect(textOf(value).join('')).toBe('1\ufffd718.86');
    expect(notes.map(({ code }) => code)).toEqual(['unread-ink']);
  });
});
