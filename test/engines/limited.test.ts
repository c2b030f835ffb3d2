import { expect, test } from 'vitest';
import { loadDeclarations } from '../../src/declare/load.ts';
import { limited } from '../../src/engines/ocr/limited.ts';
import type { PdfPages } from '../../src/engines/pdf/pdf.ts';

import { PageTooCostly, type Raster, type Recogniser } from '../../src/model/raster.ts';
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

test('a page that costs too much is given up with a note; the others of the document are read', async () => {
  const sheet = () => {
    const drawn = new Picture(800, 1100);
    for (let y = 60; y < 1000; y += 60) drawn.words(60, y, 12);
    return drawn;
  };
  const picture = { id: 'scan', x0: 0, y0: 0, x1: 400, y1: 550, pixelWidth: 800, pixelHeight: 1100, turn: 0 } as const;
  let current = 0;
  const pdf: PdfPages = {
    pageCount: 3,
    read: async (number: number) => {
      current = number;
      return { number, width: 400, height: 550, glyphs: [], rules: [], pictures: [picture], skipped: 0 };
    },
    picture: async () => sheet(),
    render: async () => sheet(),
    glyph: () => null,
    close: async () => undefined,
  };
  const { recogniser, clock } = readers(() => (current === 2 ? 9 : 0));
  const scan = {
    recogniser,
    limited: (own: Recogniser) => limited(own, clock, 20),
    cache: null,
    when: 'always',
    dpi: null,
  } as const;
  const { pages, notes } = await readPages(new Uint8Array(), {
    openPdf: async () => pdf,
    declarations: loadDeclarations(),
    scan,
  });
  expect(pages.map(({ kind }) => kind)).toEqual(['scan', 'blank', 'scan']);
  expect(notes).toMatchObject([{ code: 'page-unreadable-costly', severity: 'error', page: 2 }]);
});
