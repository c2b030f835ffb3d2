import { expect, test } from 'vitest';
import type { PdfPages } from '../../src/engines/pdf/pdf.ts';
import type { Page } from '../../src/model/page.ts';
import type { RawGlyph, RawPage, RawPicture } from '../../src/model/raw-page.ts';
import { readAnyPage, type ScanTools } from '../../src/pages/read-page.ts';
import { reportGate } from '../../src/pages/report-gate.ts';
import { glyphs, page } from '../support/build.ts';

const SIGNS = { printed: ['预算', '决算'], recognised: ['预算', '决算', '支出'] };
const WHOLE: RawPicture = { x0: 0, y0: 0, x1: 595, y1: 842, id: 'p', pixelWidth: 10, pixelHeight: 10, turn: 0 };
const PROSE = '本馆的馆藏是由各地收集来的陶瓷器物，这里记录了修复的方法和人员在工作中的说明。'.repeat(6);

function raw(number: number, text: string, pictures: readonly RawPicture[] = [], visible = true): RawPage {
  const rows = text.match(/.{1,40}/gu) ?? [];
  const drawn = rows.flatMap((row, at) => glyphs(row, 50, 50 + 14 * at));
  const as: Omit<RawGlyph, keyof (typeof drawn)[number]> & { visible: boolean } = {
    ...{ angle: 0, visible, color: '#000000', alpha: 1, unreadable: false },
  };
  return {
    number,
    width: 595,
    height: 842,
    glyphs: drawn.map((glyph) => ({ ...glyph, ...as })),
    rules: [],
    pictures,
    skipped: 0,
  };
}

function pdfOf(pages: readonly RawPage[]): PdfPages & { readonly reads: number[] } {
  const reads: number[] = [];
  return {
    reads,
    pageCount: pages.length,
    read: (number) => {
      reads.push(number);
      const found = pages[number - 1];
      return found ? Promise.resolve(found) : Promise.reject(new Error('no such page'));
    },
    render: () => Promise.reject(new Error('not asked for')),
    glyph: () => null,
    picture: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  };
}

function scanned(number: number, text: string, confidence = 0.9): Page {
  const words = glyphs(text, 50, 50).map((glyph) => ({ ...glyph, confidence, source: 'ocr' as const }));
  return { ...page(number, words), kind: 'scan' };
}

/** How many of the pages the gate lets through to recognition, which reads `seen` on each. */
async function opened(pages: readonly RawPage[], seen: (number: number) => Page): Promise<number> {
  const gate = reportGate(pdfOf(pages), SIGNS);
  let count = 0;
  for (const one of pages) {
    if (!(await gate.opens(one))) continue;
    count++;
    gate.saw(seen(one.number));
  }
  expect(gate.closed).toBe(count < pages.length);
  return count;
}

const many = (count: number, make: (number: number) => RawPage) =>
  Array.from({ length: count }, (_, at) => make(at + 1));

test('a text that names no report: not one of its pictures is recognised', async () => {
  const text = [raw(1, PROSE), raw(2, PROSE), ...many(39, (number) => raw(number + 2, '', [WHOLE]))];
  expect(await opened(text, (number) => scanned(number, ''))).toBe(0);
});

test('a report whose tables are pictures behind a text', async () => {
  const pages = [
    raw(1, '云溪县司法局2025年部门预算'),
    raw(2, PROSE),
    raw(3, PROSE),
    ...many(20, (n) => raw(n + 3, '', [WHOLE])),
  ];
  expect(await opened(pages, (number) => scanned(number, ''))).toBe(23);
});

test('pictures alone are tried until they tell that they are no report', async () => {
  const pages = many(41, (number) => raw(number, '', [WHOLE]));
  expect(await opened(pages, (number) => scanned(number, PROSE))).toBe(4);
  expect(await opened(pages, (number) => scanned(number, number === 3 ? '支出总表' : PROSE))).toBe(41);
});

test('of pages that cannot be read nothing is concluded, nor of hidden text and a scanner’s stamp', async () => {
  const pages = many(12, (number) => raw(number, '', [WHOLE]));
  expect(await opened(pages, (number) => scanned(number, PROSE, 0.4))).toBe(12);
  const hidden = many(12, (number) => raw(number, PROSE, [WHOLE], false));
  expect(await opened(hidden, (number) => scanned(number, ''))).toBe(12);
  const stamped = many(50, (number) => raw(number, '扫描全能王创建', [WHOLE]));
  expect(await opened(stamped, (number) => scanned(number, ''))).toBe(50);
});

test('a text page asks nothing and is read once', async () => {
  const pdf = pdfOf([raw(1, PROSE)]);
  const gate = reportGate(pdf, SIGNS);
  const tools: ScanTools = {
    recogniser: {
      id: 'none',
      lines: null,
      blocks: { id: 'none', read: () => Promise.reject(new Error('not asked for')) },
    },
    ...{ cache: null, when: 'auto', dpi: null, worth: (one) => gate.opens(one) },
  };
  await readAnyPage(pdf, 1, tools);
  expect(pdf.reads).toEqual([1]);
});

test('a page that is not worth it is left unread without a note of its own', async () => {
  const pdf = pdfOf([raw(1, '', [WHOLE])]);
  const tools: ScanTools = {
    recogniser: {
      id: 'none',
      lines: null,
      blocks: { id: 'none', read: () => Promise.reject(new Error('not asked for')) },
    },
    ...{ cache: null, when: 'auto', dpi: null, worth: () => Promise.resolve(false) },
  };
  expect(await readAnyPage(pdf, 1, tools)).toMatchObject({ value: [{ kind: 'scan', glyphs: [] }], notes: [] });
});
