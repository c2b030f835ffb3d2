// Fits how sure recognised words and codes must be to pass unasked (src/meaning/sureness.ts, UNTOLD of decide-number.ts).
//
//   node scripts/fit-sureness.ts [--seed 1] [--pages 1] [--keep SAMPLES.json] [--from SAMPLES.json]
//
// Pages of known print are made by each device of the bench in each family of type, and read. Each family and each mode is
// judged once by what was fitted without it. About five minutes of processor time a page.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { openRecogniser } from '../src/engines/ocr/recogniser.ts';
import { MODES } from './bench/device-modes.ts';
import { installedFamilies } from './bench/device-pages.ts';
import { seeded } from './bench/support.ts';
import { KINDS, type Kind } from './fit/pages.ts';
import { type MisfitSample, readSamples, type Samples, type TextSample } from './fit/samples.ts';

/** What is fitted: the threshold of which texts, how many wrong characters make one wrong, how many in a thousand may pass. */
interface Wanted {
  readonly threshold: string;
  readonly kinds: readonly Kind[];
  readonly from: number;
  readonly perThousand: number;
}

const WANTED: readonly Wanted[] = [
  // names and indicators are words of a department's own, read alike; a report has hundreds
  { threshold: 'words', kinds: ['name', 'indicator'], from: 1, perThousand: 0.4 },
  { threshold: 'value', kinds: ['value'], from: 1, perThousand: 1 },
  { threshold: 'code', kinds: ['code'], from: 1, perThousand: 1 },
  // one wrong digit is put right by the name of the class
  { threshold: 'guessedCode', kinds: ['code'], from: 2, perThousand: 1 },
];

const STEP = 0.01;
const LEAST = 0.4;

/** What a threshold does to some texts. */
export interface Effect {
  readonly texts: number;
  readonly wrong: number;
  readonly silent: number;
  readonly asked: number;
}

/** What passes and what is asked about at a threshold, where texts with `from` wrong characters are wrong. */
export function effectOf(texts: readonly Omit<TextSample, 'kind'>[], threshold: number, from: number): Effect {
  const wrong = texts.filter((text) => text.wrong >= from);
  return {
    texts: texts.length,
    wrong: wrong.length,
    silent: wrong.filter(({ confidence }) => confidence >= threshold).length,
    asked: texts.filter(({ confidence }) => confidence < threshold).length,
  };
}

/** The lowest threshold at which no more texts pass wrong than may; 1 where none is. */
export function lowestThreshold(texts: readonly Omit<TextSample, 'kind'>[], from: number, perThousand: number): number {
  for (let step = Math.round(LEAST / STEP); step * STEP < 1; step++) {
    const threshold = Math.round(step * STEP * 100) / 100;
    if (effectOf(texts, threshold, from).silent * 1000 <= perThousand * texts.length) return threshold;
  }
  return 1;
}

/** Below which clearness of outlines the engine is right more often than they where the two do not go together. */
export function untold(misfits: readonly MisfitSample[]): number {
  let best = { threshold: 0, right: -1 };
  for (let threshold = 0; threshold <= 1; threshold = Math.round((threshold + 0.05) * 100) / 100) {
    const right = misfits.filter(({ clarity, engine, shapes }) => (clarity < threshold ? engine : shapes)).length;
    if (right > best.right) best = { threshold, right };
  }
  return best.threshold;
}

const samplesSchema = z.array(
  z.object({
    mode: z.string(),
    family: z.string(),
    texts: z.array(z.object({ kind: z.enum(KINDS), confidence: z.number(), wrong: z.number() })),
    misfits: z.array(z.object({ clarity: z.number(), engine: z.boolean(), shapes: z.boolean() })),
  }),
);

async function read(seed: number, pages: number): Promise<Samples[]> {
  const recogniser = openRecogniser();
  const all: Samples[] = [];
  for (const [number, mode] of MODES.entries())
    for (const [at, family] of installedFamilies().entries()) {
      const random = seeded(seed * 1000 + number * 100 + at + 1);
      all.push(await readSamples(mode, family, pages, random, recogniser));
    }
  await recogniser.close();
  return all;
}

function said({ texts, wrong, silent, asked }: Effect): string {
  const share = ((100 * asked) / Math.max(1, texts)).toFixed(1);
  return `${silent} of ${texts} silent (${wrong} wrong, ${share} % asked)`;
}

/** What passes and what is asked about where each part (family, mode) is judged by the threshold that the others give. */
function heldOut(all: readonly Samples[], by: 'family' | 'mode', { kinds, from, perThousand }: Wanted): Effect {
  const parts = [...new Set(all.map((one) => one[by]))];
  const effects = parts.map((part) => {
    const [own, others] = [all.filter((one) => one[by] === part), all.filter((one) => one[by] !== part)];
    return effectOf(textsOf(own, kinds), lowestThreshold(textsOf(others, kinds), from, perThousand), from);
  });
  const sum = (of: keyof Effect) => effects.reduce((total, effect) => total + effect[of], 0);
  return { texts: sum('texts'), wrong: sum('wrong'), silent: sum('silent'), asked: sum('asked') };
}

function textsOf(samples: readonly Samples[], kinds: readonly Kind[]): TextSample[] {
  return samples.flatMap(({ texts }) => texts.filter(({ kind }) => kinds.includes(kind)));
}

function report(all: readonly Samples[]): void {
  for (const wanted of WANTED) {
    const { threshold: name, kinds, from, perThousand } = wanted;
    const threshold = lowestThreshold(textsOf(all, kinds), from, perThousand);
    console.log(`${name} ${threshold}`);
    console.log(`  fitted            ${said(effectOf(textsOf(all, kinds), threshold, from))}`);
    console.log(`  families left out ${said(heldOut(all, 'family', wanted))}`);
    console.log(`  modes left out    ${said(heldOut(all, 'mode', wanted))}`);
  }
  const misfits = all.flatMap((one) => one.misfits);
  const right = (of: 'engine' | 'shapes') => misfits.filter((one) => one[of]).length;
  console.log(`UNTOLD ${untold(misfits)}`);
  console.log(`  ${misfits.length} do not go together: engine right ${right('engine')}, outlines ${right('shapes')}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      pages: { type: 'string', default: '1' },
      keep: { type: 'string' },
      from: { type: 'string' },
    },
  });
  const all =
    values.from === undefined
      ? await read(Number(values.seed), Number(values.pages))
      : samplesSchema.parse(JSON.parse(readFileSync(values.from, 'utf8')));
  if (values.keep !== undefined) writeFileSync(values.keep, JSON.stringify(all));
  report(all);
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) await main();
