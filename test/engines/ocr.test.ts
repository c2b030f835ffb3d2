import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createCanvas } from '@napi-rs/canvas';
import { drawObject, PDFDocument, popGraphicsState, pushGraphicsState, scale } from 'pdf-lib';
import { afterAll, describe, expect, test } from 'vitest';
import { openRecogniser } from '../../src/engines/ocr/recogniser.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { asDisplayed, type Page } from '../../src/model/page.ts';
import type { PagePicture, Raster } from '../../src/model/raster.ts';
import type { RawPage } from '../../src/model/raw-page.ts';
import { readAnyPage, type ScanTools } from '../../src/pages/read-page.ts';
import { turned } from '../../src/pages/scan/image/turn.ts';
import { recognise } from '../../src/pages/scan/recognise.ts';

const recogniser = openRecogniser();
const TOOLS: ScanTools = { recogniser, cache: null, when: 'auto', dpi: null };

afterAll(() => recogniser.close());

const path = (name: string) => fileURLToPath(new URL(`../../samples/scanned/${name}`, import.meta.url));

/** The amounts printed on a page, by the sample's facts. */
function printed(page: number): string[] {
  return readFileSync(path('facts.csv'), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line.split(',')[2] === String(page))
    .map((line) => /"([\d,.-]+)"|,([\d.]+),(?:元|万元),/.exec(line)?.slice(1).find(Boolean) ?? '')
    .filter((raw) => raw !== '');
}

/** Runs of characters on one height: the figures read on a page, with their least confidence. */
function figures(page: Page): Map<string, number> {
  const found = new Map<string, number>();
  let text = '';
  let confidence = 1;
  page.glyphs.forEach((glyph, at) => {
    const before = page.glyphs[at - 1];
    if (before && (before.y0 !== glyph.y0 || Math.abs(glyph.x0 - before.x1) > glyph.size)) {
      found.set(text, confidence);
      [text, confidence] = ['', 1];
    }
    text += glyph.text;
    confidence = Math.min(confidence, glyph.confidence);
  });
  return found.set(text, confidence);
}

async function scannedPage(): Promise<{ raw: RawPage; picture: PagePicture }> {
  const pdf = await openPdf(readFileSync(path('scanned.pdf')));
  const raw = await pdf.read(1);
  const [placed] = raw.pictures;
  const raster = placed ? await pdf.picture(1, placed.id) : null;
  if (!placed || !raster) throw new Error('the sample has no picture');
  const { x0, y0, x1, y1 } = placed;
  await pdf.close();
  return { raw, picture: { raster, box: { x0, y0, x1, y1 }, turn: 0 } };
}

function greyOf({ width, height, channels, data }: Raster): Raster & { channels: 1 } {
  const out = new Uint8Array(width * height);
  for (let at = 0; at < out.length; at++)
    out[at] = Math.max(data[at * channels] ?? 0, data[at * channels + 1] ?? 0, data[at * channels + 2] ?? 0);
  return { width, height, channels: 1, data: out };
}

describe('a scanned page', () => {
  test('gives the printed amounts under seal and watermark, surely', async () => {
    const { raw, picture } = await scannedPage();
    const { value } = await recognise(raw, picture, recogniser);
    const read = figures(value);
    const amounts = printed(1);
    expect(amounts.length).toBeGreaterThan(10);
    expect(amounts.filter((amount) => (read.get(amount) ?? 0) < 0.9)).toEqual([]);
    expect(value.rules.length).toBeGreaterThan(10);
  });

  test('gives its amounts to tesseract.js alone where the line reader is not installed', async () => {
    const { raw, picture } = await scannedPage();
    const { value } = await recognise(raw, picture, { ...recogniser, lines: null });
    const read = figures(value);
    expect(printed(1).filter((amount) => !read.has(amount))).toEqual([]);
  });

  test.each([90, 180, 270] as const)('is turned upright when it lies at %i degrees', async (turn) => {
    const { raw, picture } = await scannedPage();
    const raster = { ...turned(greyOf(picture.raster), turn), channels: 1 as const };
    const swapped = turn !== 180;
    const lying = { ...raw, width: swapped ? raw.height : raw.width, height: swapped ? raw.width : raw.height };
    const box = { x0: 0, y0: 0, x1: lying.width, y1: lying.height };
    const { value } = await recognise(lying, { raster, box, turn: 0 }, recogniser);
    expect((value.turn + turn) % 360).toBe(0);
    const read = figures(value);
    expect(printed(1).filter((amount) => !read.has(amount))).toEqual([]);
    for (const glyph of value.glyphs) {
      const shown = asDisplayed(glyph, value);
      expect(shown.x0).toBeGreaterThan(-5);
      expect(shown.x1).toBeLessThan(lying.width + 5);
      expect(shown.y1).toBeLessThan(lying.height + 5);
    }
  });
});

