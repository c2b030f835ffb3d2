import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMERCE_COMMISSION } from '../../samples/generator/data/shanghai.ts';
import { USUAL } from '../../samples/generator/figures.ts';
import { shanghaiBudget } from '../../samples/generator/forms/shanghai-budget.ts';
import type { Scan } from '../../samples/generator/raster.ts';
import { typeset, typesetScanned } from '../../samples/generator/typeset.ts';
import { loadDeclarations } from '../../src/declare/load.ts';
import { openCacheFolder } from '../../src/engines/cache/cache-folder.ts';
import { recallLooks } from '../../src/engines/cache/page-cache.ts';
import { openRecogniser } from '../../src/engines/ocr/recogniser.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { contains } from '../../src/model/box.ts';
import type { Glyph, ReadPages } from '../../src/model/page.ts';
import { conclude, readDocument, type Tools, type Trace } from '../../src/pipeline.ts';
import { readingsJson, readingsOf } from '../../src/store/write/readings-json.ts';

/** A scan whose publisher printed 9,389,813.00 where 9,389,913.00 is what two identities ask for. */
const WRONG = { statement: 'expenditure', line: '2011301', measure: 'basic', printed: '9,389,813.00' };
const ASKED = '9,389,913.00';
/** A cell in which the publisher made no mistake. */
const SOUND = { statement: 'expenditure', line: '2011350', measure: 'basic', printed: '2,901,820.00' };
type Cell = typeof WRONG;

const folder = mkdtempSync(join(tmpdir(), 'yusuan-looks-'));
const recogniser = openRecogniser();
const declarations = loadDeclarations();
const scan = { recogniser, cache: null, when: 'auto', dpi: null } as const;
let bytes: Uint8Array;
let kept: ReadPages;
let first: Trace;

const report = (planted: readonly Cell[] = [WRONG]) =>
  shanghaiBudget(COMMERCE_COMMISSION, {
    ...{ whole: false, pages: ['balance', 'expenditure'], print: { ...USUAL, planted } },
  });

/** The scan; `turn`: how its sheets lay in the scanner. */
async function scanned(turn: Scan['turn'] = 0): Promise<Uint8Array> {
  return (await typesetScanned(report(), {}, { turn })).pdf;
}

beforeAll(async () => {
  bytes = await scanned();
  first = await readDocument(bytes, {
    ...{ openPdf, declarations, scan },
    recall: async (make) => {
      kept = await make();
      return kept;
    },
  });
});
afterAll(async () => {
  await recogniser.close();
  rmSync(folder, { recursive: true });
});

/** Reads the scan, as if its pages had been read like `pages` says. */
const readAs = (pages: ReadPages, more: Partial<Tools> = {}) =>
  readDocument(bytes, { openPdf, declarations, scan, recall: async () => pages, ...more });

/** What became of a cell, and who is blamed for the identities that do not hold. */
function outcome({ result, upright }: Trace, { statement, line, measure }: Cell) {
  const found = upright.find(({ kind }) => kind === statement);
  const amount = found?.amounts.find((one) => one.measure === measure && found.lines[one.line]?.code === line);
  const verdict = result.reconciliation.verdicts.find(
    ({ ref }) => ref.statement === found?.index && ref.amount === amount?.index,
  );
  if (!amount || !verdict) throw new Error(`${line} was not read`);
  const failed = result.reconciliation.checks.filter(({ status }) => status === 'fail');
  const { fen, source, flags } = verdict;
  return { amount, fen, source, flags, blames: [...new Set(failed.map(({ blame }) => blame))] };
}

/** The pages with the glyphs of one cell changed, and no other reading of it left. */
function spoilt(cell: Cell, change: (glyph: Glyph, at: number) => Glyph): ReadPages {
  const { page: number, box } = outcome(first, cell).amount;
  const inside = ({ x0, x1, y0, y1 }: Pick<Glyph, 'x0' | 'x1' | 'y0' | 'y1'>) =>
    contains(box, (x0 + x1) / 2, (y0 + y1) / 2);
  const pages = kept.pages.map((page) => {
    if (page.number !== number) return page;
    let at = 0;
    const glyphs = page.glyphs.map((glyph) => (inside(glyph) ? change(glyph, at++) : glyph));
    return { ...page, glyphs, alternatives: page.alternatives.filter((one) => !inside(one.box)) };
  });
  return { ...kept, pages };
}

const doubted = (glyph: Glyph): Glyph => ({ ...glyph, confidence: 0.6 });
const fen = (printed: string) => BigInt(printed.replace(/[,.]/g, ''));
const asPrinted = { fen: fen(WRONG.printed), source: 'ocr', flags: ['contradicted'], blames: ['publisher'] };

