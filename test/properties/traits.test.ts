import { expect, test } from 'vitest';
import { loadDeclarations, OWN_PIPELINES } from '../../src/declare/load.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { readDocument } from '../../src/pipeline.ts';
import { someTraits, TRAITS } from '../support/traits/combine.ts';
import { COVERS, STRUCK } from '../support/traits/covers.ts';
import { judge } from '../support/traits/judge.ts';
import { makeReport, type Trait } from '../support/traits/make.ts';

const declarations = loadDeclarations([OWN_PIPELINES], []);
/** Reports that were once silently wrong, or accused somebody. */
const ONCE_WRONG: readonly (readonly [number, readonly string[]])[] = [
  [7, ['outlines row', 'rules: white']],
  [7, ['outlines stroked']],
  [7, ['point drawn as a box']],
  [7, ['font: Type 3 point is a space']],
  [7, ['words: no title']],
  [21, ['minus with a space', 'small raised decimals']],
  [80, ['rules: none', 'wide spacing', 'page: watermark level']],
  [187, ['sign apart', 'rules: zebra', 'font: digits as letters']],
  [240, ['rules: zebra', 'full-width digits']],
  [300, ['outlines all', 'rules: white', 'font: minus is zero']],
  [7, ['page: a figure by hand beside, in red']],
  [5145, ['grouped by space', 'cut by its cell']],
  ...COVERS.map(({ name }) => [7, [name]] as const),
  ...['honest', 'point is a space', 'no mapping'].map((name) => [7, [`font: Type 3 of pictures, ${name}`]] as const),
];

/** Prints the figures of the last table as they would be in another unit. */
const figuresInYuan: Pick<Trait, 'items'> = {
  items: (items, { sheet }) =>
    items.map((item) =>
      sheet.statement === 'three_public' && item.value !== null ? { ...item, text: `${item.value * 100}.00` } : item,
    ),
};

async function judged(seed: number, traits: readonly Trait[]) {
  const { bytes, truth } = await makeReport(traits, seed);
  const { result } = await readDocument(bytes, { openPdf, declarations, scan: null });
  return { ...judge(result, truth), all: truth.length };
}

test.each(ONCE_WRONG)('report %i with %o', async (seed, names) => {
  const traits = TRAITS.filter(({ name }) => names.includes(name));
  expect(traits.length).toBe(names.length);
  const { silent, accused } = await judged(seed, traits);
  expect({ silent, accused }).toEqual({ silent: [], accused: 0 });
});

test.each(STRUCK)('what is $name is shown, whatever sums hold', async (trait) => {
  const { bytes, truth } = await makeReport([trait], 7);
  const { result } = await readDocument(bytes, { openPdf, declarations, scan: null });
  const shown = result.reconciliation.verdicts.filter(({ flags }) => flags.includes('struck'));
  expect(shown.length).toBe(trait.name.endsWith('one row') ? 10 : truth.length);
  expect(shown.every(({ needsReview }) => needsReview)).toBe(true);
});

test.each(['rows on broad strokes', 'rows on fine strips', 'crop box', 'cream ground'])(
  '%s harm nothing',
  async (name) => {
    const traits = TRAITS.filter((trait) => trait.name === `page: ${name}`);
    const { bytes, truth } = await makeReport(traits, 7);
    const { result } = await readDocument(bytes, { openPdf, declarations, scan: null });
    expect(judge(result, truth).right).toBe(truth.length);
    expect(result.reconciliation.review).toEqual([]);
  },
);

test('“三公” larger than all that is spent has another unit than it prints', async () => {
  const inYuan = { ...figuresInYuan, name: 'figures in 元 under a line that says 万元', kind: 'words' };
  const { bytes } = await makeReport([inYuan], 7);
  const { result } = await readDocument(bytes, { openPdf, declarations, scan: null });
  const three = result.statements.findIndex(({ kind }) => kind === 'three_public');
  const verdicts = result.reconciliation.verdicts.filter(({ ref }) => ref.statement === three);
  expect(verdicts.map(({ needsReview }) => needsReview)).toEqual([true, true, true, true]);
});

/** More where TRAIT_REPORTS says so. */
const REPORTS = Number(process.env.TRAIT_REPORTS ?? 30);
const FROM = Number(process.env.TRAIT_FROM ?? 1);

test(`of ${REPORTS} reports with traits drawn by chance, none is silently wrong, and no publisher is accused`, async () => {
  const wrong: string[] = [];
  let [right, all] = [0, 0];
  for (let seed = FROM; seed < FROM + REPORTS; seed++) {
    const traits = someTraits(seed);
    const found = await judged(seed, traits);
    right += found.right;
    all += found.all;
    const names = `seed ${seed} (${traits.map(({ name }) => name).join('; ')})`;
    if (found.silent.length > 0) wrong.push(`${names}: ${found.silent.slice(0, 3).join(', ')} …${found.silent.length}`);
    if (found.accused > 0) wrong.push(`${names}: ${found.accused} accused`);
  }
  expect(wrong).toEqual([]);
  expect(right / all).toBeGreaterThan(0.6);
}, 600_000);
