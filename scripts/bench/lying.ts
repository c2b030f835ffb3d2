import { loadDeclarations, OWN_PIPELINES } from '../../src/declare/load.ts';
import { openRecogniser } from '../../src/engines/ocr/recogniser.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { readDocument } from '../../src/pipeline.ts';
import { someTraits } from '../../test/support/traits/combine.ts';
import { judge } from '../../test/support/traits/judge.ts';
import { makeReport } from '../../test/support/traits/make.ts';
import { verdict } from './support.ts';

const TARGET = { silent: 0, accused: 0, right: 85 };

/**
 * Reads reports that lie: traits drawn by chance, with recognition. Prints each that is silently wrong or accused.
 * @param reports how many; the test reads the first of them without recognition.
 */
export async function benchLying(reports: number, from = 1): Promise<boolean> {
  const declarations = loadDeclarations([OWN_PIPELINES], []);
  const recogniser = openRecogniser();
  const scan = { recogniser, cache: null, when: 'auto', dpi: null } as const;
  const sum = { silent: 0, accused: 0, right: 0, all: 0 };
  for (let seed = from; seed < from + reports; seed++) {
    const traits = someTraits(seed);
    const { bytes, truth } = await makeReport(traits, seed);
    const { result } = await readDocument(bytes, { openPdf, declarations, scan });
    const { silent, right, accused } = judge(result, truth);
    sum.silent += silent.length;
    sum.accused += accused;
    sum.right += right;
    sum.all += truth.length;
    const mark = silent.length > 0 ? ` SILENT ${silent.length}: ${silent.slice(0, 3).join(', ')}` : '';
    const names = traits.map(({ name }) => name).join('; ');
    if (right < truth.length || mark !== '' || accused > 0)
      console.log(`${seed}: ${right}/${truth.length} accused ${accused} (${names})${mark}`);
  }
  await recogniser.close();
  console.log(`lying  ${reports} reports, ${sum.all} amounts`);
  return [
    verdict('amounts silently wrong', sum.silent, { most: TARGET.silent }),
    verdict('accusations', sum.accused, { most: TARGET.accused }),
    verdict('amounts right, %', (100 * sum.right) / sum.all, { least: TARGET.right }),
  ].every(Boolean);
}
