import { join } from 'node:path';
import { documentReader } from '../../src/batch/reader.ts';
import { cacheUse } from '../../src/engines/cache/cache-folder.ts';
import { inScratch, median, type Sample, verdict } from './support.ts';

const TARGET = 0.6;
const READ = { ocr: 'never', ocrDpi: null, pipelines: [] } as const;

/** What kept pages save: documents read anew, read and kept, and read again from what was kept, in turn. */
export async function benchCache(samples: readonly Sample[], rounds: number): Promise<boolean> {
  return inScratch(async (folder) => {
    const reader = documentReader();
    const times: Readonly<Record<'anew' | 'kept' | 'again', number[]>> = { anew: [], kept: [], again: [] };
    let pages = 0;
    const all = async (name: keyof typeof times, cacheDir: string | null) => {
      const before = process.cpuUsage();
      pages = 0;
      for (const [at, { name: file, bytes }] of samples.entries()) {
        const { result } = await reader.read(
          { bytes, name: file, sha256: `${at}` },
          { ...READ, cacheDir },
          () => undefined,
        );
        pages += result.pages;
      }
      const { user, system } = process.cpuUsage(before);
      times[name].push((user + system) / 1000 / pages);
    };
    for (let round = 0; round < rounds + 2; round += 1) {
      await all('anew', null);
      await all('kept', join(folder, `${round}`));
      await all('again', join(folder, `${round}`));
    }
    // The first two rounds are slow: the code is not compiled yet.
    const [anew, kept, again] = [times.anew, times.kept, times.again].map((list) => median(list.slice(2)));
    const { bytes } = await cacheUse(join(folder, '0'));
    const size = samples.reduce((sum, sample) => sum + sample.bytes.length, 0);
    console.log(
      `cache    ${samples.length} documents, ${pages} pages, CPU ms per page, interpretation included: ` +
        `${anew?.toFixed(2)} read anew, ${kept?.toFixed(2)} read and kept, ${again?.toFixed(2)} from what was kept`,
    );
    console.log(
      `         ${(bytes / pages / 1024).toFixed(1)} KB per page, ${((bytes / size) * 100).toFixed(0)} % of the PDFs`,
    );
    return verdict('kept pages against reading', (again ?? Number.NaN) / (anew ?? Number.NaN), { most: TARGET });
  });
}