/** A JPEG of `paint`ed grey values. */
function jpeg(paint: (x: number, y: number) => number): Promise<Uint8Array> {
  const [width, height] = [1240, 1754];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  for (let at = 0; at < width * height; at++) {
    const value = paint(at % width, Math.floor(at / width));
    image.data.set([value, value, value, 255], at * 4);
  }
  context.putImageData(image, 0, 0);
  return canvas.encode('jpeg', 80);
}

async function documentOf(pictures: readonly Uint8Array[]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (const picture of pictures) {
    const image = await document.embedJpg(picture);
    document.addPage([595, 842]).drawImage(image, { x: 0, y: 0, width: 595, height: 842 });
  }
  return document.save();
}

/** Repeatable noise. */
function noise(x: number, y: number): number {
  const value = Math.sin(x * 12.9898 + y * 78.233) * 43758.5453;
  return 255 * (value - Math.floor(value));
}

describe('a picture that is no page of print', () => {
  test.each([
    ['noise', noise, /^page-unreadable/],
    ['salt and pepper', (x: number, y: number) => (noise(x, y) < 20 ? 0 : 255), /^page-unreadable/],
    ['a black page', (x: number, y: number) => noise(x, y) / 16, /^page-unreadable-dark/],
    ['a photograph', (x: number, y: number) => 128 + 90 * Math.sin(x / 37 + 3 * Math.sin(y / 53)), /^page-/],
  ])('%s is flagged, in time', async (_, paint, code) => {
    const pdf = await openPdf(await documentOf([await jpeg(paint)]));
    const started = process.cpuUsage();
    const {
      value: [value],
      notes,
    } = await readAnyPage(pdf, 1, TOOLS);
    const { user } = process.cpuUsage(started);
    await pdf.close();
    expect(value?.kind).toBe('scan');
    expect(notes.map((note) => note.code).join()).toMatch(code);
    expect(user / 1e6).toBeLessThan(20);
  });

  test('one of 10,000 × 10,000 pixels is flagged without being decoded, and the page after it is read', async () => {
    const document = await PDFDocument.load(
      await documentOf([await jpeg((x, y) => (y % 60 < 3 || x % 200 < 3 ? 0 : 240))]),
    );
    const vast = document.context.flateStream(new Uint8Array((10_000 / 8) * 10_000), {
      ...{ Type: 'XObject', Subtype: 'Image', Width: 10_000, Height: 10_000, BitsPerComponent: 1 },
      ColorSpace: 'DeviceGray',
    });
    const page = document.insertPage(0, [595, 842]);
    const name = page.node.newXObject('Vast', document.context.register(vast));
    page.pushOperators(pushGraphicsState(), scale(595, 842), drawObject(name), popGraphicsState());
    const pdf = await openPdf(await document.save());
    const before = process.memoryUsage().rss;
    const huge = await readAnyPage(pdf, 1, TOOLS);
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
    const next = await readAnyPage(pdf, 2, TOOLS);
    await pdf.close();
    expect(huge.notes.map((note) => note.code)).toEqual(['picture-too-large']);
    expect(huge.value[0]?.kind).toBe('scan');
    expect(next.notes).toEqual([]);
    expect(next.value[0]?.rules.length).toBeGreaterThan(20);
  });

  test('a JPEG cut off in the middle is flagged, and the page after it is read', async () => {
    const lines = (x: number, y: number) => (y % 60 < 3 || x % 200 < 3 ? 0 : 235 + noise(x, y) / 16);
    const whole = await jpeg(lines);
    const pdf = await openPdf(await documentOf([whole.slice(0, whole.length >> 1), whole]));
    const cut = await readAnyPage(pdf, 1, TOOLS);
    const next = await readAnyPage(pdf, 2, TOOLS);
    await pdf.close();
    expect(cut.notes.map((note) => note.code)).toContain('picture-cut-off');
    expect(next.notes).toEqual([]);
    expect(next.value[0]?.rules.length).toBeGreaterThan(20);
  });
});
