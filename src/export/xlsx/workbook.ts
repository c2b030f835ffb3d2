import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { FileSink } from '../file-sink.ts';
import { boxesXml, commentsXml } from './comments.ts';
import { type Comment, rowXml, type Sheet, type SheetCell, sheetFoot, sheetHead } from './sheet.ts';
import { STYLES } from './styles.ts';
import { escapeXml, MAIN, RELATIONSHIPS, XML } from './xml.ts';

/** What a sheet can hold, its header included; the rest goes on another one. */
const MAX_ROWS = 1_048_576;
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

type Rows = AsyncIterator<readonly (SheetCell | null)[]>;
type RowResult = IteratorResult<readonly (SheetCell | null)[], unknown>;

/** A workbook (Office Open XML), written part by part: only comments are kept until their sheet is done. */
export class Workbook {
  readonly #zip: Zip;
  readonly #maxRows: number;
  readonly #sheets: { readonly name: string; readonly comments: boolean }[] = [];
  #failure: Error | null = null;

  constructor(sink: FileSink, maxRows = MAX_ROWS) {
    this.#maxRows = maxRows;
    this.#zip = new Zip((error, chunk) => {
      if (error !== null) this.#failure = error;
      else sink.write(chunk);
    });
  }

  /** Adds a sheet, and further ones named `… (2)` when it has more rows than one can hold. */
  async add(sheet: Sheet): Promise<void> {
    const rows = sheet.rows()[Symbol.asyncIterator]();
    let next = await rows.next();
    let part = 1;
    do {
      next = await this.#addPart({ ...sheet, name: sheetName(sheet.name, part) }, rows, next);
      part += 1;
    } while (!next.done);
  }

  /** Writes rows from `next` on until the sheet is full; returns the first that found no room. */
  async #addPart(sheet: Sheet, rows: Rows, next: RowResult): Promise<RowResult> {
    const number = this.#sheets.length + 1;
    const file = this.#open(`xl/worksheets/sheet${number}.xml`);
    const comments: Comment[] = [];
    let pending = sheetHead(sheet);
    let count = 0;
    let current = next;
    for (; !current.done && count + 1 < this.#maxRows; current = await rows.next()) {
      count += 1;
      pending += rowXml(count, current.value);
      for (const [column, cell] of current.value.entries()) {
        if (cell?.comment !== undefined) comments.push({ row: count, column, text: cell.comment });
      }
      if (pending.length > 65_536) {
        this.#push(file, pending, false);
        pending = '';
      }
    }
    this.#push(file, pending + sheetFoot(sheet.columns.length, count, comments.length > 0), true);
    if (comments.length > 0) this.#addComments(number, comments);
    this.#sheets.push({ name: sheet.name, comments: comments.length > 0 });
    return current;
  }

  #addComments(number: number, comments: readonly Comment[]): void {
    this.#write(`xl/comments${number}.xml`, commentsXml(comments));
    this.#write(`xl/drawings/vmlDrawing${number}.vml`, boxesXml(comments));
    this.#write(
      `xl/worksheets/_rels/sheet${number}.xml.rels`,
      relations([
        ['vmlDrawing', `../drawings/vmlDrawing${number}.vml`],
        ['comments', `../comments${number}.xml`],
      ]),
    );
  }

  /** Writes what holds the sheets together. */
  finish(): void {
    const sheets = this.#sheets;
    const list = sheets
      .map(({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join('');
    this.#write(
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><sheets>${list}</sheets>${printTitles(sheets)}</workbook>`,
    );
    this.#write(
      'xl/_rels/workbook.xml.rels',
      relations([
        ...sheets.map((_, index): [string, string] => ['worksheet', `worksheets/sheet${index + 1}.xml`]),
        ['styles', 'styles.xml'],
      ]),
    );
    this.#write('xl/styles.xml', STYLES);
    this.#write('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]));
    this.#write('[Content_Types].xml', contentTypes(sheets.map(({ comments }) => comments)));
    this.#zip.end();
    if (this.#failure !== null) throw this.#failure;
  }

  #open(name: string): ZipDeflate {
    const file = new ZipDeflate(name, { level: 6 });
    // The same rows give the same bytes, whenever they are written.
    file.mtime = new Date(1980, 5, 1);
    this.#zip.add(file);
    return file;
  }

  #push(file: ZipDeflate, text: string, last: boolean): void {
    file.push(strToU8(text), last);
    if (this.#failure !== null) throw this.#failure;
  }

  #write(name: string, text: string): void {
    this.#push(this.#open(name), text, true);
  }
}

/** The heads that stand on each printed page. */
function printTitles(sheets: readonly { readonly name: string }[]): string {
  const names = sheets.map(({ name }, index) => {
    const quoted = escapeXml(`'${name.replaceAll("'", "''")}'!$1:$1`);
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${quoted}</definedName>`;
  });
  return `<definedNames>${names.join('')}</definedNames>`;
}

/** At most 31 characters and none of `[]:*?/\`. */
function sheetName(name: string, part: number): string {
  const suffix = part > 1 ? ` (${part})` : '';
  return `${name.replaceAll(/[[\]:*?/\\]/g, '_').slice(0, 31 - suffix.length)}${suffix}`;
}

function relations(list: readonly (readonly [type: string, target: string])[]): string {
  const items = list.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

function contentTypes(comments: readonly boolean[]): string {
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}" ContentType="${CONTENT}.${type}+xml"/>`;
  const sheets = comments.map(
    (has, index) =>
      part(`worksheets/sheet${index + 1}.xml`, 'worksheet') + (has ? part(`comments${index + 1}.xml`, 'comments') : ''),
  );
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>' +
    `${part('workbook.xml', 'sheet.main')}${part('styles.xml', 'styles')}${sheets.join('')}</Types>`
  );
}
