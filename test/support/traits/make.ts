import { PdfDraft, type Says } from '../pdf.ts';
import { widthOf } from './draw.ts';
import { type Printed, printed, type Report, reportOf, type Sheet, truthOf } from './report.ts';

/** Something printed on a page: its left end and its baseline, in points from the lower left corner. */
export interface Item {
  readonly role: 'title' | 'unit' | 'department' | 'head' | 'name' | 'code' | 'figure' | 'other';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  /** Line and column of its cell; -1 outside of the table. */
  readonly row: number;
  readonly column: number;
  readonly value: number | null;
  readonly font: string;
  /** The cell it stands in. */
  readonly cell: Frame;
}

export interface Frame {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export interface Line extends Frame {
  readonly weight: number;
}

/** What a trait may use of the page that is being drawn. */
export interface Context {
  readonly draft: PdfDraft;
  readonly sheet: Sheet;
  readonly page: number;
  readonly random: () => number;
  readonly xobject: (object: number) => string;
  readonly pattern: (object: number) => string;
  readonly resource: (entries: string) => void;
  readonly plain: (item: Item) => string;
}

/** One way in which a report may be other than plain. */
export interface Trait {
  readonly name: string;
  /** Of traits of one kind only one at a time makes sense. */
  readonly kind: string;
  readonly negative?: boolean;
  /** Draws in black whatever the page's own colour, and a page that is so dark that nobody sees that. */
  readonly black?: true;
  readonly dark?: true;
  readonly height?: number;
  /** Figures as printed. */
  readonly format?: (value: number) => string;
  /** Printed where there is no amount. */
  readonly blank?: string;
  readonly says?: Says;
  readonly extra?: string;
  readonly width?: (char: string, real: number) => number;
  readonly sheet?: (sheet: Sheet) => Sheet;
  readonly items?: (items: readonly Item[], context: Context) => readonly Item[];
  readonly lines?: (lines: readonly Line[], context: Context) => readonly Line[];
  readonly draw?: (item: Item, context: Context) => string | null;
  readonly rule?: (line: Line, context: Context) => string;
  readonly content?: (content: string, context: Context) => string;
  readonly entries?: string;
  /** Annotations of a page, one after the other. */
  readonly annotations?: (context: Context) => string;
  readonly prepare?: (draft: PdfDraft) => Promise<void> | void;
  readonly truth?: (truth: readonly Printed[]) => readonly Printed[];
  readonly finish?: (bytes: Uint8Array) => Uint8Array;
}

const CHARACTERS =
  '青禾县文化和旅游局2026年度数部门预算公开收入支出总表一般公共名称：单位：万元项目科目编码本年基本政府性基金合计国有资本经营财政专户管理资金' +
  '体育与传媒行运群众社会保障就业事养老机关险缴费卫生健康住房改革积金医疗职业年金事务安排“三公”经费因出国（境）接待用车购置及维护、一二三四五六七八九十' +
  "0123456789,.- ()（）—/*#△▲−－﹣０１２３４５６７８９．，’'¥￥+E%①②注:：共第页拨款" +
  '\u2009\u00a0\u3000';

const TOP = 740;
const SIZE = 9;

/** A report with these traits: its bytes and what a careful person reads in it. */
export async function makeReport(
  traits: readonly Trait[],
  seed = 1,
): Promise<{ bytes: Uint8Array; truth: readonly Printed[] }> {
  const draft = new PdfDraft();
  const says = Object.assign({}, ...traits.map((trait) => trait.says ?? {}));
  const width = traits.find((trait) => trait.width)?.width;
  const extra = traits.map((trait) => trait.extra ?? '').join('');
  await draft.font('F1', CHARACTERS + extra);
  await draft.font('F2', CHARACTERS + extra, says, width);
  for (const trait of traits) await trait.prepare?.(draft);
  const report: Report = reportOf(
    seed,
    traits.some((trait) => trait.negative),
  );
  draft.page(draft.text(report.department, 180, 560, 22) + draft.text('2026年度部门预算公开', 180, 500, 22));
  let state = seed;
  const random = () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  const zeros = /^-?0/u.test(traits.find((trait) => trait.blank)?.blank ?? '');
  const truth: Printed[] = [];
  for (const [at, plainSheet] of report.sheets.entries()) {
    const sheet = traits.reduce((made, trait) => trait.sheet?.(made) ?? made, plainSheet);
    truth.push(...truthOf(sheet, at + 2, zeros));
    drawSheet(draft, report.department, sheet, at + 2, traits, random);
  }
  const read = traits.reduce((made: readonly Printed[], trait) => trait.truth?.(made) ?? made, truth);
  return { bytes: traits.reduce((made, trait) => trait.finish?.(made) ?? made, draft.bytes()), truth: read };
}

function drawSheet(
  draft: PdfDraft,
  department: string,
  sheet: Sheet,
  page: number,
  traits: readonly Trait[],
  random: () => number,
): void {
  const xobjects: string[] = [];
  const patterns: string[] = [];
  const resources: string[] = [];
  const plain = (item: Item) => draft.text(item.text, item.x, item.y, item.size, item.font);
  const context: Context = {
    ...{ draft, sheet, page, random, plain },
    xobject: (object) => {
      xobjects.push(`/X${object} ${object} 0 R`);
      return `/X${object}`;
    },
    pattern: (object) => {
      patterns.push(`/P${object} ${object} 0 R`);
      return `/P${object}`;
    },
    resource: (entries) => resources.push(entries),
  };
  const height = traits.find((trait) => trait.height)?.height ?? 24;
  const format = traits.find((trait) => trait.format)?.format ?? ((value: number) => printed(value));
  const blank = traits.find((trait) => trait.blank)?.blank ?? '';
  const laid = lay(department, sheet, { height, format, blank });
  const items = traits.reduce((made, trait) => trait.items?.(made, context) ?? made, laid.items);
  const lines = traits.reduce((made, trait) => trait.lines?.(made, context) ?? made, laid.lines);
  let content = '';
  for (const line of lines) {
    const own = traits.find((trait) => trait.rule)?.rule;
    content += own?.(line, context) ?? `${line.weight} w ${line.x0} ${line.y0} m ${line.x1} ${line.y1} l S\n`;
  }
  for (const item of items) {
    let drawn: string | null = null;
    for (const trait of traits) drawn ??= trait.draw?.(item, context) ?? null;
    content += drawn ?? plain(item);
  }
  content = traits.reduce((made, trait) => trait.content?.(made, context) ?? made, content);
  const notes = traits.map((trait) => trait.annotations?.(context) ?? '').join('');
  const entries = traits.map((trait) => trait.entries ?? '').join('') + (notes === '' ? '' : `/Annots[${notes}]`);
  const named = `/XObject<<${xobjects.join('')}>>/Pattern<<${patterns.join('')}>>`;
  draft.page(content, named + [...new Set(resources)].join(''), entries);
}

interface Manner {
  readonly height: number;
  readonly format: (value: number) => string;
  readonly blank: string;
}

function lay(
  department: string,
  sheet: Sheet,
  { height, format, blank }: Manner,
): { items: readonly Item[]; lines: readonly Line[] } {
  const items: Item[] = [];
  const lines: Line[] = [];
  const { xs, heads } = sheet;
  const [left, right] = [xs[0] ?? 50, xs.at(-1) ?? 550];
  const nowhere = { x0: left, y0: 0, x1: right, y1: 842 };
  const out = (role: Item['role'], text: string, x: number, y: number, size: number) =>
    items.push({ role, text, x, y, size, row: -1, column: -1, value: null, font: 'F1', cell: nowhere });
  out('title', sheet.title, (left + right) / 2 - widthOf(sheet.title, 16) / 2, 785, 16);
  out('department', `部门名称：${department}`, left, TOP + 8, SIZE);
  out('unit', '单位：万元', right - widthOf('单位：万元', SIZE), TOP + 8, SIZE);
  const y = (row: number) => TOP - row * height;
  const cell = (row: number, from: number, to: number): Frame => ({
    x0: xs[from] ?? 0,
    x1: xs[to] ?? 0,
    y0: y(row + 1),
    y1: y(row),
  });
  const base = (row: number) => y(row + 1) + (height - SIZE) / 2 + 1.5;
  for (const [row, level] of heads.entries()) {
    lines.push({ x0: left, x1: right, y0: y(row), y1: y(row), weight: 0.5 });
    for (const { text, from, to } of level) {
      const box = cell(row, from, to);
      items.push({
        role: 'head',
        text,
        x: (box.x0 + box.x1 - widthOf(text, SIZE)) / 2,
        y: base(row),
        size: SIZE,
        row,
        column: from,
        value: null,
        font: 'F1',
        cell: box,
      });
      lines.push({ x0: box.x0, x1: box.x0, y0: box.y0, y1: box.y1, weight: 0.5 });
    }
    lines.push({ x0: right, x1: right, y0: y(row + 1), y1: y(row), weight: 0.5 });
  }
  for (const [at, { cells }] of sheet.lines.entries()) {
    const row = at + heads.length;
    lines.push({ x0: left, x1: right, y0: y(row), y1: y(row), weight: 0.5 });
    for (const [column, value] of cells.entries()) {
      const box = cell(row, column, column + 1);
      const amount = sheet.measures[column] !== null;
      const text = typeof value === 'number' ? format(value) : (value ?? (amount ? blank : ''));
      const role = amount ? 'figure' : column === 0 && sheet.measures[1] === null ? 'code' : 'name';
      const x = amount ? box.x1 - 3 - widthOf(text, SIZE) : box.x0 + 3;
      if (text !== '')
        items.push({
          role,
          text,
          x,
          y: base(row),
          size: SIZE,
          row,
          column,
          value: typeof value === 'number' ? value : null,
          font: amount ? 'F2' : 'F1',
          cell: box,
        });
    }
  }
  const [first, last] = [heads.length, heads.length + sheet.lines.length];
  for (const x of xs) lines.push({ x0: x, x1: x, y0: y(last), y1: y(first), weight: 0.5 });
  lines.push({ x0: left, x1: right, y0: y(last), y1: y(last), weight: 0.5 });
  return { items, lines };
}
