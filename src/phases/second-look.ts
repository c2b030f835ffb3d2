import type { PdfPages } from '../engines/pdf/pdf.ts';
import type { Reconciliation } from '../model/fact.ts';
import type { Note } from '../model/note.ts';
import type { Page, ReadPages, RecallLooks } from '../model/page.ts';
import type { Amount, Statement } from '../model/statement.ts';
import { lookAtFigures, type ScanTools } from '../pages/read-page.ts';
import { isDoubtedPrint } from '../words/odd-prints.ts';
import { failure } from './read-pages.ts';

/** What looking again needs of an interpreted document. */
export interface Interpreted {
  /** Its statements with boxes on the upright pages. */
  readonly upright: readonly Statement[];
  readonly result: { readonly reconciliation: Reconciliation };
}

/** The second look (复看) at one document, from round to round. */
export interface SecondLook {
  /**
   * The amounts that identities repaired or accused, and those of a text layer whose print is odd and that nothing else
   * bears out, as far as nobody looked at them yet.
   */
  wanted(found: Interpreted): readonly Amount[];
  /** The pages with what further looks at these amounts read; a page at which looking failed is noted. */
  at(amounts: readonly Amount[], read: ReadPages): Promise<ReadPages>;
}

/** Most figures of a document that are looked at again, and how often doubt may move on to others. */
const MOST_LOOKS = 60;
export const LOOK_ROUNDS = 3;

export function secondLook(
  openPdf: () => Promise<PdfPages>,
  scan: ScanTools,
  recall: RecallLooks = (_page, _boxes, look) => look(),
): SecondLook {
  const seen = new Set<string>();
  return {
    wanted(found) {
      const wanted = pointedAt(found).filter((amount) => !seen.has(placeOf(amount)));
      const places = new Map(wanted.map((amount) => [placeOf(amount), amount]));
      const chosen = [...places].slice(0, MOST_LOOKS - seen.size);
      for (const [place] of chosen) seen.add(place);
      return chosen.map(([, amount]) => amount);
    },
    async at(amounts, { pages, notes }) {
      const pdf = openedOnce(openPdf);
      const more: Note[] = [];
      const looked: Page[] = [];
      try {
        for (const page of pages) {
          const boxes = amounts.filter((amount) => amount.page === page.number).map(({ box }) => box);
          const look = async () => lookAtFigures(await pdf.open(), page, boxes, scan);
          const looks =
            boxes.length === 0
              ? []
              : await recall(page.number, boxes, look).catch((error: unknown) => {
                  more.push(failure('look-failed', page.sheet?.page ?? page.number, error));
                  return [];
                });
          looked.push(looks.length === 0 ? page : { ...page, alternatives: [...page.alternatives, ...looks] });
        }
      } finally {
        await pdf.close();
      }
      return { pages: looked, notes: [...notes, ...more] };
    },
  };
}

/** Opens a PDF when it is first wanted: pages that were looked at in an earlier run need none. */
function openedOnce(open: () => Promise<PdfPages>): { open(): Promise<PdfPages>; close(): Promise<void> } {
  let opening: Promise<PdfPages> | null = null;
  return {
    open: () => {
      opening ??= open();
      return opening;
    },
    close: async () => (await opening?.catch(() => null))?.close(),
  };
}

function placeOf({ page, box: { x0, y0 } }: Amount): string {
  return `${page} ${x0} ${y0}`;
}

/**
 * The amounts that reconciliation repaired (first), accused, or left in doubt about their print, with boxes on the
 * upright pages.
 */
function pointedAt({ upright, result }: Interpreted): Amount[] {
  const pointed = result.reconciliation.verdicts.flatMap(({ ref, source, flags, needsReview }) => {
    const amount = upright[ref.statement]?.amounts[ref.amount];
    const repaired = source === 'repair';
    const doubted = amount?.source === 'text' && needsReview && isDoubtedPrint(amount);
    return amount && (repaired || doubted || flags.includes('contradicted')) ? [{ amount, repaired }] : [];
  });
  return pointed.sort((a, b) => Number(b.repaired) - Number(a.repaired)).map(({ amount }) => amount);
}
