import type { PageLayout } from '../../model/grid.ts';
import type { Table } from '../../model/table.ts';
import { compact } from '../../model/text.ts';
import type { Organisations } from '../../words/organisations.ts';
import { FIRST_PAGES, HEADING_LINES } from './head-lines.ts';

/** How sure a place is to name the department: a value with its weight. */
export type Vote<T> = readonly [value: T, weight: number];

/** What ends like a department and is none. */
const NO_NAME =
  /^(?:(?:本|我|各|该|全|主管|预算|编制|填报|直属|所属|一级|二级|基层)*(?:部|部门|单位|机关)|纳入|目录).*$/u;
const UNIT_OF_MEASURE = /^(?:人民币)?(?:[亿万千百])?元(?:[、，,/].*)?$/u;
const SEAL = '(?:[（(](?:公章|盖章|章|签章)[)）])?';
const SHORTEST = 3;
const LONGEST = 40;
/** A label that also stands before a unit of measure: it names a department only where one follows. */
const AMBIGUOUS = '单位';

/** Whether a text ends as departments and units do: 局, 委员会, 中心 … */
export function isOrganisation(text: string, endings: Organisations): boolean {
  return text.length >= SHORTEST && text.length <= LONGEST && endings.reports(text) && !NO_NAME.test(text);
}

/** A name without the number of its chapter, its code, its seal and its colon. */
export function cleanName(name: string): string {
  return compact(name)
    .replace(/^第[一二三四五六七八九十]+部分/u, '')
    .replace(/^[（(]?\d{3,}[)）]?[-—－_]?/u, '')
    .replace(/[（(](?:公章|盖章|章|签章)[)）]/u, '')
    .replace(/[:：]+$/u, '');
}

function literal(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}

/** Finds what stands after a label. */
type AfterLabel = (text: string) => { readonly label: string; readonly value: string } | null;

function afterLabel(labels: readonly string[]): AfterLabel {
  const words = labels.toSorted((a, b) => b.length - a.length).map((label) => literal(compact(label)));
  if (words.length === 0) return () => null;
  const label = new RegExp(
    `^(${words.join('|')})${SEAL}[:：;；](.+?)(?:(?:金额)?(?:计量)?单位[:：;；].*|(?:填报|编制|制表)?日期[:：;；].*|20\\d\\d年.*)?$`,
    'u',
  );
  return (text) => {
    const match = label.exec(text);
    return match ? { label: match[1] ?? '', value: match[2] ?? '' } : null;
  };
}

/** The value of a label, without the next label that may follow on the line (部门名称：X 截止时间：Y). */
function nameAfter(line: string, find: AfterLabel, endings: Organisations): string | null {
  const whole = find(compact(line));
  const parts = line.split(/\s+(?=\S{2,12}[:：])/u);
  const labelled = whole !== null && !/[:：]/u.test(whole.value) ? [whole] : [];
  const apart = parts.length > 1 ? parts.flatMap((part) => find(compact(part)) ?? []) : [];
  const found = [...labelled, ...apart, ...(whole === null ? [] : [whole])][0];
  if (found === undefined) return null;
  const cut = /[:：]/u.test(found.value) ? endings.longest(found.value.split(/[:：]/u)[0] ?? '') : found.value;
  const name = cleanName(cut);
  if (name.length < SHORTEST || name.length > LONGEST || UNIT_OF_MEASURE.test(name)) return null;
  return found.label === AMBIGUOUS && !isOrganisation(name, endings) ? null : name;
}

/** Names after a label such as 部门名称：, above tables, in their first rows and on the first pages. */
export function labelledNames(
  pages: readonly PageLayout[],
  tables: readonly Table[],
  labels: readonly string[],
  endings: Organisations,
): Vote<string>[] {
  const find = afterLabel(labels);
  const above = tables.flatMap((table) => table.above.slice(-HEADING_LINES).map((line) => line.text));
  const captions = tables.flatMap((table) => table.rows.slice(0, 2).flatMap((row) => row.map((cell) => cell.text)));
  const first = pages.slice(0, FIRST_PAGES).flatMap((page) => page.lines.map((line) => line.text));
  const covered = new Set([...above, ...captions]);
  return [...above, ...captions, ...first.filter((line) => !covered.has(line))].flatMap((line) => {
    const name = line.length > 80 ? null : nameAfter(line, find, endings);
    return name === null ? [] : [[name, 1] as const];
  });
}

/** Names in the cell beside a label (部门名称 | X), as forms print them. */
export function namesBesideLabels(
  tables: readonly Table[],
  labels: readonly string[],
  endings: Organisations,
): Vote<string>[] {
  const known = new Set(labels.map((label) => compact(label)));
  return tables.flatMap((table) =>
    table.rows.slice(0, 4).flatMap((row) =>
      row.slice(1).flatMap((cell, at): Vote<string>[] => {
        const label = compact(row[at]?.text ?? '').replace(/[:：]$/u, '');
        const name = known.has(label) ? cleanName(cell.text) : '';
        return isOrganisation(name, endings) ? [[name, 1]] : [];
      }),
    ),
  );
}

const REPORT =
  /^(?:关于)?(?:公开|公布)?(.{0,40}?)(?:关于)?(?:公开)?(20\d\d)年?度?(?:的)?(.{0,40}?)(?:部门|单位)?(?:财政)?(?:收支)?(?:总体)?(?:预算|决算|预决算)/u;
const HEADING = /^(.{3,40}?)20\d\d年?度?.{0,24}表/u;
const REPORT_WITHOUT_YEAR = /^(.{3,40}?)(?:部门|单位)(?:预算|决算|预决算)/u;
const CHAPTER = /^第[一二三四五]部分(.{3,40}?)(?:部门|单位)?(?:基本)?(?:概况|概述|情况|简介)$/u;

/** The department in a title such as X局2025年部门预算, 2025年X局部门预算, or of a chapter such as 第一部分 X局概况. */
export function nameInTitle(title: string, endings: Organisations): string | null {
  const report = REPORT.exec(title);
  const others = [REPORT_WITHOUT_YEAR, HEADING, CHAPTER].map((pattern) => pattern.exec(title)?.[1]);
  const found = report ? [report[1], report[3]] : others;
  return found.map((name) => cleanName(name ?? '')).find((name) => isOrganisation(name, endings)) ?? null;
}

/** Whether a title is of a report and names nobody itself: the line above it may. */
export function namesNobody(title: string): boolean {
  return REPORT.exec(title)?.[1] === '';
}

/** Names that the prose introduces: X局（以下简称市X局）, X局是市政府组成部门. */
export function introducedNames(pages: readonly PageLayout[], endings: Organisations): Vote<string>[] {
  return pages.slice(0, 2 * FIRST_PAGES).flatMap((page) =>
    page.lines.flatMap((line): Vote<string>[] => {
      const before = /^(.*?)(?:[（(](?:以下)?简称|[是为].{0,12}(?:组成部门|工作部门|直属))/u.exec(
        compact(line.text),
      )?.[1];
      const name = cleanName(before?.split(/[，,、。；：:]/u).at(-1) ?? '');
      return isOrganisation(name, endings) ? [[name, 1]] : [];
    }),
  );
}
