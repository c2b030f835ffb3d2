import { loadDeclarations } from '../../src/declare/load.ts';
import type { Flag } from '../../src/model/codes.ts';
import type { Check, FactRef, Reconciliation, Verdict } from '../../src/model/fact.ts';
import { parsePrinted, toFen, type Unit } from '../../src/model/money.ts';
import type { Source } from '../../src/model/page.ts';
import type { Amount, Line, LineRole, Measure, Side, Statement, StatementKind } from '../../src/model/statement.ts';
import type { ReconcileDeclarations } from '../../src/proof/reconcile.ts';

const BOX = { x0: 0, y0: 0, x1: 10, y1: 10 };
const TOTALS = new Set(['合计', '总计', '收入总计', '支出总计', '部门合计']);
const SUBTOTALS = new Set(['本年收入合计', '本年支出合计', '人员经费合计', '公用经费合计']);

/** One printed cell: its text, or its text with what recognition made of it. */
export type Print =
  | string
  | {
      readonly raw: string;
      readonly confidence?: number;
      readonly others?: readonly string[];
      readonly looks?: readonly string[];
      /** What was odd about the print, besides what its text shows. */
      readonly flags?: readonly Flag[];
    };

/** A row: `201 一般公共服务支出` (code and name) or a name; `> ` before a name makes it a part of the line above. */
export interface Row {
  readonly label: string;
  readonly side?: Side;
  /** Standard code where none is printed. */
  readonly standard?: string;
  readonly amounts: Partial<Record<Measure, Print>>;
}

export function row(label: string, amounts: Row['amounts'], more: Partial<Row> = {}): Row {
  return { label, amounts, ...more };
}

function roleOf(name: string, code: string | null, side: Side | null): LineRole {
  if (TOTALS.has(name)) return 'grand_total';
  if (SUBTOTALS.has(name)) return 'subtotal';
  if (code !== null) return 'subject';
  return side === 'revenue' || /结转|结余/u.test(name) ? 'source' : 'item';
}

function lineOf(spec: Row, index: number, lines: readonly Line[], source: Source): Line {
  const part = spec.label.startsWith('> ');
  const [, code, name] = /^(?:(\d+) )?(.+)$/u.exec(part ? spec.label.slice(2) : spec.label) ?? [];
  const side = spec.side ?? null;
  const whole = lines.findLast((line) => line.side === side && line.parent === null);
  return {
    index,
    row: index + 1,
    side,
    role: roleOf(name ?? '', code ?? spec.standard ?? null, side),
    code: code ?? null,
    name: name ?? '',
    name2: null,
    rawName: name ?? '',
    standardCode: spec.standard ?? code ?? null,
    standardCode2: null,
    scheme: null,
    parent: part ? (whole?.index ?? null) : null,
    page: 1,
    box: BOX,
    source,
    confidence: source === 'text' ? 1 : 0.97,
    flags: [],
  };
}

export interface StatementOptions {
  readonly index?: number;
  readonly unit?: Unit;
  readonly source?: Source;
}

/** A statement from literal rows; amounts are read as the pipeline reads them. */
export function statement(kind: StatementKind, rows: readonly Row[], options: StatementOptions = {}): Statement {
  const { index = 0, unit = '万元', source = 'text' } = options;
  const lines: Line[] = [];
  const amounts: Amount[] = [];
  for (const spec of rows) {
    const line = lineOf(spec, lines.length, lines, source);
    lines.push(line);
    for (const [measure, print] of Object.entries(spec.amounts)) {
      if (print === undefined) continue;
      const given = typeof print === 'string' ? { raw: print } : print;
      const printed = parsePrinted(given.raw);
      const fen = printed ? toFen(printed.decimal, unit) : null;
      if (!printed || fen === null) throw new Error(`not an amount: ${given.raw}`);
      amounts.push({
        index: amounts.length,
        line: line.index,
        measure: measure as Measure,
        placement: 'established',
        fen,
        raw: given.raw,
        unit,
        decimals: printed.decimals,
        page: 1,
        box: BOX,
        source,
        confidence: given.confidence ?? (source === 'text' ? 1 : 0.97),
        others: given.others ?? [],
        ...(given.looks === undefined ? {} : { looks: given.looks }),
        flags: [...printed.irregular, ...(given.flags ?? [])],
      });
    }
  }
  return {
    kind,
    index,
    table: index,
    title: '',
    unit,
    unitPrinted: true,
    placement: 'established',
    pages: [1],
    columns: [],
    lines,
    amounts,
    remarks: [],
  };
}

/** A document: statements numbered in order. */
export function documentOf(...statements: readonly Statement[]): readonly Statement[] {
  return statements.map((one, index) => ({ ...one, index, table: index }));
}

let cached: ReturnType<typeof loadDeclarations> | null = null;

/** The identities as declared in pipelines/. */
export function declared(pipeline: 'department-budget' | 'department-final'): ReconcileDeclarations {
  cached ??= loadDeclarations();
  const found = cached.pipeline(pipeline);
  if (!found) throw new Error(`no pipeline ${pipeline}`);
  return { identities: found.identities, confidence: cached.confidence };
}

/** `expenditure/2010301/total`: statement, code or name of the line, measure. */
export function nameOf(statements: readonly Statement[], ref: FactRef): string {
  const found = statements[ref.statement];
  const amount = found?.amounts[ref.amount];
  const line = amount ? found?.lines[amount.line] : undefined;
  return `${found?.kind}/${line?.code ?? line?.name}/${amount?.measure}`;
}

export function verdict(result: Reconciliation, statements: readonly Statement[], name: string): Verdict {
  const found = result.verdicts.find((one) => nameOf(statements, one.ref) === name);
  if (!found) throw new Error(`no amount ${name}`);
  return found;
}

export function failures(result: Reconciliation): readonly Check[] {
  return result.checks.filter((check) => check.status === 'fail');
}

/** Names of the amounts that are contradicted. */
export function accused(result: Reconciliation, statements: readonly Statement[]): readonly string[] {
  return result.verdicts.filter((one) => one.proof === 'contradicted').map((one) => nameOf(statements, one.ref));
}
