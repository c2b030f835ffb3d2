import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker, OEM } from 'tesseract.js';
import { openRecogniser } from '../../src/engines/ocr/recogniser.ts';
import type { PdfPages } from '../../src/engines/pdf/pdf.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import type { Raster } from '../../src/model/raster.ts';
import { readAnyPage } from '../../src/pages/read-page.ts';
import { watchMemory } from './memory.ts';
import { cpuSeconds, evaluationSet, familyCpu, inScratch, median, ROOT, verdict } from './support.ts';

const TARGET = { ratio: 0.6, memoryMb: 1200, again: 0.25 };
/** About so many pages of a document are compared. */
const PAGES = 4;

/** The scanned documents to measure: the evaluation set's where it is at hand, else the samples'. */
function scans(): string[] {
  const folders = [
    evaluationSet('typeset') ?? join(ROOT, 'samples', 'scanned'),
    evaluationSet('real-scan') ?? [],
  ].flat();
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /(?:-scan|scanned)\.pdf$/.test(name))
      .map((name) => join(folder, name)),
  );
}

/**
 * CPU seconds of recognising scanned pages beside one full-page pass of tesseract.js over the same pictures; then an
 * import of a scan with two workers and another of the same: its memory, and what it costs when every page is known.
 */
export async function benchScans(): Promise<boolean> {
  const files = scans();
  const cheap = await compareWithFullPass(files);
  return (await importTwice(files.slice(0, 2))) && cheap;
}

async function compareWithFullPass(files: readonly string[]): Promise<boolean> {
  const data = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/chi_sim/package.json'));
  const langPath = join(data, '4.0.0_best_int');
  const worker = await createWorker('chi_sim', OEM.LSTM_ONLY, { langPath, cacheMethod: 'none', gzip: true });
  const recogniser = openRecogniser();
  const tools = { recogniser, cache: null, when: 'auto', dpi: null } as const;
  const [full, ours]: [number[], number[]] = [[], []];
  for (const file of files) {
    const pdf = await openPdf(new Uint8Array(readFileSync(file)));
    const step = Math.max(1, Math.floor(pdf.pageCount / PAGES));
    for (let number = 1 + (step >> 1); number <= pdf.pageCount; number += step) {
      const image = await greymap(pdf, number);
      if (image === null) continue;
      const first = full.length === 0;
      // Both engines start with their first picture: that is no part of a page.
      if (first) await Promise.all([worker.recognize(image), readAnyPage(pdf, number, tools)]);
      full.push(await cpuSeconds(() => worker.recognize(image, {}, { text: true, blocks: true })));
      ours.push(await cpuSeconds(() => readAnyPage(pdf, number, tools)));
    }
    await pdf.close();
  }
  await worker.terminate();
  await recogniser.close();
  const total = (seconds: readonly number[]) => seconds.reduce((sum, one) => sum + one, 0);
  console.log(`scans    ${full.length} pages of ${files.length} documents, CPU seconds per page`);
  console.log(
    `         full-page pass of tesseract.js: ${(total(full) / full.length).toFixed(2)}, median ${median(full).toFixed(2)}`,
  );
  console.log(
    `         yusuan, with all work on the picture: ${(total(ours) / ours.length).toFixed(2)}, median ${median(ours).toFixed(2)}`,
  );
  return verdict('cost against one full-page pass', total(ours) / total(full), { most: TARGET.ratio });
}

/** The page's only picture as Leptonica reads it; null for a page that is no scan. */
async function greymap(pdf: PdfPages, number: number): Promise<Buffer | null> {
  const { pictures, glyphs } = await pdf.read(number);
  const [placed] = pictures;
  const picture = placed && glyphs.length === 0 ? await pdf.picture(number, placed.id) : null;
  return picture && portable(picture);
}

function portable({ width, height, channels, data }: Raster): Buffer {
  const grey = Buffer.alloc(width * height);
  for (let at = 0; at < grey.length; at++) {
    const from = at * channels;
    const [red = 255, green = red, blue = red] = channels === 1 ? [data[from]] : data.subarray(from, from + 3);
    grey[at] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  }
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), grey]);
}

async function importTwice(files: readonly string[]): Promise<boolean> {
  return inScratch(async (folder) => {
    const first = await timedImport(files, folder, 'first');
    const again = await timedImport(files, folder, 'again');
    console.log(
      `         import of ${files.length} scans with two workers: ${first.seconds.toFixed(1)} s, ` +
        `${(first.cpu / first.seconds).toFixed(2)} cores busy; again ${again.seconds.toFixed(1)} s`,
    );
    const small = verdict('peak memory of all processes, MB', first.memoryMb, { most: TARGET.memoryMb });
    return (
      verdict('cost of the second import against the first', again.cpu / first.cpu, { most: TARGET.again }) && small
    );
  });
}

/** Imports into a database of its own with a cache that all imports share. */
async function timedImport(files: readonly string[], folder: string, name: string) {
  const options = [
    '--db',
    join(folder, `${name}.sqlite`),
    '--cache-dir',
    join(folder, 'cache'),
    '--jobs',
    '2',
    '--quiet',
  ];
  const started = performance.now();
  const child = spawn(process.execPath, [join(ROOT, 'bin', 'yusuan.js'), 'import', ...files, ...options], {
    stdio: ['ignore', 'ignore', 2],
  });
  const pid = child.pid ?? 0;
  const memory = watchMemory(pid);
  let cpu = 0;
  const timer = setInterval(() => {
    cpu = Math.max(cpu, familyCpu(pid).cpu);
  }, 100);
  await new Promise((resolve) => child.on('close', resolve));
  clearInterval(timer);
  return { seconds: (performance.now() - started) / 1000, cpu, memoryMb: memory.stop() };
}
