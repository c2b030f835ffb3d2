import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { about, catalogCsv, factsCsv, indicatorsCsv, projectsCsv } from './records.ts';
import { SAMPLES, type Sample } from './samples.ts';
import { typesetScanned } from './typeset.ts';

/** The files of a sample's folder, by name. */
export async function sampleFiles(sample: Sample): Promise<Map<string, string | Uint8Array>> {
  const scanned = sample.scan?.pages ?? (() => false);
  const { pdf, facts, pages } = await typesetScanned(sample.report, sample.style, sample.scan?.how ?? {}, scanned);
  const files = new Map<string, string | Uint8Array>([
    [`${sample.name}.pdf`, pdf],
    ['about.yaml', stringify(about(sample, pages.length, facts.length), { lineWidth: 120 })],
    ['facts.csv', factsCsv(facts, scanned)],
  ]);
  if (sample.projects) {
    files.set('projects.csv', projectsCsv(sample.projects));
    files.set('indicators.csv', indicatorsCsv(sample.projects, sample.overall ?? []));
  }
  if (sample.catalog) files.set('catalog.csv', catalogCsv(sample.catalog));
  return files;
}

/** Writes every sample below `folder`. */
export async function writeSamples(folder: string): Promise<void> {
  for (const sample of SAMPLES) {
    const target = join(folder, sample.name);
    mkdirSync(target, { recursive: true });
    for (const [name, content] of await sampleFiles(sample)) writeFileSync(join(target, name), content);
    console.log(`${sample.name}: ${sample.title}`);
  }
}

if (import.meta.main) await writeSamples(join(dirname(fileURLToPath(import.meta.url)), '..'));
