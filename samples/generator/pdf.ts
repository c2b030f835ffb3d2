import {
  beginText,
  clip,
  concatTransformationMatrix,
  degrees,
  endPath,
  endText,
  fill,
  lineTo,
  moveTo,
  PDFDocument,
  type PDFFont,
  type PDFName,
  type PDFOperator,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  setFillingRgbColor,
  setFontAndSize,
  setLineWidth,
  setStrokingRgbColor,
  setTextMatrix,
  setTextRenderingMode,
  showText,
  stroke,
  TextRenderingMode,
} from 'pdf-lib';
import { advance, fontBytes, type Weight } from './fonts.ts';
import type { LaidPage, RuleItem, Style, TextItem } from './model.ts';
import { longIndexFontkit } from './subset.ts';

/** A fixed date, so that the same report gives the same bytes. */
const DATE = new Date('2026-01-01T00:00:00Z');

/** A PDF being written: fonts are embedded on first use, as subsets. */
export class PdfWriter {
  readonly #doc: PDFDocument;
  readonly #fonts = new Map<Weight, PDFFont>();

  private constructor(doc: PDFDocument) {
    this.#doc = doc;
  }

  static async open(title: string): Promise<PdfWriter> {
    const doc = await PDFDocument.create({ updateMetadata: false });
    doc.registerFontkit(longIndexFontkit);
    doc.setTitle(title);
    doc.setCreationDate(DATE);
    doc.setModificationDate(DATE);
    return new PdfWriter(doc);
  }

  /** Adds a page with a text layer. */
  async text(page: LaidPage, style: Style): Promise<void> {
    for (const item of page.items) if (item.type === 'text') await this.#font(weightOf(item, style));
    const sheet = this.#page(page, style.rotate);
    const pen = new Pen(sheet, page, style, this.#fonts);
    pen.draw();
  }

  /** Adds a page that holds nothing but a picture (JPEG); `turned` shows it as a scanner that was fed sideways left it. */
  async picture(width: number, height: number, jpeg: Uint8Array): Promise<void> {
    const image = await this.#doc.embedJpg(jpeg);
    this.#doc.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height });
  }

  save(): Promise<Uint8Array> {
    return this.#doc.save({ useObjectStreams: true });
  }

  #page(page: LaidPage, rotate: Style['rotate']): PDFPage {
    const sideways = rotate === 90 || rotate === 270;
    const sheet = this.#doc.addPage(sideways ? [page.height, page.width] : [page.width, page.height]);
    sheet.setRotation(degrees(rotate));
    return sheet;
  }

  async #font(weight: Weight): Promise<void> {
    if (this.#fonts.has(weight)) return;
    this.#fonts.set(weight, await this.#doc.embedFont(fontBytes(weight), { subset: true, features: {} }));
  }
}

function weightOf(item: TextItem, style: Style): Weight {
  return item.bold && style.bold === 'font' ? 'bold' : 'regular';
}

/** Writes the operators of one page; coordinates are multiplied by 1/contentScale and scaled back by the page matrix. */
class Pen {
  readonly #sheet: PDFPage;
  readonly #page: LaidPage;
  readonly #style: Style;
  readonly #names = new Map<Weight, PDFName>();
  readonly #fonts: ReadonlyMap<Weight, PDFFont>;
  readonly #factor: number;

  constructor(sheet: PDFPage, page: LaidPage, style: Style, fonts: ReadonlyMap<Weight, PDFFont>) {
    this.#sheet = sheet;
    this.#page = page;
    this.#style = style;
    this.#fonts = fonts;
    this.#factor = 1 / style.contentScale;
    for (const [weight, font] of fonts) this.#names.set(weight, sheet.node.newFontDictionary(font.name, font.ref));
  }

  draw(): void {
    const s = this.#style.contentScale;
    const { width, height } = this.#page;
    // From points with the origin at the displayed bottom left to user space, by /Rotate.
    const turns: Record<Style['rotate'], [number, number, number, number, number, number]> = {
      0: [s, 0, 0, s, 0, 0],
      90: [0, s, -s, 0, height, 0],
      180: [-s, 0, 0, -s, width, height],
      270: [0, -s, s, 0, 0, width],
    };
    this.#push(pushGraphicsState(), concatTransformationMatrix(...turns[this.#style.rotate]));
    for (const item of this.#page.items) {
      if (item.type === 'rule') this.#rule(item);
      else this.#text(item);
    }
    this.#push(popGraphicsState());
  }

  #push(...operators: PDFOperator[]): void {
    this.#sheet.pushOperators(...operators);
  }

  #x(x: number): number {
    return x * this.#factor;
  }

  #y(y: number): number {
    return (this.#page.height - y) * this.#factor;
  }

  #rule(item: RuleItem): void {
    const f = this.#factor;
    if (this.#style.ruling === 'stroke' || this.#style.ruling === 'horizontal' || this.#style.ruling === 'three-line') {
      const flat = item.x1 - item.x0 > item.y1 - item.y0;
      const thickness = flat ? item.y1 - item.y0 : item.x1 - item.x0;
      const mid = flat ? (item.y0 + item.y1) / 2 : (item.x0 + item.x1) / 2;
      const from = flat ? ([item.x0, mid] as const) : ([mid, item.y0] as const);
      const to = flat ? ([item.x1, mid] as const) : ([mid, item.y1] as const);
      this.#push(
        setLineWidth(thickness * f),
        moveTo(this.#x(from[0]), this.#y(from[1])),
        lineTo(this.#x(to[0]), this.#y(to[1])),
        stroke(),
      );
      return;
    }
    this.#push(rectangle(this.#x(item.x0), this.#y(item.y1), (item.x1 - item.x0) * f, (item.y1 - item.y0) * f), fill());
  }

  #text(item: TextItem): void {
    const { clip: box } = item;
    const fat = item.bold && this.#style.bold === 'stroke';
    this.#push(pushGraphicsState());
    if (box) {
      const f = this.#factor;
      this.#push(
        rectangle(this.#x(box.x0), this.#y(box.y1), (box.x1 - box.x0) * f, (box.y1 - box.y0) * f),
        clip(),
        endPath(),
      );
    }
    this.#push(setFillingRgbColor(...item.color));
    if (fat) this.#push(setStrokingRgbColor(...item.color), setLineWidth(item.size * 0.03 * this.#factor));
    this.#show(item, 0, fat);
    if (item.bold && this.#style.bold === 'twice') this.#show(item, item.size * 0.035, false);
    this.#push(popGraphicsState());
  }

  #show(item: TextItem, shift: number, fat: boolean): void {
    const weight = weightOf(item, this.#style);
    const font = this.#fonts.get(weight);
    const name = this.#names.get(weight);
    if (!font || !name) throw new Error('A font was not embedded');
    const turn = (item.angle * Math.PI) / 180;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    this.#push(beginText(), setFontAndSize(name, item.size * this.#factor));
    this.#push(setTextRenderingMode(fat ? TextRenderingMode.FillAndOutline : TextRenderingMode.Fill));
    const parts = this.#style.text === 'glyph' ? [...item.text] : [item.text];
    let along = shift;
    for (const part of parts) {
      const x = this.#x(item.x + along * cos);
      const y = this.#y(item.y - along * sin);
      this.#push(setTextMatrix(cos, sin, -sin, cos, x, y), showText(font.encodeText(part)));
      if (parts.length > 1) along += advance(part, weight) * item.size;
    }
    this.#push(endText());
  }
}