describe('a figure that contradicts its identities', () => {
  test('is looked at again, in several ways that all read what is printed', () => {
    const { amount, ...rest } = outcome(first, WRONG);
    expect(rest).toEqual(asPrinted);
    expect(amount.looks?.length).toBeGreaterThanOrEqual(5);
    expect(new Set(amount.looks)).toEqual(new Set([WRONG.printed]));
    expect(outcome(first, SOUND).amount.looks).toBeUndefined();
  });

  test('is found again on a sheet that lay sideways and upside down in the scanner', async () => {
    const trace = await readDocument(await scanned(90), { openPdf, declarations, scan });
    const { amount, ...rest } = outcome(trace, WRONG);
    expect(new Set(trace.pages.map((page) => page.turn))).toEqual(new Set([270]));
    expect(rest).toEqual(asPrinted);
    expect(amount.looks?.filter((look) => look === WRONG.printed).length).toBeGreaterThanOrEqual(5);
  });

  test('stays as printed even where it was read with doubt, which without looks would repair it', async () => {
    const pages = spoilt(WRONG, doubted);
    const blind = await readAs(pages, { scan: null });
    expect(outcome(blind, WRONG)).toMatchObject({ fen: fen(ASKED), source: 'repair' });
    const { amount, ...rest } = outcome(await readAs(pages), WRONG);
    expect(amount.confidence).toBe(0.6);
    expect(rest).toEqual(asPrinted);
  });

  test('is set right where it was misread, surely and without another reading, by what the looks see', async () => {
    const pages = spoilt(SOUND, (glyph, at) => (at === 2 ? { ...glyph, text: '5' } : glyph));
    const blind = outcome(await readAs(pages, { scan: null }), SOUND);
    expect(blind).toMatchObject({ amount: { raw: '2,501,820.00' }, source: 'ocr', flags: ['contradicted'] });
    const seen = outcome(await readAs(pages), SOUND);
    expect(seen).toMatchObject({ amount: { raw: '2,501,820.00' }, fen: fen(SOUND.printed), source: 'repair' });
    expect(seen.amount.looks?.every((look) => look === SOUND.printed)).toBe(true);
    expect(outcome(first, SOUND).source).toBe('ocr');
  });
});

test('looks are kept: a second run opens no PDF and gives the same, as do the stored readings', async () => {
  const pages = spoilt(WRONG, doubted);
  let opened = 0;
  const tools: Partial<Tools> = {
    recallLooks: recallLooks(openCacheFolder(folder, 1 << 24), 'a', ['v1']),
    openPdf: (pdf) => {
      opened += 1;
      return openPdf(pdf);
    },
  };
  const one = await readAs(pages, tools);
  expect(opened).toBe(1);
  const two = await readAs(pages, tools);
  expect(opened).toBe(1);
  expect(two.result).toEqual(one.result);
  expect((await readAs(pages)).result).toEqual(one.result);

  const { pipeline, drafts = [] } = one.result;
  const statements = one.result.statements.map((statement) => ({
    ...statement,
    amounts: statement.amounts.map((amount) => {
      const { others: _, looks: __, ...rest } = amount;
      return { ...rest, ...readingsOf(readingsJson(amount)) };
    }),
  }));
  expect(statements).toEqual(one.result.statements);
  const again = conclude({ pipeline, statements, drafts }, [], declarations);
  expect(again.reconciliation).toEqual(one.result.reconciliation);
});

test('where nothing contradicts anything, nobody looks', async () => {
  const sound = spoilt(WRONG, (glyph, at) => (at === 6 ? { ...glyph, text: '9' } : glyph));
  let opened = 0;
  const { result, upright } = await readAs(sound, {
    openPdf: (pdf) => {
      opened += 1;
      return openPdf(pdf);
    },
  });
  expect(result.reconciliation.checks.filter(({ status }) => status === 'fail')).toEqual([]);
  expect(upright.flatMap(({ amounts }) => amounts).filter(({ looks }) => looks)).toEqual([]);
  expect(opened).toBe(0);
});

test('where nothing is to be recognised, nobody looks', async () => {
  let opened = 0;
  const trace = await readAs(spoilt(WRONG, doubted), {
    scan: { ...scan, when: 'never' },
    openPdf: (pdf) => {
      opened += 1;
      return openPdf(pdf);
    },
  });
  expect(opened).toBe(0);
  expect(outcome(trace, WRONG).amount.looks).toBeUndefined();
});

/** Another mistake, far below on the same page. */
const LOW = { statement: 'expenditure', line: '2101102', measure: 'basic', printed: '249,962.00' };

test('figures of a text layer are looked at each in its band of the page, which is drawn once', async () => {
  const drawn: number[] = [];
  const trace = await readDocument(await typeset(report([WRONG, LOW])), {
    ...{ declarations, scan },
    openPdf: async (pdf) => {
      const pages = await openPdf(pdf);
      return {
        ...pages,
        render: (number, scale) => {
          drawn.push(number);
          return pages.render(number, scale);
        },
      };
    },
  });
  for (const cell of [WRONG, LOW]) {
    const { amount, ...rest } = outcome(trace, cell);
    expect(rest).toMatchObject({ fen: fen(cell.printed), source: 'text' });
    expect(amount.looks?.length).toBeGreaterThanOrEqual(5);
    expect(new Set(amount.looks)).toEqual(new Set([cell.printed]));
  }
  expect(drawn.length).toBe(new Set(drawn).size);
});
