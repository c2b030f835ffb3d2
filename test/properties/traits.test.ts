import { expect, test } from 'vitest';
import { loadDeclarations, OWN_PIPELINES } from '../../src/declare/load.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { readDocument } from '../../src/pipeline.ts';
import { someTraits } from '../support/traits/combine.ts';
import { judge } from '../support/traits/judge.ts';
import { makeReport } from '../support/traits/make.ts';

const declarations = loadDeclarations([OWN_PIPELINES], []);
/** More where TRAIT_REPORTS says so. */
const REPORTS = Number(process.env.TRAIT_REPORTS ?? 30);
const FROM = Number(process.env.TRAIT_FROM ?? 1);

test(`of ${REPORTS} reports with traits drawn by chance, none is silently wrong, and no publisher is accused`, async () => {
  const wrong: string[] = [];
  let [right, all] = [0, 0];
  for (let seed = FROM; seed < FROM + REPORTS; seed++) {
    const traits = someTraits(seed);
    const { bytes, truth } = await makeReport(traits, seed);
    const { result } = await readDocument(bytes, { openPdf, declarations, scan: null });
    const judged = judge(result, truth);
    right += judged.right;
    all += truth.length;
    const names = `seed ${seed} (${traits.map(({ name }) => name).join('; ')})`;
    if (judged.silent.length > 0)
      wrong.push(`${names}: ${judged.silent.slice(0, 3).join(', ')} …${judged.silent.length}`);
    if (judged.accused > 0) wrong.push(`${names}: ${judged.accused} accused`);
  }
  expect(wrong).toEqual([]);
  expect(right / all).toBeGreaterThan(0.6);
}, 600_000);
