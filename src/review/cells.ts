import type { Box } from '../model/box.ts';
import { isUnit, parsePrinted, toFen, UNIT_FACTOR, type Unit } from '../model/money.ts';
import type { ReviewData } from '../model/review-data.ts';
import type { CellRow, ItemRow } from '../store/read/evidence.ts';
import { textsOf } from '../store/write/readings-json.ts';
import type { Cell, ItemView, TableCell } from './api.ts';

function strings(json: string): readonly string[] {
  const list: unknown = JSON.parse(json);
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
}

function boxOf({ x0, y0, x1, y1 }: Box): Box {
  return { x0, y0, x1, y1 };
}

/** An amount as the page takes it. */
export function cellOf(row: CellRow): Cell {
  return {
    ref: { statement: row.statement, amount: row.amountIndex },
    ...{ kind: row.kind, title: row.title, unit: row.unit, line: row.line, row: row.row, side: row.side },
    ...{ lineCode: row.lineCode, lineName: row.lineName, lineName2: row.lineName2, measure: row.measure },
    ...{ amount: row.amount, raw: row.raw, readAmount: row.readAmount, page: row.page, box: boxOf(row) },
    ...{ source: row.source, readSource: row.readSource, confidence: row.confidence, proof: row.proof },
    ...{ needsReview: row.needsReview === 1, flags: strings(row.flags), others: textsOf(row.others) },
  };
}

/** The same, as a cell of its statement's table. */
export function tableCellOf(row: CellRow): TableCell {
  return {
    ref: { statement: row.statement, amount: row.amountIndex },
    ...{ measure: row.measure, amount: row.amount, raw: row.raw, page: row.page, box: boxOf(row) },
    ...{ proof: row.proof, source: row.source, needsReview: row.needsReview === 1 },
  };
}

/** An entry of the queue as the page takes it. */
export function itemOf(row: ItemRow): ItemView {
  const data: ReviewData | null = row.data === null ? null : JSON.parse(row.data);
  const { x0, y0, x1, y1, refStatement, refAmount } = row;
  return {
    ...{ key: row.key, group: row.group, origin: row.origin, statement: row.statement, page: row.page },
    ...{ reason: row.reason, severity: row.severity, detail: row.detail, data },
    ref: refStatement === null || refAmount === null ? null : { statement: refStatement, amount: refAmount },
    box: x0 === null || y0 === null || x1 === null || y1 === null ? null : { x0, y0, x1, y1 },
  };
}

/** The unit of that name; 元 for a name that is none. */
export function unitOf(name: string): Unit {
  return isUnit(name) ? name : '元';
}

/** What was read, in 分; null when it is not exactly one amount of the grammar or finer than a 分. */
export function readFen(text: string, unit: string): bigint | null {
  const printed = parsePrinted(text);
  return printed === null ? null : toFen(printed.decimal, unitOf(unit));
}

/** What somebody typed, in 分. Separators in odd places are no print but a slip of the finger: null. */
export function typedFen(text: string, unit: string): bigint | null {
  return parsePrinted(text)?.irregular.includes('grouping') ? null : readFen(text, unit);
}

/** 分 as one would type it in `unit`, with thousands separators: `1,433.91`. */
export function printedIn(fen: bigint, unit: string): string {
  const per = BigInt(UNIT_FACTOR[unitOf(unit)]) * 100n;
  const abs = fen < 0n ? -fen : fen;
  const places = String(per).length - 1;
  const fraction = String(abs % per)
    .padStart(places, '0')
    .replace(/0+$/, '');
  const whole = String(abs / per).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0n ? '-' : ''}${whole}.${fraction.padEnd(2, '0')}`;
}
