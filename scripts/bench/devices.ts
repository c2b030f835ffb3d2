import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Canvas, createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { PDFDocument } from 'pdf-lib';
import { loadDeclarations, OWN_PIPELINES } from '../../src/declare/load.ts';
import { openRecogniser } from '../../src/engines/ocr/recogniser.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { readDocument, type Trace } from '../../src/pipeline.ts';
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

type Random = () => number;
/** One way in which paper becomes a picture, at so many dots per inch. */
interface Mode {
  readonly name: string;
  readonly dpi: number;
  readonly change: (page: Canvas, random: Random) => Canvas;
  /** Whether the page's box is given in pixels instead of points. */
  readonly inPixels?: boolean;
}

const grey = (red: number, green: number, blue: number) => 0.3 * red + 0.59 * green + 0.11 * blue;

/** Changes each pixel; `at` gives values of the picture before, white outside. */
function eachPixel(
  canvas: Canvas,
  paint: (x: number, y: number, at: (x: number, y: number) => number) => number | readonly [number, number, number],
): Canvas {
  const { width, height } = canvas;
  const context = canvas.getContext('2d');
  const before = context.getImageData(0, 0, width, height);
  const values = new Uint8Array(width * height);
  for (let at = 0; at < values.length; at++)
    values[at] = grey(before.data[4 * at] ?? 255, before.data[4 * at + 1] ?? 255, before.data[4 * at + 2] ?? 255);
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 255 : (values[Math.round(y) * width + Math.round(x)] ?? 255);
  const after = context.createImageData(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = paint(x, y, at);
      const [r, g, b] = typeof value === 'number' ? [value, value, value] : value;
      after.data.set([r, g, b, 255], 4 * (y * width + x));
    }
  context.putImageData(after, 0, 0);
  return canvas;
}

function rotated(canvas: Canvas, degrees: number): Canvas {
  const out = createCanvas(canvas.width, canvas.height);
  const context = out.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, out.width, out.height);
  context.translate(out.width / 2, out.height / 2);
  context.rotate((degrees * Math.PI) / 180);
  context.drawImage(canvas, -canvas.width / 2, -canvas.height / 2);
  return out;
}

const slant = (random: Random) => (random() - 0.5) * 1.6;

const MODES: readonly Mode[] = [
  { name: 'office', dpi: 200, change: (page, random) => noise(rotated(page, slant(random)), random, 14) },
  { name: 'copier', dpi: 300, change: (page, random) => bilevel(rotated(page, slant(random)), random, 150, 0.0004) },
  { name: 'fax', dpi: 200, change: (page, random) => fax(rotated(page, slant(random)), random) },
  { name: 'dusty', dpi: 240, change: (page, random) => bilevel(rotated(page, slant(random)), random, 165, 0.004) },
  { name: 'photo', dpi: 230, inPixels: true, change: (page, random) => photo(page, random) },
  { name: 'app', dpi: 180, change: (page, random) => bilevelSoft(photo(page, random)) },
  { name: 'copy', dpi: 200, change: (page, random) => copy(rotated(page, slant(random)), random) },
  { name: 'screen', dpi: 105, change: (page) => fringed(page) },
  { name: 'stamp', dpi: 200, change: (page, random) => noise(rotated(stamped(page), slant(random)), random, 10) },
  { name: 'red', dpi: 150, change: (page, random) => noise(page, random, 8) },
];

function noise(page: Canvas, random: Random, strength: number): Canvas {
  return eachPixel(page, (x, y, at) => clamp(at(x, y) * 0.93 + 12 + (random() + random() - 1) * strength));
}

function clamp(value: number): number {
  return Math.max(0, Math.min(255, value));
}

function bilevel(page: Canvas, random: Random, threshold: number, dust: number): Canvas {
  return eachPixel(page, (x, y, at) => (random() < dust ? 0 : at(x, y) + (random() - 0.5) * 60 < threshold ? 0 : 255));
}

/** What a fax sends as black: paler than a copier's, for horizontal strokes of Song are a pixel high. */
const FAX_BLACK = 185;

/** Every second row is told from the one above, as a fax of standard resolution does; thin strokes break, but can be read. */
function fax(page: Canvas, random: Random): Canvas {
  return eachPixel(page, (x, y, at) => {
    const row = y - (y % 2);
    return (at(x, row) + at(x, row + 1)) / 2 + (random() - 0.5) * 50 < FAX_BLACK ? 0 : 255;
  });
}

