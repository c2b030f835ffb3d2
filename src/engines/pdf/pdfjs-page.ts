import { setImmediate as nextTurn } from 'node:timers/promises';
import { OPS, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Box } from '../../model/box.ts';
import type { EnteredText } from '../../model/raw-page.ts';
import { hearing, type MissingFonts } from './complaints.ts';
import { type Surroundings as Drawn, interpret, type OperatorList, type PageFrame } from './display-list.ts';
import type { FontInk } from './font-ink.ts';
import { type FontFacts, IDENTITY, type Matrix, matrixOf, transformBox } from './graphics-state.ts';
import type { HandingPort } from './handing-port.ts';
import type { RawPage } from './pdf.ts';
import { decoded, isOpaque, nameIn } from './raster.ts';
import { slantOf, straightened } from './straighten-page.ts';

/** What the pages of one document share. */
export interface Surroundings {
  readonly document: PDFDocumentProxy;
  readonly ink: FontInk;
  readonly port: HandingPort;
  readonly missing: MissingFonts;
}

/** What one page draws. Its pictures are waited for, so that nothing depends on when they come. */
export async function readPage(page: PDFPageProxy, { document, ink, port, missing }: Surroundings): Promise<RawPage> {
  const { value: list, gaveUp, stoodIn } = await hearing(port, () => page.getOperatorList());
  // Fonts came before the list, but pdf.js may still be waiting for the page to have taken them.
  await nextTurn();
  const viewport = page.getViewport({ scale: 1 });
  const transform = matrixOf(viewport.transform) ?? IDENTITY;
  const frame = { number: page.pageNumber, width: viewport.width, height: viewport.height, transform };
  const pictures = await picturesOf(page, list);
  const fonts = new Map<string, FontFacts>();
  const fontOf = (id: string): FontFacts => {
    const known = fonts.get(id);
    if (known) return known;
    const facts = fontFacts(page, id, ink);
    fonts.set(id, facts);
    return facts;
  };
  const opaque = (id: string) => isOpaque(pictures.get(id));
  const surroundings = { fontOf, opaque, layerShown: await layersOf(document, list) };
  const read = straightRead(list, frame, surroundings);
  const entered = await enteredTexts(page, list, transform);
  const isLost = [...fonts.keys()].some((id) => fontNamed(page, id) === null);
  const damaged = missing.among([...fonts.keys()], stoodIn) || isLost || gaveUp;
  return { ...read, ...(damaged ? { damaged: true } : {}), ...(entered.length > 0 ? { entered } : {}) };
}

/** What a list draws, on the page turned upright where its print was laid askew; pictures are looked at as they are. */
function straightRead(list: OperatorList, frame: PageFrame, surroundings: Drawn): RawPage {
  const read = interpret(list, frame, surroundings);
  const slant = read.pictures.length > 0 ? null : slantOf(read.glyphs);
  if (slant === null) return read;
  const straight = straightened(frame, slant);
  return {
    ...interpret(list, { ...frame, transform: straight.transform }, surroundings),
    slant: straight.slant,
  };
}

/** Annotations whose text every program draws for itself where the file holds no picture of it. */
const ENTERED: readonly unknown[] = ['FreeText', 'Widget'];

/** The texts of a page's annotations and fields of which the file holds no appearance (未存外观): shown by some programs only. */
async function enteredTexts(
  page: PDFPageProxy,
  list: OperatorList,
  transform: Matrix,
): Promise<readonly EnteredText[]> {
  const annotations: readonly unknown[] = await page.getAnnotations();
  if (annotations.length === 0) return [];
  const drawn = new Set<unknown>();
  list.fnArray.forEach((op, at) => {
    const args: unknown = list.argsArray[at];
    if (op === OPS.beginAnnotation && Array.isArray(args)) drawn.add(args[0]);
  });
  return annotations.flatMap((annotation) => {
    if (typeof annotation !== 'object' || annotation === null || isHidden(annotation)) return [];
    if (!('subtype' in annotation) || !ENTERED.includes(annotation.subtype)) return [];
    const [text, box] = [textOf(annotation), boxOf(annotation, transform)];
    if (box === null) return [];
    // of a button an empty place is drawn
    if (text === '' && 'pushButton' in annotation && annotation.pushButton === true)
      return [{ ...box, text, blind: true }];
    return text === '' || !('id' in annotation) || drawn.has(annotation.id) ? [] : [{ ...box, text }];
  });
}

/** Flags of annotations that are not shown: hidden, and not viewed. */
const UNSEEN = 2 | 32;

function isHidden(annotation: object): boolean {
  const flags = 'annotationFlags' in annotation ? Number(annotation.annotationFlags) : 0;
  return (flags & UNSEEN) !== 0 || ('hasAppearance' in annotation && annotation.hasAppearance === true);
}

