import { textWidth, wrap } from './fonts.ts';
import type { Align, Block, Item, LaidPage, PlacedFact, Report, Style, TableBlock, TextItem } from './model.ts';
import { drawRows, rowsThatFit, setTable } from './table.ts';

const A4 = { short: 595.28, long: 841.89 };
const BLACK = [0, 0, 0] as const;
const PALE = [0.85, 0.85, 0.85] as const;

/** A page being filled from top to bottom. */
class Sheet {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly items: Item[] = [];
  readonly facts: PlacedFact[] = [];
  y: number;

  constructor(number: number, landscape: boolean, margin: number) {
    this.number = number;
    this.width = landscape ? A4.long : A4.short;
    this.height = landscape ? A4.short : A4.long;
    this.y = margin;
  }
}

/** How running text is set; `indent` in ems, in the first line. */
interface Setting {
  readonly size: number;
  readonly bold: boolean;
  readonly align: Align;
  readonly indent: number;
  readonly leading: number;
}

/** Cuts a report into pages: the same pages whatever draws them afterwards. */
export function layOut(report: Report, style: Style): LaidPage[] {
  const flow = new Flow(style);
  for (const block of report.blocks) flow.add(block);
  return flow.finish();
}

class Flow {
  readonly #style: Style;
  readonly #sheets: Sheet[] = [];
  #landscape = false;

  constructor(style: Style) {
    this.#style = style;
  }

  get #sheet(): Sheet {
    return this.#sheets.at(-1) ?? this.#turn();
  }

  get #room(): number {
    return this.#sheet.height - this.#style.margin - this.#sheet.y;
  }

  get #width(): number {
    return this.#sheet.width - 2 * this.#style.margin;
  }

  #turn(): Sheet {
    const sheet = new Sheet(this.#sheets.length + 1, this.#landscape, this.#style.margin);
    this.#sheets.push(sheet);
    return sheet;
  }

  add(block: Block): void {
    const { bodySize } = this.#style;
    if (block.kind === 'break') this.#break(block.landscape ?? false, block.soft ?? false);
    else if (block.kind === 'space') this.#sheet.y += block.height;
    else if (block.kind === 'title')
      this.#lines(block.text, { size: block.size, bold: true, align: 'center', indent: 0, leading: 1.6 });
    else if (block.kind === 'heading')
      this.#lines(block.text, { size: bodySize + 1, bold: true, align: 'left', indent: 2, leading: 1.9 });
    else if (block.kind === 'paragraph')
      this.#lines(block.text, {
        size: bodySize,
        bold: false,
        align: block.align ?? 'left',
        indent: block.align ? 0 : 2,
        leading: 1.7,
      });
    else if (block.kind === 'line') this.#parts(block.left ?? '', block.center ?? '', block.right ?? '');
    else this.#table(block);
  }

  finish(): LaidPage[] {
    const total = this.#sheets.length;
    return this.#sheets.map((sheet) => {
      const items = [...this.#furniture(sheet, total), ...sheet.items];
      return { number: sheet.number, width: sheet.width, height: sheet.height, items, facts: sheet.facts };
    });
  }

  #break(landscape: boolean, soft: boolean): void {
    const same = landscape === this.#landscape;
    this.#landscape = landscape;
    if (soft && same && this.#style.packTables && this.#room > 150) this.#sheet.y += 24;
    else this.#turn();
  }

  /** Text that wraps and may run over to the next page. */
  #lines(text: string, set: Setting): void {
    const { size, bold, align, indent, leading } = set;
    const weight = bold && this.#style.bold === 'font' ? 'bold' : 'regular';
    const rows = wrap(text, size, weight, this.#width, indent * size);
    rows.forEach((row, i) => {
      if (this.#room < size * leading) this.#turn();
      const width = textWidth(row, size, weight);
      let x = this.#style.margin + (i === 0 ? indent * size : 0);
      if (align === 'center') x = (this.#sheet.width - width) / 2;
      if (align === 'right') x = this.#sheet.width - this.#style.margin - width;
      this.#sheet.items.push(word(row, x, this.#sheet.y + size * 1.1, size, bold));
      this.#sheet.y += size * leading;
    });
  }

  #parts(left: string, center: string, right: string): void {
    const size = this.#style.tableSize;
    const { margin } = this.#style;
    const y = this.#sheet.y + size * 1.1;
    const at = (text: string, x: number) => {
      if (text !== '') this.#sheet.items.push(word(text, x, y, size, false));
    };
    at(left, margin);
    at(center, (this.#sheet.width - textWidth(center, size, 'regular')) / 2);
    at(right, this.#sheet.width - margin - textWidth(right, size, 'regular'));
    this.#sheet.y += size * 1.7;
  }

  #table(block: TableBlock): void {
    const table = setTable(block, this.#width, this.#style);
    const header = Array.from({ length: table.headerRows }, (_, i) => i);
    let next = table.headerRows;
    let first = true;
    while (first || next < table.heights.length) {
      const withHeader = first || this.#style.repeatHeader;
      const fits = rowsThatFit(table, next, this.#room, withHeader);
      if (fits === 0 && next < table.heights.length) {
        if (this.#sheet.y <= this.#style.margin) throw new Error(`Row ${next} is higher than a page`);
        this.#turn();
        continue;
      }
      const rows = [...(withHeader ? header : []), ...Array.from({ length: fits }, (_, i) => next + i)];
      const drawn = drawRows(table, rows, this.#style.margin, this.#sheet.y, this.#style);
      this.#sheet.items.push(...drawn.items);
      this.#sheet.facts.push(...drawn.facts.map((fact) => ({ ...fact, page: this.#sheet.number })));
      this.#sheet.y += drawn.height + 4;
      next += fits;
      first = false;
      if (next < table.heights.length) this.#turn();
    }
  }

  #furniture(sheet: Sheet, total: number): TextItem[] {
    const style = this.#style;
    const items: TextItem[] = [];
    if (style.watermark !== '') {
      for (const [fx, fy] of [
        [0.2, 0.35],
        [0.55, 0.75],
      ] as const)
        items.push({
          ...word(style.watermark, sheet.width * fx, sheet.height * fy, 42, false),
          color: PALE,
          angle: 35,
        });
    }
    if (style.runningHead !== '') items.push(word(style.runningHead, style.margin, 30, 8, false));
    if (style.pageNumbers && total > 1) {
      const text = `— ${sheet.number} —`;
      items.push(word(text, (sheet.width - textWidth(text, 9, 'regular')) / 2, sheet.height - 28, 9, false));
    }
    return items;
  }
}

function word(text: string, x: number, y: number, size: number, bold: boolean): TextItem {
  return { type: 'text', x, y, text, size, bold, color: BLACK, angle: 0, clip: null };
}
