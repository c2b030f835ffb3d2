import { expect, test } from 'vitest';
import type { Raster, Recogniser } from '../../../src/model/raster.ts';
import type { RawPage } from '../../../src/model/raw-page.ts';
import { frameOf, onPage } from '../../../src/pages/scan/image/frame.ts';
import { preparedOf } from '../../../src/pages/scan/image/prepare.ts';
import { type Reading, readAll } from '../../../src/pages/scan/lines/read-all.ts';
import { lookAgain } from '../../../src/pages/scan/reread.ts';
import { Picture } from '../../support/picture.ts';

const SIZE = { width: 1000, height: 600 };
const POINTS = { width: 360, height: 216 };
const RAW: RawPage = { ...POINTS, number: 1, glyphs: [], rules: [], pictures: [], skipped: 0 };
const PICTURE = { box: { x0: 0, y0: 0, x1: POINTS.width, y1: POINTS.height }, turn: 0 } as const;

/** Four rows of three cells with print in each; the grey edge of a seal lies about the middle of the table. */
function stamped(): Picture {
  const page = new Picture(SIZE.width, SIZE.height);
  for (const y of [100, 200, 300, 400, 500]) page.level(y, 100, 901);
  for (const x of [100, 400, 650, 900]) page.upright(x, 99, 502);
  for (const y of [140, 240, 340, 440])
    for (const x of [120, 505, 680])
      for (let at = x; at < x + 48; at += 16) page.words(at, y, 1, 12).fill(at, y, at + 4, y + 22);
  for (let down = -190; down <= 190; down++)
    for (const side of [-1, 1]) {
      const x = Math.round(525 + side * 110 * (1 - Math.abs(down) / 190));
      page.fill(x, 300 + down, x + 7, 307 + down, 60);
    }
  return page;
}

/** Readers of which one is sure of three characters wherever it looks, and the other sees nothing. */
const sureOf = (words: string): Recogniser => ({
  id: 'sure',
  lines: {
    id: 'sure',
    readLine: async ({ width, height }: Raster) =>
      [...words].map((text, at) => {
        return { text, confidence: 1, x0: (at * width) / 3, x1: ((at + 1) * width) / 3, y0: 0, y1: height };
      }),
  },
  blocks: { id: 'blind', read: async () => [] },
});

const nameOf = ({ x0, y0 }: { x0: number; y0: number }) =>
  `${y0 < 200 ? 1 : y0 < 300 ? 2 : y0 < 400 ? 3 : 4}${x0 < 400 ? 'a' : x0 < 650 ? 'b' : 'c'}`;
const leastOf = ({ chars }: Reading) => Math.min(...chars.map(({ confidence }) => confidence));

test('print beside ink too large to be print is in doubt: some of it may have gone with that ink', async () => {
  const picture = { ...PICTURE, raster: stamped() };
  const ready = preparedOf(picture);
  if (typeof ready === 'string') throw new Error(ready);
  expect([...ready.marred].map(nameOf)).toEqual(['1b', '4b']);

  const readings = await readAll(ready, sureOf('资金额'));
  const doubted = readings.filter((reading) => leastOf(reading) <= 0.55).map(({ stretch }) => nameOf(stretch));
  expect(doubted).toEqual(['1b', '4b']);

  const boxes = ready.stretches.map((stretch) => onPage(stretch, frameOf(RAW, picture, ready)));
  const looks = await lookAgain(RAW, picture, 0, boxes, sureOf('555'));
  const unseen = ready.stretches.filter((_, at) => looks[at]?.length === 0);
  expect(unseen.map(nameOf)).toEqual(['1b', '4b']);
});
