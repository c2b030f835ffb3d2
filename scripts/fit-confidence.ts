// Fits pipelines/confidence.yaml: how often amounts that were read and proven alike are right.
//
//   node scripts/fit-confidence.ts --db A.sqlite [--db B.sqlite] [--write] TRUTH.json …
//
// Databases are made by `yusuan import`; a truth file names its document and lists the amounts printed in it.
// Prints the table, its calibration error, and the error when each document is judged by a table fitted without it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import * as z from 'zod';
import { type ConfidenceTable, confidenceSchema } from '../src/declare/confidence.ts';
import { STATEMENT_KINDS } from '../src/model/catalogue.ts';
import type { Proof } from '../src/model/fact.ts';
import { isBeside, OTHER, PLACEMENTS } from '../src/model/statement.ts';
import { bareWords } from '../src/model/text.ts';

/** One amount of a database, and whether it is what the document prints. */
export interface Sample {
  readonly file: string;
  readonly source: 'text' | 'ocr' | 'repair';
  readonly proof: Proof;
  /** Where it stands: in its declared place, in one that was inferred, or beside the core statements. */
  readonly place: Place;
  /** The less certain of the readings of figure and line. */
  readonly reading: number;
  readonly right: boolean;
}

export type Place = 'established' | 'inferred' | 'beside';

const PROOFS = ['proven', 'consistent', 'unproven', 'contradicted'] as const;
/** Classes of reading confidence, best first. */
const CLASSES = [0.95, 0.9, 0.8, 0.6, 0] as const;
/** A class is believed against its prior as if this many amounts had been seen before. */
const PRIOR_WEIGHT = 4;
/** What is expected of each class of reading, best first, before any amount was seen: bad scans are rare in the sets. */
const PRIOR: Readonly<Record<Proof, readonly number[]>> = {
  proven: [0.9999, 0.9995, 0.999, 0.998, 0.995],
  consistent: [0.99, 0.98, 0.96, 0.9, 0.8],
  unproven: [0.97, 0.95, 0.9, 0.8, 0.6],
  contradicted: [0.8, 0.6, 0.5, 0.35, 0.2],
};
/** However many amounts were right, the next one may be wrong. */
const MOST = 0.9999;

/** Classes of reading that are judged together. */
interface Pool {
  readonly samples: readonly Sample[];
  readonly priors: readonly number[];
}

function share({ samples, priors }: Pool): number {
  const prior = priors.reduce((sum, one) => sum + one, 0) / priors.length;
  const right = samples.filter((sample) => sample.right).length;
  const value = (right + PRIOR_WEIGHT * prior) / (samples.length + PRIOR_WEIGHT);
  return Math.min(MOST, Math.round(value * 10_000) / 10_000);
}

/** Shares that do not rise as the reading gets worse: neighbours that do are pooled. */
function fallingShares(classes: readonly Pool[]): number[] {
  const pools = [...classes];
  for (let i = 0; i + 1 < pools.length; ) {
    const [here, next] = [pools[i], pools[i + 1]];
    if (here && next && share(next) > share(here)) {
      const both = { samples: [...here.samples, ...next.samples], priors: [...here.priors, ...next.priors] };
      pools.splice(i, 2, both);
      i = Math.max(0, i - 1);
    } else i++;
  }
  return pools.flatMap((pool) => pool.priors.map(() => share(pool)));
}

/** The share of right amounts by source, class of reading and proof. */
export function fitTable(all: readonly Sample[]): ConfidenceTable {
  const samples = all.filter(({ place }) => place === 'established');
  const placed = (place: Place, prior: number) =>
    share({ samples: all.filter((sample) => sample.place === place), priors: [prior] });
  const of = (source: Sample['source'], proof: Proof) =>
    samples.filter((sample) => sample.source === source && sample.proof === proof);
  const text = Object.fromEntries(
    PROOFS.map((proof) => [proof, share({ samples: of('text', proof), priors: [0.999] })]),
  );
  const columns = new Map(
    PROOFS.map((proof) => {
      const ocr = of('ocr', proof);
      const classes = CLASSES.map((above, i) => ({
        samples: ocr.filter((sample) => sample.reading >= above && (i === 0 || sample.reading < (CLASSES[i - 1] ?? 1))),
        priors: PRIOR[proof].slice(i, i + 1),
      }));
      return [proof, fallingShares(classes)] as const;
    }),
  );
  const ocr = CLASSES.map((above, i) => ({
    above,
    ...Object.fromEntries(PROOFS.map((proof) => [proof, columns.get(proof)?.[i] ?? 0])),
  }));
  const repaired = samples.filter((sample) => sample.source === 'repair');
  return confidenceSchema.parse({
    text,
    ocr,
    repair: share({ samples: repaired, priors: [0.98] }),
    place: { inferred: placed('inferred', 0.9), beside: placed('beside', 0.9) },
  });
}

/** The confidence that a table gives to a sample. */
export function confidence(table: ConfidenceTable, sample: Sample): number {
  const share = readAndProven(table, sample);
  if (sample.place === 'beside') return Math.min(share, table.place.beside);
  return sample.place === 'inferred' ? Math.min(share, table.place.inferred) : share;
}

function readAndProven(table: ConfidenceTable, sample: Sample): number {
  if (sample.source === 'text') return table.text[sample.proof];
  if (sample.source === 'repair') return table.repair;
  const row = table.ocr.find((one) => sample.reading >= one.above) ?? table.ocr.at(-1);
  return row ? row[sample.proof] : 0;
}

