import { expect, test } from 'vitest';
import { loadDeclarations, OWN_PIPELINES } from '../../src/declare/load.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { type Box, contains } from '../../src/model/box.ts';
import type { DocumentResult } from '../../src/model/document.ts';
import { parsePrinted, toFen } from '../../src/model/money.ts';
import { readDocument } from '../../src/pipeline.ts';
import { reviewItems } from '../../src/store/write/review-items.ts';
import { randomFrom } from '../proof/synthetic.ts';
import { PdfDraft } from '../support/pdf.ts';
import { image, outlined, textPixels, widthOf } from '../support/traits/draw.ts';

const declarations = loadDeclarations([OWN_PIPELINES], []);
/** More where INK_GRIDS says so. */
const GRIDS = Number(process.env.INK_GRIDS ?? 25);

const SIZE = 9;
const [LEFT, TOP, ROW] = [40, 720, 20];
const WIDTHS = [70, 150, 90, 90, 90];
const HEADS = ['科目编码', '科目名称', '合计', '基本支出', '项目支出'];
const NAMES = ['一般公共服务支出', '教育支出', '社会保障和就业支出', '卫生健康支出', '住房保障支出', '其他支出'];
/** Print that says there is nothing. */
const NOTHING = ['-', '—', '无'];
const WORDS = ['见附表', '待定', '12.3.4', '1,1.00', '约5万'];
const TITLES = ['2026年部门支出总表', '2026年重点工作一览表'];
const CHARACTERS = `青禾县文化和旅游局部门预算单位：万元0123456789.,-—☒${[...HEADS, ...NAMES, ...NOTHING, ...WORDS, ...TITLES].join('')}`;

type How = 'text' | 'vectors' | 'picture' | 'shape';

/** Something drawn within the frame of a table: where, and what it says. */
interface Ink {
  readonly how: How;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** A table of random content, drawn in random ways. */
function grid(seed: number): { readonly title: string; readonly inks: readonly Ink[]; readonly rows: number } {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const rows = 3 + Math.floor(random() * 6);
  const inks: Ink[] = [];
  const amount = () => {
    const yuan = `${Math.floor(random() * (random() < 0.5 ? 900 : 9_000_000)) / 100}`;
    return Number(yuan).toLocaleString('en-US', { minimumFractionDigits: 2 });
  };
  for (let row = 0; row < rows; row++) {
    const y = TOP - ROW * (row + 1) + 6;
    const put = (column: number, text: string, how: How) => {
      const x = LEFT + WIDTHS.slice(0, column).reduce((sum, width) => sum + width, 0);
      const right = x + (WIDTHS[column] ?? 0) - 4 - widthOf(text, SIZE);
      inks.push({ how, text, x: column > 1 ? right : x + 3, y });
    };
    put(0, `${201 + row * 3}`, 'text');
    put(1, pick(NAMES), random() < 0.9 ? 'text' : 'vectors');
    for (const column of [2, 3, 4]) {
      const what = random();
      const how: How = random() < 0.6 ? 'text' : pick(['vectors', 'picture', 'shape']);
      if (what < 0.2) continue;
      put(column, what < 0.8 ? amount() : what < 0.9 ? pick(NOTHING) : pick(WORDS), what < 0.8 ? how : 'text');
    }
  }
  return { title: pick(TITLES), inks, rows };
}

async function drawn({ title, inks, rows }: ReturnType<typeof grid>): Promise<Uint8Array> {
  const draft = new PdfDraft();
  await draft.font('F1', [...new Set(CHARACTERS)].join(''));
  draft.page(draft.text('青禾县文化和旅游局', 150, 600, 20) + draft.text('2026年部门预算', 180, 560, 20));
  const pictures: string[] = [];
  const width = WIDTHS.reduce((sum, one) => sum + one, 0);
  let content = draft.text(title, 200, 770, 14) + draft.text('单位：万元', 470, 745);
  for (let row = -1; row <= rows; row++)
    content += `${LEFT} ${TOP - ROW * row} m ${LEFT + width} ${TOP - ROW * row} l S\n`;
  for (let column = 0; column <= WIDTHS.length; column++) {
    const x = LEFT + WIDTHS.slice(0, column).reduce((sum, one) => sum + one, 0);
    content += `${x} ${TOP + ROW} m ${x} ${TOP - ROW * rows} l S\n`;
    if (column < HEADS.length) content += draft.text(HEADS[column] ?? '', x + 4, TOP + 6, SIZE);
  }
  for (const { how, text, x, y } of inks) {
    if (how === 'text') content += draft.text(text, x, y, SIZE);
    else if (how === 'vectors') content += outlined(text, x, y, SIZE);
    else if (how === 'shape') content += `${x} ${y} m ${x + 9} ${y + 2} l ${x + 4} ${y + 9} l f\n`;
    else {
      const shot = textPixels(text, SIZE);
      pictures.push(`/I${pictures.length} ${image(draft, shot, 'rgb')} 0 R`);
      content += `q ${shot.width * 0.36} 0 0 ${shot.height * 0.36} ${x} ${y - 3} cm /I${pictures.length - 1} Do Q\n`;
    }
  }
  draft.page(content, `/XObject<<${pictures.join('')}>>`);
  return draft.bytes();
}

/** An entry of the queue about a whole table names no figure of it. */
const CELL_HEIGHT = 2 * ROW;

/** What became of a drawn thing; null where nobody would ever hear of it. Figures must be kept or told of one by one. */
function fateOf(ink: Ink, { statements, ...result }: DocumentResult): string | null {
  const wide = ink.how === 'shape' ? 9 : widthOf(ink.text, SIZE);
  const [x, y] = [ink.x + wide / 2, 842 - ink.y - 4];
  const holds = (box: Box) => contains(box, x, y, 2);
  const printed = parsePrinted(ink.text);
  const isFigure = ink.how !== 'text' || (printed !== null && !/^\d+$/u.test(ink.text));
  const told = reviewItems({ statements, ...result }).some(({ item: { page, ref, box } }) => {
    if (page !== 2 || ref !== null) return false;
    const own = box !== null && box.y1 - box.y0 <= CELL_HEIGHT && holds(box);
    return own || (!isFigure && (box === null || holds(box)));
  });
  if (told) return 'queue';
  const amount = statements.flatMap(({ amounts }) => amounts).find((one) => one.page === 2 && holds(one.box));
  const fen = printed === null ? null : toFen(printed.decimal, '万元');
  if (amount !== undefined && ink.how === 'text') return amount.fen === fen ? 'fact' : null;
  const lines = statements.flatMap((statement) => statement.lines).filter((line) => line.page === 2);
  const line = lines.find(({ box }) => y > box.y0 - 3 && y < box.y1 + 3);
  if (ink.how === 'text' && line !== undefined && (line.name === ink.text || line.code === ink.text)) return 'name';
  return ink.how === 'text' && NOTHING.includes(ink.text) ? 'nothing' : null;
}

test.each(Array.from({ length: GRIDS }, (_, at) => at + 1))(
  'all that is inked within a frame is a fact, a name, nothing, or told of (%i)',
  async (seed) => {
    const drawing = grid(seed);
    const { result } = await readDocument(await drawn(drawing), { openPdf, declarations, scan: null });
    const lost = drawing.inks.filter((ink) => fateOf(ink, result) === null);
    expect(lost).toEqual([]);
  },
);
