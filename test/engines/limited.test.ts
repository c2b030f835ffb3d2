import { expect, test, vi } from 'vitest';
import { loadDeclarations } from '../../src/declare/load.ts';
import { limited } from '../../src/engines/ocr/limited.ts';
import type { PdfPages } from '../../src/engines/pdf/pdf.ts';

import { PageTooCostly, type Raster, type Recogniser } from '../../src/model/raster.ts';
import { preparedOf } from '../../src/pages/scan/image/prepare.ts';
import { readPages } from '../../src/phases/read-pages.ts';
import { Picture } from '../support/picture.ts';

const LINE: Raster = { width: 1, height: 1, channels: 1, data: new Uint8Array(1) };

/** Readers that read nothing, each reading as many seconds as `cost` says, and the clock they go by. */
function readers(cost: () => number) {
  let now = 0;
  const read = async () => {
    now += cost();
    return [];
  };
  const recogniser: Recogniser = { id: 'slow', blocks: { id: '', read }, lines: { id: '', readLine: read } };
  return { recogniser, clock: () => now };
}

test('readers of one page give up when it has had its time, and begin anew with the next', async () => {
  const { recogniser, clock } = readers(() => 9);
  const page = limited(recogniser, clock, 20);
  for (let line = 0; line < 3; line++) await page.lines?.readLine(LINE);
  await expect(page.lines?.readLine(LINE)).rejects.toThrow(PageTooCostly);
  await expect(page.blocks.read(LINE, { layout: 'line', alphabet: 'any' })).rejects.toThrow('20 s');
  await expect(limited(recogniser, clock, 20).lines?.readLine(LINE)).resolves.toEqual([]);
});

/** A document of three scanned pages; `pictureOf` gives the picture of a page. */
function scanned(pictureOf: (number: number) => Raster): PdfPages {
  const picture = { id: 'scan', x0: 0, y0: 0, x1: 400, y1: 550, pixelWidth: 800, pixelHeight: 1100, turn: 0 } as const;
  return {
    pageCount: 3,
    read: async (number: number) => {
      const nothing = { glyphs: [], rules: [], skipped: 0 };
      return { number, width: 400, height: 550, pictures: [picture], ...nothing };
    },
    picture: async (number: number) => pictureOf(number),
    render: async (number: number) => pictureOf(number),
    glyph: () => null,
    close: async () => undefined,
  };
}

function read(pdf: PdfPages, { recogniser, clock }: ReturnType<typeof readers>) {
  const scan = {
    recogniser,
    limited: (own: Recogniser) => limited(own, clock, 20),
    ...({ cache: null, when: 'always', dpi: null } as const),
  };
  return readPages(new Uint8Array(), { openPdf: async () => pdf, declarations: loadDeclarations(), scan });
}

test('a page that costs too much is given up with a note; the others of the document are read', async () => {
  let current = 0;
  const pdf = scanned((number) => {
    current = number;
    const drawn = new Picture(800, 1100);
    for (let y = 60; y < 1000; y += 60) drawn.words(60, y, 12);
    return drawn;
  });
  const { pages, notes } = await read(
    pdf,
    readers(() => (current === 2 ? 9 : 0)),
  );
  expect(pages.map(({ kind }) => kind)).toEqual(['scan', 'blank', 'scan']);
  expect(notes).toMatchObject([{ code: 'page-unreadable-costly', severity: 'error', page: 2 }]);
});

test('a page is given up, too, when the work on its picture alone took its time', async () => {
  let now = 0;
  const pdf = scanned((number) => {
    if (number === 2) now += 21;
    return new Picture(800, 1100);
  });
  const { notes } = await read(pdf, { ...readers(() => 0), clock: () => now });
  expect(notes).toMatchObject([{ code: 'page-unreadable-costly', severity: 'error', page: 2 }]);
});

test('the work on a picture asks several times whether there is time left', () => {
  const asked = vi.fn();
  const box = { x0: 0, y0: 0, x1: 400, y1: 550 };
  preparedOf({ raster: new Picture(800, 1100).words(60, 60, 12), box, turn: 0 }, asked);
  expect(asked.mock.calls.length).toBeGreaterThanOrEqual(5);
});
