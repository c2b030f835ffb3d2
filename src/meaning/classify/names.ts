import type { TitlesWording } from '../../declare/wording/wording.ts';
import type { PageLayout } from '../../model/grid.ts';
import type { Table } from '../../model/table.ts';
import { compact } from '../../model/text.ts';
import type { Organisations } from '../../words/organisations.ts';
import { FIRST_PAGES, HEADING_LINES } from './head-lines.ts';
import { endsAsTitle } from './title-line.ts';

/** How sure a place is to name the department: a value with its weight. */
export type Vote<T> = readonly [value: T, weight: number];

/** How departments are named: the labels before their names (部门名称), how the names end, and what stands around them. */
export interface Naming {
  readonly labels: readonly string[];
  readonly endings: Organisations;
  readonly wording: TitlesWording;
}

/** A text with a year in it is a title, no name. */
const YEAR = /20\d\d年/u;
const SHORTEST = 3;
const LONGEST = 40;

/** Whether a text ends as departments and units do: 局, 委员会, 中心 … */
export function isOrganisation(text: string, { endings, wording }: Omit<Naming, 'labels'>): boolean {
  // 某某市城市管理局（某某市综合行政执法局): one office of two names
  const [, first = '', second = ''] = /^([^（(]+)[（(]([^（(]+)[）)]$/u.exec(text) ?? [];
  return (
    text.length >= SHORTEST &&
    text.length <= LONGEST &&
    (endings.reports(text) || (endings.reports(first) && endings.reports(second))) &&
    // （按政府 is cut out of a title
    text.split(/[（(]/u).length === text.split(/[）)]/u).length &&
    !wording.no_name.test(text) &&
    !YEAR.test(text)
  );
}

/** A name without the number of its chapter, its code, its seal, its colon and what a template says beside it. */
export function cleanName(name: string, { part_number, seal, about, left_over }: TitlesWording): string {
  return compact(name)
    .replace(part_number, '')
    .replace(about, '')
    .replace(/^[:：、，,.．·]+/u, '')
    .replace(left_over, '')
    .replace(/^[（([［【〔]?\d{3,}[)）\]］】〕]?[-—－_]?/u, '')
    .replace(seal, '')
    .replace(/[:：\-—－–_·]+$/u, '');
}

/** Finds what stands after a label. */
type AfterLabel = (text: string) => { readonly label: string; readonly value: string } | null;

function afterLabel({ labels, wording }: Naming): AfterLabel {
  const words = labels.map((label) => compact(label)).toSorted((a, b) => b.length - a.length);
  return (text) => {
    for (const label of words) {
      const value = text.startsWith(label) ? wording.after_label.exec(text.slice(label.length))?.[1] : undefined;
      if (value !== undefined) return { label, value };
    }
    return null;
  };
}

/** The value of a label, without the next label that may follow on the line (部门名称：X 截止时间：Y). */
function nameAfter(printed: string, find: AfterLabel, naming: Naming): string | null {
  const { endings, wording } = naming;
  // 单位：万元 某某局, where two tables stand beside one another
  const withoutUnit = (text: string) => {
    const [first = '', ...rest] = text.split(/\s+/u);
    return rest.length > 0 && wording.unit_of_measure.test(find(first)?.value ?? '') ? rest.join(' ') : text;
  };
  // the table's title may stand between department and unit
  const pieces = withoutUnit(printed).split(/\s+/u);
  const line = pieces.filter((text, at) => at === 0 || !endsAsTitle(text, wording)).join(' ');
  const whole = find(compact(line));
  const parts = line.split(/\s+(?=\S{2,12}[:：])/u);
  const labelled = whole !== null && !/[:：]/u.test(whole.value) ? [whole] : [];
  const apart = parts.length > 1 ? parts.flatMap((part) => find(compact(withoutUnit(part))) ?? []) : [];
  const found = [...labelled, ...apart, ...(whole === null ? [] : [whole])][0];
  if (found === undefined) return null;
  const cut = /[:：]/u.test(found.value) ? endings.longest(found.value.split(/[:：]/u)[0] ?? '') : found.value;
  const name = cleanName(cut, wording);
  if (name.length < SHORTEST || name.length > LONGEST || wording.unit_of_measure.test(name)) return null;
  return found.label === wording.ambiguous_label && !isOrganisation(name, naming) ? null : name;
}

/** Names after a label such as 部门名称：, above tables, in their first rows and on the first pages. */
export function labelledNames(pages: readonly PageLayout[], tables: readonly Table[], naming: Naming): Vote<string>[] {
  const find = afterLabel(naming);
  const above = tables.flatMap((table) => table.above.slice(-HEADING_LINES).map((line) => line.text));
  const captions = tables.flatMap((table) => table.rows.slice(0, 2).flatMap((row) => row.map((cell) => cell.text)));
  const first = pages.slice(0, FIRST_PAGES).flatMap((page) => page.lines.map((line) => line.text));
  const covered = new Set([...above, ...captions]);
  return [...above, ...captions, ...first.filter((line) => !covered.has(line))].flatMap((line) => {
    const name = line.length > 80 ? null : nameAfter(line, find, naming);
    return name === null ? [] : [[name, 1] as const];
  });
}

/** The names of organisations behind labels in these texts. */
export function labelledIn(texts: readonly string[], naming: Naming): string[] {
  const find = afterLabel(naming);
  return texts.flatMap((text) => {
    const name = text.length > 80 ? null : nameAfter(text, find, naming);
    return name !== null && isOrganisation(name, naming) ? [name] : [];
  });
}

/** Names in the cell beside a label (部门名称 | X), as forms print them. */
export function namesBesideLabels(tables: readonly Table[], naming: Naming): Vote<string>[] {
  const known = new Set(naming.labels.map((label) => compact(label)));
  return tables.flatMap((table) =>
    table.rows.slice(0, 4).flatMap((row) =>
      row.slice(1).flatMap((cell, at): Vote<string>[] => {
        const label = compact(row[at]?.text ?? '').replace(/[:：]$/u, '');
        const name = known.has(label) ? cleanName(cell.text, naming.wording) : '';
        return isOrganisation(name, naming) ? [[name, 1]] : [];
      }),
    ),
  );
}

/** Stands for a word of a name while a title is taken apart, its place in the list of such words behind it. */
const MASK = 0xe000;

/**
 * A title with the words of reports masked that may be a name's (预算评审中心): all but the last, and fewer of them, down to
 * none. `whole` puts the words back.
 */
function readings(title: string, { report_word }: TitlesWording) {
  const found = [...title.matchAll(report_word)];
  const words = found.map(([word]) => word);
  const whole = (text: string) =>
    text.replace(/[\ue000-\uf8ff]/gu, (mark) => words[(mark.codePointAt(0) ?? MASK) - MASK] ?? '');
  const masked = (most: number) => {
    let at = 0;
    return title.replace(report_word, (word) => (at < most ? String.fromCodePoint(MASK + at++) : word));
  };
  return { whole, titles: [...words.map((_, at) => masked(words.length - at)), title] };
}

/** The department in a title such as X局2025年部门预算, 2025年X局部门预算, or of a chapter such as 第一部分 X局概况. */
export function nameInTitle(title: string, naming: Naming): string | null {
  const { whole, titles } = readings(title, naming.wording);
  for (const one of titles) {
    const name = nameIn(one, naming);
    if (name !== null) return whole(name);
  }
  return null;
}

function nameIn(title: string, naming: Naming): string | null {
  const { named_report, named_report_without_year, named_table, named_overview, named_behind } = naming.wording;
  const report = named_report.exec(title);
  const behind = named_behind.exec(title)?.[1];
  const others = [named_report_without_year, named_table, named_overview].map((pattern) => pattern.exec(title)?.[1]);
  const found = report ? [report[1], report[3], behind] : others;
  // 某某镇政府部门2025年部门预算
  const name = found
    .map((one) => cleanName(one ?? '', naming.wording))
    .flatMap((one) => [one, one.replace(naming.wording.whose_behind, '')])
    .find((one) => isOrganisation(one, naming));
  if (name === undefined) return null;
  // 云溪县2025年水利局部门预算: the place is a part of the name
  const [place = ''] = report?.slice(1) ?? [];
  return naming.wording.place.test(place) && !name.includes(place) ? place + name : name;
}

/** Whether a title is of a report and names nobody itself: the line above it may. */
export function namesNobody(title: string, { named_report }: TitlesWording): boolean {
  return named_report.exec(title)?.[1] === '';
}

/** Names that the prose introduces: X局（以下简称市X局）, X局是市政府组成部门. */
export function introducedNames(pages: readonly PageLayout[], naming: Naming): Vote<string>[] {
  return pages.slice(0, 2 * FIRST_PAGES).flatMap((page) =>
    page.lines.flatMap((line): Vote<string>[] => {
      const before = naming.wording.introduced.exec(compact(line.text))?.[1];
      const name = cleanName(before?.split(/[，,、。；：:]/u).at(-1) ?? '', naming.wording);
      return isOrganisation(name, naming) ? [[name, 1]] : [];
    }),
  );
}

/** Longer additions to a name make it another's: 教育局本级 is 教育局, 教育局教研室 is not. */
const ADDITION = 2;

/** Whether all characters of one name stand in the other, in order. */
function within(short: string, long: string): boolean {
  let at = 0;
  for (const char of long) if (char === short[at]) at++;
  return at === short.length;
}

/** Whether two names are one, the shorter with less before its end (市委办 for 中共某某市委办) or the longer with 本级 behind it. */
export function sameName(one: string, other: string): boolean {
  const [short = '', long = ''] = [one, other]
    .map((name) => name.replace(/[（(].*[）)]$/u, ''))
    .sort((a, b) => a.length - b.length);
  const added = long.startsWith(short) && long.length - short.length <= ADDITION;
  return added || (within(short, long) && short.slice(-2) === long.slice(-2));
}