function textOf(annotation: object): string {
  const value = 'fieldValue' in annotation ? annotation.fieldValue : null;
  if (Array.isArray(value)) return value.map((one) => shownAs(one, annotation)).join(' ');
  const held = 'contentsObj' in annotation ? annotation.contentsObj : null;
  if (typeof value === 'string') return value.trim();
  return typeof held === 'object' && held !== null && 'str' in held && typeof held.str === 'string'
    ? held.str.trim()
    : '';
}

/** How a choice shows: lists hold other words than those that they pass on. */
function shownAs(value: unknown, annotation: object): string {
  const options: unknown = 'options' in annotation ? annotation.options : null;
  if (Array.isArray(options))
    for (const option of options)
      if (isChoice(option) && option.exportValue === value) return option.displayValue.trim();
  return typeof value === 'string' ? value.trim() : '';
}

function isChoice(option: unknown): option is { exportValue: unknown; displayValue: string } {
  return (
    typeof option === 'object' &&
    option !== null &&
    'exportValue' in option &&
    'displayValue' in option &&
    typeof option.displayValue === 'string'
  );
}

function boxOf(annotation: object, transform: Matrix): Box | null {
  const rect: unknown = 'rect' in annotation ? annotation.rect : null;
  return Array.isArray(rect) && rect.length === 4 ? transformBox(transform, rect.map(Number)) : null;
}

/** The decoded pictures that a page paints, by the numbers of their operators; what cannot be decoded is null. */
async function picturesOf(page: PDFPageProxy, { fnArray, argsArray }: OperatorList): Promise<Map<string, unknown>> {
  const pictures = new Map<string, unknown>();
  for (let at = 0; at < fnArray.length; at++) {
    if (fnArray[at] !== OPS.paintImageXObject && fnArray[at] !== OPS.paintImageXObjectRepeat) continue;
    pictures.set(String(at), await decoded(page, nameIn(argsArray[at])));
  }
  return pictures;
}

/** Whether layers (optional content) are shown, as the document opens; asked for only where a page has one. */
async function layersOf(document: PDFDocumentProxy, { fnArray, argsArray }: OperatorList) {
  let layered = false;
  for (let at = 0; at < fnArray.length && !layered; at++) {
    if (fnArray[at] !== OPS.beginMarkedContentProps) continue;
    const args: unknown = argsArray[at];
    layered = Array.isArray(args) && args[0] === 'OC';
  }
  if (!layered) return () => true;
  const config = await document.getOptionalContentConfig();
  return (properties: unknown) => config.isVisible(properties) !== false;
}

const NO_FONT: FontFacts = { vertical: false, unit: 0.001, inked: null, embedded: false };

/** What pdf.js holds of a font; null where it could make nothing of it, and leaves out what is written in it. */
function fontNamed(page: PDFPageProxy, id: string): object | null {
  const font: unknown = id !== '' && page.commonObjs.has(id) ? page.commonObjs.get(id) : null;
  return typeof font === 'object' ? font : null;
}

function fontFacts(page: PDFPageProxy, id: string, ink: FontInk): FontFacts {
  const font = fontNamed(page, id);
  if (font === null) return NO_FONT;
  const vertical = 'vertical' in font && font.vertical === true;
  const type3 = 'isType3Font' in font && font.isType3Font === true;
  const matrix = type3 && 'fontMatrix' in font ? matrixOf(font.fontMatrix) : null;
  const unit = matrix ? Math.abs(matrix[0]) : 0.001;
  const missing = 'missingFile' in font && font.missingFile === true;
  const inked = (char: string) => ink.isInked(id, char);
  const facts = { vertical, unit, inked, embedded: true, ...(missing ? { missing } : {}) };
  if (!type3) return facts;
  const procedures: ReadonlyMap<string, OperatorList> =
    'charProcOperatorList' in font ? proceduresIn(font.charProcOperatorList) : new Map();
  ink.addDrawn(id, { procedures, matrix: matrix ?? [unit, 0, 0, unit, 0, 0] });
  const writing = [...procedures].filter(([, { fnArray }]) => fnArray.includes(OPS.showText));
  return { ...facts, written: new Set(writing.map(([char]) => char)) };
}

/** The drawings of a Type 3 font's characters. */
function proceduresIn(value: unknown): Map<string, OperatorList> {
  const procedures = new Map<string, OperatorList>();
  if (!(value instanceof Map)) return procedures;
  for (const [name, list] of value) if (typeof name === 'string' && isOperatorList(list)) procedures.set(name, list);
  return procedures;
}

function isOperatorList(value: unknown): value is OperatorList {
  if (typeof value !== 'object' || value === null || !('fnArray' in value) || !('argsArray' in value)) return false;
  return Array.isArray(value.fnArray) && Array.isArray(value.argsArray);
}
