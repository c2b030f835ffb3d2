import type { DocumentResult } from './model/document.ts';
import type { ReadPages, RecallLooks, RecallPages } from './model/page.ts';
import { phase } from './phase.ts';
import type { Meaning, TablesFound } from './phases/artefacts.ts';
import { beliedNames, readBelied } from './phases/belied-names.ts';
import { findMeaning } from './phases/find-meaning.ts';
import { findTables } from './phases/find-tables.ts';
import { prove } from './phases/prove.ts';
import { type PageTools, readPages } from './phases/read-pages.ts';
import { LOOK_ROUNDS, secondLook } from './phases/second-look.ts';

export { conclude } from './phases/prove.ts';

/** The outside world, handed in: nothing here opens a file or a database. */
export interface Tools extends PageTools {
  /** Keep names and telephone numbers of contact persons; left out when absent. */
  readonly keepContacts?: boolean;
  /** Pages of this very document from an earlier run; all are read when absent. */
  readonly recall?: RecallPages;
  /** Looks at its figures from an earlier run; all are taken anew when absent. */
  readonly recallLooks?: RecallLooks;
}

/** Everything between the bytes and the result: the pages, and what each later phase made of them. */
export type Trace = ReadPages & TablesFound & Pick<Meaning, 'upright'> & { readonly result: DocumentResult };

type OnPage = (done: number, total: number) => void;

/** The four phases; each runs alone from what the one before it left (`yusuan phase`). */
export function phasesWith(tools: Tools, onPage?: OnPage) {
  const options = { keepContacts: tools.keepContacts ?? false };
  return {
    pages: phase('pages', (bytes: Uint8Array) => readPages(bytes, tools, onPage)),
    tables: phase('tables', (read: ReadPages) => findTables(read, tools.declarations.wording.tables)),
    meaning: phase('meaning', (found: TablesFound) => findMeaning(found, tools.declarations, options)),
    proof: phase('proof', (read: Meaning) => prove(read, tools.declarations)),
  };
}

/**
 * Reads one document: bytes → pages → tables → meaning → proof; where the proof points at figures, they are looked at
 * again, unless nothing is to be recognised, and the rest of the way is gone anew.
 * @throws PdfError when the bytes cannot be opened as a PDF at all; everything else becomes notes in the result.
 */
export async function readDocument(bytes: Uint8Array, tools: Tools, onPage?: OnPage): Promise<Trace> {
  const { pages, tables, meaning, proof } = phasesWith(tools, onPage);
  const make = () => pages.run(bytes);
  let read = await (tools.recall === undefined ? make() : tools.recall(make));
  const interpreted = (): Trace => {
    const found = tables.run(read);
    const { upright, ...said } = meaning.run(found);
    return { ...found, pages: read.pages, upright, result: proof.run({ ...said, upright }) };
  };
  let trace = interpreted();
  if (tools.scan === null || tools.scan.when === 'never') return trace;
  const belied = beliedNames(trace.upright, tools.declarations.lexicon);
  if (belied.characters.size > 0) {
    const seen = await readBelied(() => tools.openPdf(bytes), read, belied, tools.scan);
    if (seen !== null) {
      read = seen;
      trace = interpreted();
    }
  }
  const look = secondLook(() => tools.openPdf(bytes), tools.scan, tools.recallLooks);
  for (let round = 0; round < LOOK_ROUNDS; round++) {
    const wanted = look.wanted(trace);
    if (wanted.length === 0) break;
    read = await look.at(wanted, read);
    trace = interpreted();
  }
  return trace;
}
