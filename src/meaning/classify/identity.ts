import type { DocumentType, Identity } from '../../model/document.ts';
import type { PageLayout } from '../../model/grid.ts';
import type { Table } from '../../model/table.ts';
import { compact } from '../../model/text.ts';

/** A short line that may name the document: from the cover, contents or above a table. */
export interface HeadLine {
  readonly text: string;
  /** Cover lines speak louder than the titles of single tables. */
  readonly weight: number;
}

const FIRST_PAGES = 3;
const DIGITS = '〇一二三四五六七八九';
const NUMERAL_YEAR = /二[〇○零Oo0][一二三四五六七八九〇○零]{2}/gu;
const TITLED = /^(.{0,40}?)(20\d\d)年?度?.{0,24}(?:预算|决算)/u;
const ORGANISATION =
  /(?:局|委|委员会|协会|联合会|工会|办|办公室|研究室|厅|法院|检察院|医院|学院|研究院|处|中心|政府|部|研究所|管理所|服务所|站|校|大学|中学|小学|园|馆|社|总队|支队|大队|剧团|场|台|庭|街道|街道办事处|办事处|镇|乡|公司|基地|院|所|会|团|队)(?:（本级）|（部门）|（汇总）|\(本级\)|\(部门\)|本级|本部|机关)?$/u;

/** 二〇二五年 → 2025年. */
function plainYears(text: string): string {
  return text.replace(NUMERAL_YEAR, (year) =>
    [...year].map((digit) => (/[○零Oo0]/u.test(digit) ? '0' : String(DIGITS.indexOf(digit)))).join(''),
  );
}

/** The lines that may say what the document is: first pages and the lines above tables, prose left out. */
export function headLines(pages: readonly PageLayout[], tables: readonly Table[]): HeadLine[] {
  const first = pages
    .slice(0, FIRST_PAGES)
    .flatMap((page, at) => page.lines.map((line) => ({ line, weight: at === 0 ? 4 : 1 })));
  const above = tables.flatMap((table) => table.above.slice(-6).map((line) => ({ line, weight: 1 })));
  return [...first, ...above].flatMap(({ line, weight }) => {
    if (line.text.length > 60) return [];
    const text = plainYears(compact(line.text));
    return text === '' || /[。；]/u.test(text) ? [] : [{ text, weight }];
  });
}

/** The value with the greatest total weight; null when there is none. */
function heaviest<T>(votes: Iterable<readonly [T, number]>): T | null {
  const sums = new Map<T, number>();
  for (const [value, weight] of votes) sums.set(value, (sums.get(value) ?? 0) + weight);
  let best: T | null = null;
  let most = 0;
  for (const [value, sum] of sums) {
    if (sum > most) {
      most = sum;
      best = value;
    }
  }
  return best;
}

function fiscalYear(lines: readonly HeadLine[]): number | null {
  return heaviest(
    lines.flatMap(({ text, weight }) => {
      const year = /(20\d\d)年?度?.{0,24}(?:预算|决算|表)/u.exec(text)?.[1];
      return year === undefined ? [] : [[Number(year), weight] as const];
    }),
  );
}

function cleanName(name: string): string {
  return compact(name)
    .replace(/^第[一二三四五六七八九十]+部分/u, '')
    .replace(/^[（(]?\d{3,}[)）]?[-—－_]?/u, '')
    .replace(/[（(](?:公章|盖章|章)[)）]/u, '')
    .replace(/[:：]+$/u, '');
}

function literal(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}

/** Names after a label such as 部门名称：, up to the next label on the line. */
function labelledNames(pages: readonly PageLayout[], tables: readonly Table[], labels: readonly string[]): string[] {
  const words = labels.toSorted((a, b) => b.length - a.length).map((label) => literal(compact(label)));
  if (words.length === 0) return [];
  const label = new RegExp(
    `^(?:${words.join('|')})[:：;；](.+?)(?:(?:金额)?(?:计量)?单位[:：;；].*|(?:填报|编制|制表)?日期[:：;；].*|20\\d\\d年.*)?$`,
    'u',
  );
  const above = tables.flatMap((table) => table.above.slice(-6).map((line) => line.text));
  const captions = tables.flatMap((table) => table.rows.slice(0, 2).flatMap((row) => row.map((cell) => cell.text)));
  const first = pages.slice(0, FIRST_PAGES).flatMap((page) => page.lines.map((line) => line.text));
  const covered = new Set([...above, ...captions]);
  return [...above, ...captions, ...first.filter((line) => !covered.has(line))].flatMap((line) => {
    if (line.length > 80) return [];
    const name = cleanName(label.exec(compact(line))?.[1] ?? '');
    return name.length >= 3 && name.length <= 40 && !/^(?:亿|万|千)?元$/u.test(name) ? [name] : [];
  });
}

/** Names before 2025年度部门预算 on the cover and in headings, or on the line above it. */
function titledNames(lines: readonly HeadLine[]): (readonly [string, number])[] {
  return lines.flatMap(({ text, weight }, at) => {
    const match = TITLED.exec(text);
    if (!match) return [];
    const before = cleanName(match[1] ?? '');
    if (before.length >= 3 && ORGANISATION.test(before)) return [[before, weight] as const];
    const previous = cleanName(lines[at - 1]?.text ?? '');
    return before === '' && ORGANISATION.test(previous) && previous.length >= 3 ? [[previous, weight] as const] : [];
  });
}

/** Department, year and kind of document, from cover, titles and the lines above tables. */
export function readIdentity(
  lines: readonly HeadLine[],
  pages: readonly PageLayout[],
  tables: readonly Table[],
  labels: readonly string[],
  documentType: DocumentType | null,
): Identity {
  const labelled = heaviest(labelledNames(pages, tables, labels).map((name) => [name, 1] as const));
  const department = labelled ?? heaviest(titledNames(lines));
  return { documentType, fiscalYear: fiscalYear(lines), department };
}
