import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js';
import type { BlockReader, Raster, RecognisedGlyph, RecognisedLine, RecogniseHint } from '../../model/raster.ts';

const require = createRequire(import.meta.url);
/** The language data of the installed package: nothing is fetched at run time. */
const LANGUAGE_FOLDER = join(dirname(require.resolve('@tesseract.js-data/chi_sim/package.json')), '4.0.0_best_int');
const AMOUNT_ALPHABET = '0123456789.,-()%';

/** A reader that owns a warm worker; {@link close} ends it. */
export interface TesseractReader extends BlockReader {
  close(): Promise<void>;
}

/** tesseract.js with the simplified Chinese model. The worker starts with the first picture and stays warm. */
export function tesseractReader(): TesseractReader {
  let starting: Promise<Worker> | null = null;
  let alphabet: RecogniseHint['alphabet'] | null = null;
  let layout: RecogniseHint['layout'] | null = null;
  // The worker's parameters belong to whoever reads: one picture at a time.
  let queue: Promise<unknown> = Promise.resolve();
  const read = async (image: Raster, hint: RecogniseHint): Promise<readonly RecognisedLine[]> => {
    starting ??= startWorker();
    const worker = await starting;
    if (hint.alphabet !== alphabet || hint.layout !== layout) {
      await worker.setParameters({
        tessedit_pageseg_mode: hint.layout === 'line' ? PSM.SINGLE_LINE : PSM.SINGLE_BLOCK,
        tessedit_char_whitelist: hint.alphabet === 'amount' ? AMOUNT_ALPHABET : '',
      });
      ({ alphabet, layout } = hint);
    }
    const { data } = await worker.recognize(portableGreymap(image), {}, { text: false, blocks: true });
    return linesOf(data.blocks ?? []);
  };
  return {
    id: 'tesseract.js-7.0.0/chi_sim-4.0.0_best_int',
    read: (image, hint) => {
      const turn = queue.then(() => read(image, hint));
      queue = turn.catch(() => undefined);
      return turn;
    },
    close: async () => {
      const worker = await starting;
      starting = null;
      await worker?.terminate();
    },
  };
}

async function startWorker(): Promise<Worker> {
  const worker = await createWorker('chi_sim', OEM.LSTM_ONLY, {
    langPath: LANGUAGE_FOLDER,
    cacheMethod: 'none',
    gzip: true,
  });
  await worker.setParameters({ user_defined_dpi: '200' });
  return worker;
}

/** Leptonica reads PGM as it is: no compression on the way to the worker. */
function portableGreymap({ width, height, channels, data }: Raster): Buffer {
  if (channels !== 1) throw new Error('recognition takes grey pictures');
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), data.subarray(0, width * height)]);
}

type Blocks = NonNullable<Awaited<ReturnType<Worker['recognize']>>['data']['blocks']>;

function linesOf(blocks: Blocks): RecognisedLine[] {
  return blocks
    .flatMap((block) => block.paragraphs)
    .flatMap((paragraph) => paragraph.lines)
    .map((line) => {
      const glyphs = line.words.flatMap((word) =>
        word.symbols.map(
          (symbol): RecognisedGlyph => ({ text: symbol.text, confidence: symbol.confidence / 100, ...symbol.bbox }),
        ),
      );
      return { text: line.text.trimEnd(), confidence: line.confidence / 100, ...line.bbox, glyphs, others: [] };
    });
}
