import { fen } from '../../samples/generator/figures.ts';
import type { PlacedFact } from '../../samples/generator/model.ts';
import { type RecombinedReport, recombined } from '../../samples/generator/recombined/reports.ts';
import { typesetWithFacts } from '../../samples/generator/typeset.ts';
import { loadDeclarations, OWN_PIPELINES } from '../../src/declare/load.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import type { DocumentResult } from '../../src/model/document.ts';
import { type Amount, OTHER, type Statement } from '../../src/model/statement.ts';
import { bareWords } from '../../src/model/text.ts';
import { readDocument } from '../../src/pipeline.ts';
import type { Change } from './bereft.ts';

/** What became of the amounts of one recombined report. */
export interface Fate {
  readonly seed: number;
  readonly department: string;
  readonly amounts: number;
  /** In a statement, line and column that are right for them. */
  readonly right: number;
  /** Kept under their title, or in a column that keeps its words, where a key would have been right too. */
  readonly kept: readonly string[];
  /** Wrong or missing, and a person is asked to look. */
  readonly shown: readonly string[];
  /** What became of the others, one line each: nothing may. */
  readonly lost: readonly string[];
  readonly misfiled: readonly string[];
  readonly accused: readonly string[];
  /** What the reader took for department, year or kind of document, where that is wrong. */
  readonly mistaken: readonly string[];
}

interface Found {
  readonly statement: Statement;
  readonly amount: Amount;
  readonly review: boolean;
}

const declarations = loadDeclarations([OWN_PIPELINES], []);

/** Typesets and reads the report that `make` puts together from a seed; `change` takes something away from its pages. */
export async function fateOf(
  seed: number,
  make: (seed: number) => RecombinedReport = recombined,
  change: Change = (page) => page,
): Promise<Fate> {
  const { report, style } = make(seed);
  const { pdf, facts } = await typesetWithFacts(report, style);
  const opened = async (bytes: Uint8Array) => {
    const pages = await openPdf(bytes);
    return { ...pages, read: async (page: number) => change(await pages.read(page)) };
  };
  const { result } = await readDocument(pdf, { openPdf: opened, declarations, scan: null });
  const found = foundIn(result);
  let right = 0;
  const kept: string[] = [];
  const shown: string[] = [];
  const lost: string[] = [];
  const misfiled: string[] = [];
  for (const fact of facts) {
    const one = found.find((other) => isAt(other, fact));
    if (one === undefined) {
      if (isQueued(result, fact)) shown.push(told(fact));
      else lost.push(told(fact));
      continue;
    }
    const verdict = judged(one, fact);
    if (verdict === 'right') right++;
    else if (verdict === 'kept') kept.push(`${told(fact)} → ${told(seen(one))}`);
    else if (one.review && one.amount.placement !== 'established') shown.push(`${told(fact)} → ${told(seen(one))}`);
    else misfiled.push(`${told(fact)} → ${told(seen(one))}`);
  }
  const accused = result.reconciliation.checks
    .filter(({ status, blame }) => status === 'fail' && blame === 'publisher')
    .map(({ rule, statement, scope }) => `${rule} ${statement} ${JSON.stringify(scope)}`);
  const denied = result.reconciliation.claims
    .filter(({ status }) => status === 'disagrees')
    .map(({ section, phrase }) => `claim ${section} ${phrase}`);
  const { identity } = result;
  const mistaken = [
    ...(identity.department === report.department
      ? []
      : [`department ${identity.department}, not ${report.department}`]),
    ...(identity.fiscalYear === report.year ? [] : [`year ${identity.fiscalYear}, not ${report.year}`]),
    ...(identity.documentType === report.documentType ? [] : [`type ${identity.documentType}`]),
  ];
  return {
    seed,
    department: report.department,
    amounts: facts.length,
    right,
    kept,
    shown,
    lost,
    misfiled,
    accused: [...accused, ...denied],
    mistaken,
  };
}

function foundIn({ statements, reconciliation }: DocumentResult): Found[] {
  const review = new Set(
    reconciliation.verdicts.filter(({ needsReview }) => needsReview).map(({ ref }) => `${ref.statement}/${ref.amount}`),
  );
  return statements.flatMap((statement) =>
    statement.amounts.map((amount) => ({
      ...{ statement, amount },
      review: review.has(`${statement.index}/${amount.index}`),
    })),
  );
}

function isAt({ amount }: Found, fact: PlacedFact): boolean {
  const [x, y] = [(fact.x0 + fact.x1) / 2, (fact.y0 + fact.y1) / 2];
  const { x0, y0, x1, y1 } = amount.box;
  const there = amount.page === fact.page && x0 - 2 <= x && x <= x1 + 2 && y0 - 2 <= y && y <= y1 + 2;
  return there && amount.fen === fen(fact.amount, '元');
}

function isQueued(result: DocumentResult, fact: PlacedFact): boolean {
  const [x, y] = [(fact.x0 + fact.x1) / 2, (fact.y0 + fact.y1) / 2];
  const items = [...result.reconciliation.review, ...result.notes.filter(({ severity }) => severity !== 'info')];
  return items.some(
    ({ page, box }) => page === fact.page && box !== null && box.x0 <= x && x <= box.x1 && box.y0 <= y && y <= box.y1,
  );
}

/** Whether an amount is where it belongs, kept under its printed words alone, or somewhere else. */
function judged({ statement, amount }: Found, fact: PlacedFact): 'right' | 'kept' | 'wrong' {
  const line = statement.lines[amount.line];
  const named =
    fact.lineName.split('|').some((name) => bareWords(line?.name ?? '') === bareWords(name)) &&
    (line?.code ?? null) === fact.lineCode;
  if (!named) return 'wrong';
  const measures = fact.measure.split('|');
  const measured = measures.some(
    (one) => one === amount.measure || (one === 'other:' && amount.measure.startsWith(one)),
  );
  if (fact.statement.split('|').includes(statement.kind)) {
    if (measured && (fact.side ?? statement.kind) === (line?.side ?? statement.kind)) return 'right';
    return amount.measure.startsWith('other:') ? 'kept' : 'wrong';
  }
  return statement.kind === OTHER ? 'kept' : 'wrong';
}

function seen({ statement, amount }: Found): Parameters<typeof told>[0] {
  const line = statement.lines[amount.line];
  const [lineCode, lineName] = [line?.code ?? null, line?.name ?? ''];
  return { statement: statement.kind, page: amount.page, lineCode, lineName, measure: amount.measure, raw: amount.raw };
}

function told(of: Pick<PlacedFact, 'statement' | 'page' | 'lineCode' | 'lineName' | 'measure' | 'raw'>): string {
  return `p${of.page} ${of.statement} ${of.lineCode ?? ''}${of.lineName} ${of.measure} ${of.raw}`;
}