/** Perspective, curl and a shadow. */
function photo(page: Canvas, random: Random): Canvas {
  const { width, height } = page;
  const [lean, curl, shade] = [0.02 * (random() - 0.5), 0.004 * random(), random()];
  return eachPixel(page, (x, y, at) => {
    const [u, v] = [x / width - 0.5, y / height - 0.5];
    const from = at(x + lean * v * u * width, y + (lean * u * v + curl * Math.sin(3 * u + 1)) * height);
    return clamp(from * (0.72 + 0.22 * Math.cos(2 * (u - shade + 0.5)) - 0.1 * v) + (random() - 0.5) * 14);
  });
}

function bilevelSoft(page: Canvas): Canvas {
  return eachPixel(page, (x, y, at) => {
    const paper = Math.max(at(x - 25, y), at(x + 25, y), at(x, y - 25), at(x, y + 25));
    return clamp((at(x, y) / Math.max(60, paper)) * 460 - 190);
  });
}

/** A copy of a copy: strokes and rules grow, blotches. */
function copy(page: Canvas, random: Random): Canvas {
  const blots = Array.from({ length: 14 }, () => [random() * page.width, random() * page.height, 20 + random() * 60]);
  const grown = eachPixel(page, (x, y, at) =>
    Math.min(at(x, y), at(x - 1, y), at(x, y - 1), at(x + 1, y), at(x, y + 1)),
  );
  return eachPixel(grown, (x, y, at) => {
    const blot = blots.some(([bx = 0, by = 0, r = 1]) => Math.hypot(x - bx, y - by) < r && random() < 0.25);
    return clamp((at(x, y) + at(x + 1, y) + at(x, y + 1)) / 3 - (blot ? 70 * random() : 0) + (random() - 0.5) * 30);
  });
}

/** Letters drawn for a screen: each channel a third of a pixel aside. */
function fringed(page: Canvas): Canvas {
  return eachPixel(page, (x, y, at) => [
    (2 * at(x - 1, y) + at(x, y)) / 3,
    at(x, y),
    (2 * at(x + 1, y) + at(x, y)) / 3,
  ]);
}

function stamped(page: Canvas): Canvas {
  const context = page.getContext('2d');
  context.strokeStyle = context.fillStyle = 'rgba(220,40,40,0.75)';
  context.lineWidth = 8;
  context.beginPath();
  context.arc(page.width * 0.68, page.height * 0.4, 150, 0, 2 * Math.PI);
  context.stroke();
  context.font = '60px "Noto Serif CJK SC"';
  context.fillText('某市某局', page.width * 0.68 - 120, page.height * 0.4 + 20);
  const { width, height } = page;
  const image = context.getImageData(0, 0, width, height);
  const out = createCanvas(width, height);
  out.getContext('2d').putImageData(image, 0, 0);
  return out;
}

interface Row {
  readonly code: string;
  readonly name: string;
  readonly amounts: readonly [total: bigint, basic: bigint, project: bigint];
}

const NAMES: readonly (readonly [code: string, name: string])[] = [
  ['2010301', '行政运行'],
  ['2010302', '一般行政管理事务'],
  ['2010350', '事业运行'],
  ['2080501', '行政单位离退休'],
  ['2080505', '机关事业单位基本养老保险缴费支出'],
  ['2080506', '机关事业单位职业年金缴费支出'],
  ['2101101', '行政单位医疗'],
  ['2101102', '事业单位医疗'],
  ['2210201', '住房公积金'],
  ['2210203', '购房补贴'],
];
const HIGHER: Readonly<Record<string, string>> = {
  '201': '一般公共服务支出',
  '20103': '政府办公厅（室）及相关机构事务',
  '208': '社会保障和就业支出',
  '20805': '行政事业单位养老支出',
  '210': '卫生健康支出',
  '21011': '行政事业单位医疗',
  '221': '住房保障支出',
  '22102': '住房改革支出',
};

function rowsOf(random: Random): Row[] {
  const amount = () => BigInt(Math.floor(10 ** (4 + 5 * random())));
  const leaves = NAMES.map(([code, name]): Row => {
    const [basic, project] = random() < 0.6 ? [amount(), 0n] : [0n, amount()];
    return { code, name, amounts: [basic + project, basic, project] };
  });
  const sum = (code: string): Row['amounts'] => {
    const own = leaves.filter((leaf) => leaf.code.startsWith(code));
    const of = (at: 0 | 1 | 2) => own.reduce((total, { amounts }) => total + amounts[at], 0n);
    return [of(0), of(1), of(2)];
  };
  const higher = Object.entries(HIGHER).map(([code, name]) => ({ code, name, amounts: sum(code) }));
  const all = [...leaves, ...higher].sort((a, b) => (a.code < b.code ? -1 : 1));
  return [...all, { code: '', name: '合计', amounts: sum('') }];
}

