import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Canvas, createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { PDFDocument } from 'pdf-lib';
import { loadDeclarations, OWN_PIPELINES } from '../../src/declare/load.ts';
import { openRecogniser } from '../../src/engines/ocr/recogniser.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { readDocument, type Trace } from '../../src/pipeline.ts';
import { MODES, type Mode } from './device-modes.ts';
import { factKey, type Sheet, sheetsOf } from './device-sheets.ts';
import { seeded } from './support.ts';

/** Families that take part where they are installed: Song, Hei, Kai and their Latin digits. A collection has one name. */
const FAMILIES: readonly (readonly [name: string, han: string, digits: string])[] = [
  ['song/times', 'Noto Serif CJK JP', 'Liberation Serif'],
  ['song', 'AR PL UMing CN', 'AR PL UMing CN'],
  ['hei/arial', 'WenQuanYi Zen Hei', 'Liberation Sans'],
  ['hei', 'Noto Sans CJK JP', 'Noto Sans CJK JP'],
  ['kai', 'AR PL UKai CN', 'AR PL UKai CN'],
  ['micro/mono', 'WenQuanYi Micro Hei', 'DejaVu Sans Mono'],
  ['droid/narrow', 'Droid Sans Fallback', 'Liberation Sans Narrow'],
];

function drawn({ title, xs, align, cells }: Sheet, han: string, digits: string, { dpi, name: mode }: Mode): Canvas {
  const z = dpi / 72;
  const canvas = createCanvas(Math.round(595 * z), Math.round(842 * z));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = context.strokeStyle = '#111';
  context.scale(z, z);
  const write = (text: string, x: number, y: number, size: number, align: 'left' | 'right' | 'center') => {
    context.font = `${size}px ${/^[\d.,]+$/.test(text) ? `"${digits}", ` : ''}"${han}"`;
    context.textAlign = align;
    context.fillText(text, x, y);
  };
  write(title, 297, 80, 17, 'center');
  write('编制部门：某市政务服务管理局', 50, 112, 10, 'left');
  write('单位：元', 545, 112, 10, 'right');
  const height = 26;
  ruled(context, xs, 120, height, cells.length);
  cells.forEach((row, at) => {
    const y = 120 + at * height + 17;
    row.forEach((text, column) => {
      const [left = 0, right = 0] = [xs[column], xs[column + 1]];
      const figure = at > 0 && align[column] === 'right';
      context.fillStyle = figure && mode === 'red' ? '#d01818' : '#111';
      const size = text.length > Math.floor((right - left - 8) / 10) && !figure ? 8.6 : 10;
      if (at === 0) write(text, (left + right) / 2, y, size, 'center');
      else if (figure) write(text, right - 4, y, size, 'right');
      else write(text, left + 4, y, size, 'left');
    });
  });
  return canvas;
}

function ruled(context: SKRSContext2D, xs: readonly number[], top: number, height: number, rows: number): void {
  context.lineWidth = 0.6;
  const line = (x0: number, y0: number, x1: number, y1: number) => {
    context.beginPath();
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
    context.stroke();
  };
  for (let row = 0; row <= rows; row++) line(xs[0] ?? 0, top + row * height, xs.at(-1) ?? 0, top + row * height);
  for (const x of xs) line(x, top, x, top + rows * height);
}

interface Outcome {
  readonly all: number;
  readonly right: number;
  /** What is wrong without being shown, in words. */
  readonly silent: readonly string[];
  readonly asked: number;
}

function judge({ result }: Trace, sheets: readonly Sheet[]): Outcome {
  const wanted = new Map(sheets.flatMap(({ facts }) => [...facts]));
  const targets = new Set(sheets.flatMap(({ indicators }) => indicators));
  const all = wanted.size + targets.size;
  const asked = new Set(
    result.reconciliation.verdicts
      .filter(({ needsReview }) => needsReview)
      .map(({ ref }) => `${ref.statement}/${ref.amount}`),
  );
  let right = 0;
  const silent: string[] = [];
  for (const statement of result.statements)
    for (const amount of statement.amounts) {
      const line = statement.lines[amount.line];
      const verdict = result.reconciliation.verdicts.find(
        ({ ref }) => ref.statement === statement.index && ref.amount === amount.index,
      );
      const key = factKey(statement.kind, line?.side ?? null, line?.code ?? line?.name ?? '', amount.measure);
      const good = wanted.get(key) === verdict?.fen;
      if (good && wanted.delete(key)) right++;
      else if (!asked.has(`${statement.index}/${amount.index}`))
        silent.push(`${key} ${verdict?.fen} for ${wanted.get(key) ?? 'none'}`);
    }
  for (const { project, level2, level3, raw, needsReview } of result.indicators) {
    const key = [project, level2, level3, raw].join('|');
    if (targets.delete(key)) right++;
    else if (!needsReview) silent.push(key);
  }
  return { all, right, silent, asked: asked.size };
}

/** Which scans are made: modes and families by name (null for all), figures by seed, kept in a folder where one is given. */
interface DeviceOptions {
  readonly modes: readonly string[] | null;
  readonly families: readonly string[] | null;
  readonly seed: number;
  readonly keep: string | null;
}

/**
 * Reads scans of our own, made by each device in each family of type, and says how many amounts are right, how many
 * silently wrong and how many are shown for review.
 */
export async function benchDevices({ modes, families: wanted, seed, keep }: DeviceOptions): Promise<boolean> {
  const declarations = loadDeclarations([OWN_PIPELINES], []);
  const recogniser = openRecogniser();
  const scan = { recogniser, cache: null, when: 'auto', dpi: null } as const;
  const silent: string[] = [];
  const families = FAMILIES.filter(([, han, digits]) => GlobalFonts.has(han) && GlobalFonts.has(digits));
  for (const [number, mode] of MODES.entries()) {
    if (modes !== null && !modes.includes(mode.name)) continue;
    const cells: string[] = [];
    for (const [at, [name, han, digits]] of families.entries()) {
      if (wanted !== null && !wanted.includes(name)) continue;
      const random = seeded(seed * 1000 + number * 100 + at + 1);
      const sheets = sheetsOf(random);
      const pages = sheets.map((sheet) => mode.change(drawn(sheet, han, digits, mode), random));
      const bytes = await scanned(pages, mode);
      if (keep !== null) writeFileSync(join(keep, `${mode.name}-${name.replace('/', '_')}-${seed}.pdf`), bytes);
      const outcome = judge(await readDocument(bytes, { openPdf, declarations, scan }), sheets);
      silent.push(...outcome.silent.map((wrong) => `${mode.name} ${name}: ${wrong}`));
      const untold = outcome.silent.length > 0 ? ` SILENT ${outcome.silent.length}` : '';
      cells.push(`${name} ${outcome.right}/${outcome.all}${untold} (${outcome.asked})`);
    }
    console.log(`devices  ${mode.name.padEnd(8)}${cells.join(' · ')}`);
  }
  for (const wrong of silent) console.log(`         silent: ${wrong}`);
  await recogniser.close();
  return silent.length === 0;
}

/** A document that shows the pictures. */
async function scanned(pages: readonly Canvas[], { inPixels }: Mode): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (const page of pages) {
    const image = await document.embedPng(await page.encode('png'));
    const [width, height] = inPixels ? [page.width, page.height] : [595, 842];
    document.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height });
  }
  return document.save();
}