/** Expected calibration error over ten classes of confidence: how far promised and kept shares lie apart. */
export function calibrationError(judged: readonly { readonly confidence: number; readonly right: boolean }[]): number {
  const bins = Array.from({ length: 10 }, () => ({ promised: 0, kept: 0 }));
  for (const one of judged) {
    const bin = bins[Math.min(9, Math.floor(one.confidence * 10))];
    if (!bin) continue;
    bin.promised += one.confidence;
    bin.kept += one.right ? 1 : 0;
  }
  const off = bins.reduce((sum, bin) => sum + Math.abs(bin.promised - bin.kept), 0);
  return judged.length === 0 ? 0 : off / judged.length;
}

const factSchema = z.object({
  statement: z.string(),
  side: z.string().nullish(),
  line_code: z.string().nullish(),
  line_name: z.string(),
  line_name_2: z.string().nullish(),
  measure: z.string(),
  amount: z.string(),
});
/** Amounts of tables that no statement of the core is: their words are no keys, so page and amount say which is meant. */
const besideSchema = z.object({ page: z.number().nullish(), amount: z.string() });
const truthSchema = z.object({
  file: z.string(),
  facts: z.array(factSchema).default([]),
  unmapped: z.array(besideSchema).default([]),
});
const rowSchema = factSchema.extend({
  file: z.string(),
  page: z.number(),
  source: z.enum(['text', 'ocr', 'repair']),
  proof: z.enum(PROOFS),
  read_confidence: z.number(),
  line_confidence: z.number(),
  placement: z.enum(PLACEMENTS),
});

const QUERY = `
  SELECT d.file, s.kind AS statement, l.side, l.code AS line_code, l.name AS line_name, l.name_2 AS line_name_2,
    a.page, a.measure, a.amount, a.source, a.proof, a.placement, a.read_confidence, l.confidence AS line_confidence
  FROM amount a
  JOIN document d ON d.id = a.document
  JOIN statement s ON s.document = a.document AND s.idx = a.statement
  JOIN line l ON l.document = a.document AND l.statement = a.statement AND l.idx = a.line
  WHERE a.source <> 'correction'`;

function keyOf(fact: z.output<typeof factSchema>): string {
  const line = fact.line_code || bareWords(fact.line_name);
  return [fact.statement, fact.side ?? '', line, bareWords(fact.line_name_2 ?? ''), fact.measure, fact.amount].join(
    '|',
  );
}

function printOf({ page, amount }: z.output<typeof besideSchema>): string {
  return `${page ?? ''}/${Number(amount)}`;
}

/** Every amount of the databases whose document has a truth file. */
function samplesFrom(databases: readonly string[], truths: readonly string[]): readonly Sample[] {
  const truth = new Map(
    truths.map((path) => {
      const { file, facts, unmapped } = truthSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
      return [file, new Set([...facts.map(keyOf), ...unmapped.map(printOf)])] as const;
    }),
  );
  return databases.flatMap((path) => {
    const db = new Database(path, { readonly: true, fileMustExist: true });
    const rows = z.array(rowSchema).parse(db.prepare(QUERY).all());
    db.close();
    return rows.flatMap((row): readonly Sample[] => {
      const printed = truth.get(row.file);
      if (!printed) return [];
      const reading = Math.min(row.read_confidence, row.line_confidence);
      const { file, source, proof } = row;
      const place = placeOf(row);
      const right = printed.has(place === 'beside' ? printOf(row) : keyOf(row));
      return [{ file, source, proof, place, reading, right }];
    });
  });
}

function placeOf({ statement, measure, placement }: z.output<typeof rowSchema>): Place {
  const kind = STATEMENT_KINDS.find((one) => one === statement) ?? OTHER;
  return placement === 'unknown' || isBeside(kind, measure, placement) ? 'beside' : placement;
}

function inYaml(table: ConfidenceTable): string {
  const flow = (values: Readonly<Record<string, number>>) =>
    `{ ${Object.entries(values)
      .map(([key, value]) => `${key}: ${value}`)
      .join(', ')} }`;
  return [
    '# 置信度：同样读出、同样核对过的数中，正确的比例。由 scripts/fit-confidence.ts 按评测文件拟合，请勿手改。',
    `text: ${flow(table.text)}`,
    'ocr:',
    ...table.ocr.map((row) => `  - ${flow(row)}`),
    `repair: ${table.repair}`,
    `place: ${flow(table.place)}`,
    '',
  ].join('\n');
}

/** Each document judged by a table that was fitted without it. */
export function heldOutError(samples: readonly Sample[]): number {
  const files = [...new Set(samples.map((sample) => sample.file))];
  const judged = files.flatMap((file) => {
    const table = fitTable(samples.filter((sample) => sample.file !== file));
    return samples
      .filter((sample) => sample.file === file)
      .map((sample) => ({ confidence: confidence(table, sample), right: sample.right }));
  });
  return calibrationError(judged);
}

function main(): void {
  const { values, positionals } = parseArgs({
    options: { db: { type: 'string', multiple: true, default: [] }, write: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const samples = samplesFrom(values.db, positionals);
  if (samples.length === 0) {
    console.error('usage: node scripts/fit-confidence.ts --db DB [--db DB …] [--write] TRUTH.json …');
    process.exitCode = 2;
    return;
  }
  const table = fitTable(samples);
  const judged = samples.map((sample) => ({ confidence: confidence(table, sample), right: sample.right }));
  console.log(inYaml(table));
  console.log(`${samples.length} amounts, ${samples.filter((sample) => !sample.right).length} wrong`);
  console.log(`calibration error ${calibrationError(judged).toFixed(4)}, held out ${heldOutError(samples).toFixed(4)}`);
  if (values.write) writeFileSync(join(import.meta.dirname, '..', 'pipelines', 'confidence.yaml'), inYaml(table));
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) main();