function money(fen: bigint): string {
  const text = fen.toString().padStart(3, '0');
  return `${text.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${text.slice(-2)}`;
}

function drawn(rows: readonly Row[], han: string, digits: string, dpi: number, red: boolean): Canvas {
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
  write('2025年部门一般公共预算支出功能分类预算表', 297, 80, 17, 'center');
  write('编制部门：某市政务服务管理局', 50, 112, 10, 'left');
  write('单位：元', 545, 112, 10, 'right');
  const xs = [50, 120, 290, 375, 460, 545];
  const heads = ['科目编码', '科目名称', '合计', '基本支出', '项目支出'];
  const height = 26;
  ruled(context, xs, 120, height, rows.length + 1);
  for (const [at, head] of heads.entries()) write(head, ((xs[at] ?? 0) + (xs[at + 1] ?? 0)) / 2, 137, 10, 'center');
  rows.forEach(({ code, name, amounts }, at) => {
    const y = 120 + (at + 1) * height + 17;
    write(code, 54, y, 10, 'left');
    write(name, 124, y, name.length > 15 ? 9 : 10, 'left');
    context.fillStyle = red ? '#d01818' : '#111';
    amounts.forEach((fen, column) => {
      if (fen !== 0n) write(money(fen), (xs[column + 3] ?? 0) - 4, y, 10, 'right');
    });
    context.fillStyle = '#111';
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

function judge({ result }: Trace, rows: readonly Row[]): Outcome {
  const wanted = new Map<string, bigint>();
  for (const { code, name, amounts } of rows)
    (['total', 'basic', 'project'] as const).forEach((measure, at) => {
      if (amounts[at] !== 0n) wanted.set(`${code || name}|${measure}`, amounts[at] ?? 0n);
    });
  const all = wanted.size;
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
      const key = `${line?.code ?? line?.name}|${amount.measure}`;
      const good = statement.kind === 'general_expenditure' && wanted.get(key) === verdict?.fen;
      if (good && wanted.delete(key)) right++;
      else if (!asked.has(`${statement.index}/${amount.index}`))
        silent.push(`${statement.kind} ${key} ${verdict?.fen} for ${wanted.get(key) ?? 'none'}`);
    }
  return { all, right, silent, asked: asked.size };
}

/** Which scans are made: modes by name (null for all), figures by seed, kept in a folder where one is given. */
interface DeviceOptions {
  readonly modes: readonly string[] | null;
  readonly seed: number;
  readonly keep: string | null;
}

/**
 * Reads scans of our own, made by each device in each family of type, and says how many amounts are right, how many
 * silently wrong and how many are shown for review.
 */
export async function benchDevices({ modes, seed, keep }: DeviceOptions): Promise<boolean> {
  const declarations = loadDeclarations([OWN_PIPELINES], []);
  const recogniser = openRecogniser();
  const scan = { recogniser, cache: null, when: 'auto', dpi: null } as const;
  const silent: string[] = [];
  const families = FAMILIES.filter(([, han, digits]) => GlobalFonts.has(han) && GlobalFonts.has(digits));
  for (const [number, mode] of MODES.entries()) {
    if (modes !== null && !modes.includes(mode.name)) continue;
    const cells: string[] = [];
    for (const [at, [name, han, digits]] of families.entries()) {
      const random = seeded(seed * 1000 + number * 100 + at + 1);
      const rows = rowsOf(random);
      const bytes = await scanned(mode.change(drawn(rows, han, digits, mode.dpi, mode.name === 'red'), random), mode);
      if (keep !== null) writeFileSync(join(keep, `${mode.name}-${name.replace('/', '_')}-${seed}.pdf`), bytes);
      const outcome = judge(await readDocument(bytes, { openPdf, declarations, scan }), rows);
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

/** A document of one page that shows the picture. */
async function scanned(page: Canvas, { inPixels }: Mode): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const image = await document.embedPng(await page.encode('png'));
  const [width, height] = inPixels ? [page.width, page.height] : [595, 842];
  document.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height });
  return document.save();
}
