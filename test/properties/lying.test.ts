import { expect, test } from 'vitest';
import { loadDeclarations, OWN_PIPELINES } from '../../src/declare/load.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import type { DocumentResult } from '../../src/model/document.ts';
import { readDocument } from '../../src/pipeline.ts';
import { lyingReport, type Truth } from '../support/lying-report.ts';

const declarations = loadDeclarations([OWN_PIPELINES], []);
/** More where LYING_REPORTS says so. */
const REPORTS = Number(process.env.LYING_REPORTS ?? 30);

/**
 * The amounts that are neither right nor told of, and how many are right.
 */
function judged(result: DocumentResult, truth: readonly Truth[]): { silent: string[]; right: number } {
  const verdicts = new Map(
    result.reconciliation.verdicts.map((verdict) => [`${verdict.ref.statement}/${verdict.ref.amount}`, verdict]),
  );
  const toldPage = (page: number) =>
    result.notes.some((note) => note.severity !== 'info' && note.page === page) ||
    result.reconciliation.review.some((item) => item.page === page && item.ref === null);
  const found = new Map<string, { fen: bigint; flagged: boolean }[]>();
  for (const statement of result.statements)
    for (const amount of statement.amounts) {
      const verdict = verdicts.get(`${statement.index}/${amount.index}`);
      const key = [statement.kind, statement.lines[amount.line]?.code ?? '', amount.measure].join('|');
      const known = found.get(key) ?? [];
      found.set(key, [
        ...known,
        {
          fen: verdict?.fen ?? amount.fen,
          flagged: verdict?.needsReview ?? true,
        },
      ]);
    }
  const told = ({ statement, page }: Truth) =>
    toldPage(page) || result.reconciliation.review.some((item) => item.statement === statement);
  const silent: string[] = [];
  let right = 0;
  for (const one of truth) {
    const key = [one.statement, one.code ?? '', one.measure].join('|');
    const amounts = found.get(key) ?? [];
    const at = amounts.findIndex(({ fen }) => fen === one.fen);
    if (at >= 0) {
      amounts.splice(at, 1);
      right++;
    } else if (!(amounts.shift()?.flagged ?? told(one))) silent.push(`${key} = ${one.fen} (p${one.page})`);
  }
  for (const [key, amounts] of found)
    for (const { fen, flagged } of amounts) if (!flagged) silent.push(`${key} = ${fen}: not printed`);
  return { silent, right };
}

test(`of ${REPORTS} reports that lie, no figure is wrong without a word`, async () => {
  const silent: string[] = [];
  let [right, all] = [0, 0];
  for (let seed = 1; seed <= REPORTS; seed++) {
    const { bytes, truth, traits } = await lyingReport(seed);
    const { result } = await readDocument(bytes, { openPdf, declarations, scan: null });
    const found = judged(result, truth);
    right += found.right;
    all += truth.length;
    if (found.silent.length > 0)
      silent.push(
        `seed ${seed} (${traits.join('; ')}): ${found.silent.slice(0, 4).join(', ')} …${found.silent.length}`,
      );
  }
  expect(silent).toEqual([]);
  expect(right / all).toBeGreaterThan(0.7);
}, 600_000);
