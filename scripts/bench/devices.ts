import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDeclarations, OWN_PIPELINES } from '../../src/declare/load.ts';
import { openRecogniser } from '../../src/engines/ocr/recogniser.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { readDocument, type Trace } from '../../src/pipeline.ts';
import { MODES } from './device-modes.ts';
import { drawn, installedFamilies, scanned } from './device-pages.ts';
import { factKey, type Sheet, sheetsOf } from './device-sheets.ts';
import { seeded } from './support.ts';

interface Outcome {
  readonly all: number;
  readonly right: number;
  /** What is wrong without being shown, in words. */
  readonly silent: readonly string[];
  readonly asked: number;
}

function judge({ result }: Trace, sheets: readonly Sheet[]): Outcome {
  const wanted = new Map(sheets.flatMap(({ facts }) => [...facts]));
  const targets = new Set(sheets.flatMap(({ indicators }) => indicators));
  const all = wanted.size + targets.size;
  const asked = new Set(
    result.reconciliation.verdicts
      .filter(({ needsReview }) => needsReview)
      .map(({ ref }) => `${ref.statement}/${ref.amount}`),
  );
  let right = 0;
  const silent: string[] = [];
  for (const statement of result.statements)
    for (const amount of statement.amounts) {
      const line = statement.lines[amount.line];
      const verdict = result.reconciliation.verdicts.find(
        ({ ref }) => ref.statement === statement.index && ref.amount === amount.index,
      );
      const key = factKey(statement.kind, line?.side ?? null, line?.code ?? line?.name ?? '', amount.measure);
      const good = wanted.get(key) === verdict?.fen;
      if (good && wanted.delete(key)) right++;
      else if (!asked.has(`${statement.index}/${amount.index}`))
        silent.push(`${key} ${verdict?.fen} for ${wanted.get(key) ?? 'none'}`);
    }
  for (const { project, level2, level3, raw, needsReview } of result.indicators) {
    const key = [project, level2, level3, raw].join('|');
    if (targets.delete(key)) right++;
    else if (!needsReview) silent.push(key);
  }
  return { all, right, silent, asked: asked.size };
}

/** Which scans are made: modes and families by name (null for all), figures by seed, kept in a folder where one is given. */
interface DeviceOptions {
  readonly modes: readonly string[] | null;
  readonly families: readonly string[] | null;
  readonly seed: number;
  readonly keep: string | null;
}

/**
 * Reads scans of our own, made by each device in each family of type, and says how many amounts are right, how many
 * silently wrong and how many are shown for review.
 */
export async function benchDevices({ modes, families: wanted, seed, keep }: DeviceOptions): Promise<boolean> {
  const declarations = loadDeclarations([OWN_PIPELINES], []);
  const recogniser = openRecogniser();
  const scan = { recogniser, cache: null, when: 'auto', dpi: null } as const;
  const silent: string[] = [];
  for (const [number, mode] of MODES.entries()) {
    if (modes !== null && !modes.includes(mode.name)) continue;
    const cells: string[] = [];
    for (const [at, [name, han, digits]] of installedFamilies().entries()) {
      if (wanted !== null && !wanted.includes(name)) continue;
      const random = seeded(seed * 1000 + number * 100 + at + 1);
      const sheets = sheetsOf(random);
      const pages = sheets.map((sheet) => mode.change(drawn(sheet, han, digits, mode), random));
      const bytes = await scanned(pages, mode);
      if (keep !== null) writeFileSync(join(keep, `${mode.name}-${name.replace('/', '_')}-${seed}.pdf`), bytes);
      const outcome = judge(await readDocument(bytes, { openPdf, declarations, scan }), sheets);
      silent.push(...outcome.silent.map((wrong) => `${mode.name} ${name}: ${wrong}`));
      const untold = outcome.silent.length > 0 ? ` SILENT ${outcome.silent.length}` : '';
      cells.push(`${name} ${outcome.right}/${outcome.all}${untold} (${outcome.asked})`);
    }
    console.log(`devices  ${mode.name.padEnd(8)}${cells.join(' · ')}`);
  }
  for (const wrong of silent) console.log(`         silent: ${wrong}`);
  await recogniser.close();
  return silent.length === 0;
}
