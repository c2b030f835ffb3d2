import type { DocumentType, Identity } from '../../model/document.ts';
import type { PageLayout } from '../../model/grid.ts';
import type { Table } from '../../model/table.ts';
import { compact } from '../../model/text.ts';
import type { Organisations } from '../../words/organisations.ts';
import { coverTitle, type HeadLine, loneCoverLines, plainYears } from './head-lines.ts';
import {
  cleanName,
  introducedNames,
  isOrganisation,
  labelledNames,
  nameInTitle,
  namesBesideLabels,
  namesNobody,
  type Vote,
} from './names.ts';

/** More than any single line: the title on the cover names the department in full. */
const TITLE = 6;

/** The value with the greatest total weight; null when there is none. */
function heaviest<T>(votes: Iterable<Vote<T>>): T | null {
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

/** The first source that says anything decides: none overrules one that stands before it. */
function firstOf<T>(sources: readonly (() => Iterable<Vote<T>>)[]): T | null {
  for (const source of sources) {
    const found = heaviest(source());
    if (found !== null) return found;
  }
  return null;
}

/** The one year that is printed alone as a label: （2026年度）, 预算年度：2026. */
const LONE_YEAR = /^(?:[（(]?(20\d\d)年度?[）)]?|(?:预算|决算|会计|财政|所属)?年[度份][:：](20\d\d)年?度?)$/u;

function loneYears(lines: readonly HeadLine[]): Vote<number>[] {
  return lines.flatMap(({ text, weight }) => {
    const match = LONE_YEAR.exec(text);
    return match ? [[Number(match[1] ?? match[2]), weight] as const] : [];
  });
}

/** The latest year that heads a column of 预算数 or 决算数: an earlier one stands there for comparison. */
function headedYears(tables: readonly Table[]): Vote<number>[] {
  const years = tables.flatMap((table) =>
    table.rows.slice(0, 4).flatMap((row) =>
      row.flatMap((cell) => {
        const year = /^[（(]?(20\d\d)年?度?.{0,6}(?:预算|决算)/u.exec(plainYears(compact(cell.text)))?.[1];
        return year === undefined ? [] : [Number(year)];
      }),
    ),
  );
  return years.length === 0 ? [] : [[Math.max(...years), 1]];
}

/** Years of which the prose states a budget; what it compares with (比2024年) is not meant. */
function statedYears(pages: readonly PageLayout[]): Vote<number>[] {
  return pages.flatMap((page) =>
    page.lines.flatMap((line) =>
      [...plainYears(compact(line.text)).matchAll(/(比|较|与|和)?(20\d\d)年度?[^，。；]{0,16}(?:预算|决算)/gu)].flatMap(
        ([, compared, year]) => (compared === undefined ? [[Number(year), 1] as const] : []),
      ),
    ),
  );
}

function fiscalYear(lines: readonly HeadLine[], pages: readonly PageLayout[], tables: readonly Table[]): number | null {
  const titled = (): Vote<number>[] =>
    lines.flatMap(({ text, weight }) => {
      const year = /(20\d\d)年?度?.{0,24}(?:预算|决算|表)/u.exec(text)?.[1];
      return year === undefined ? [] : [[Number(year), weight] as const];
    });
  return firstOf([titled, () => loneYears(lines), () => headedYears(tables), () => statedYears(pages)]);
}

/** Names on the cover, in titles and headings, or on the line above such a title. */
function titledNames(lines: readonly HeadLine[], pages: readonly PageLayout[], endings: Organisations): Vote<string>[] {
  const title = coverTitle(pages);
  const onCover = title === null ? null : nameInTitle(title, endings);
  const votes = lines.flatMap(({ text, weight }, at): Vote<string>[] => {
    const name = nameInTitle(text, endings);
    if (name !== null) return [[name, weight]];
    const previous = cleanName(lines[at - 1]?.text ?? '');
    return namesNobody(text) && isOrganisation(previous, endings) ? [[previous, weight]] : [];
  });
  if (onCover === null) return votes;
  // The last line of a name that is broken over several is no other name.
  return [[onCover, TITLE], ...votes.filter(([name]) => name === onCover || !onCover.endsWith(name))];
}

/** Running heads (页眉) name the document on every page. */
function runningNames(pages: readonly PageLayout[], endings: Organisations): Vote<string>[] {
  return pages.flatMap((page) =>
    page.furniture.flatMap((line): Vote<string>[] => {
      const text = plainYears(compact(line.text));
      const name = nameInTitle(text, endings) ?? (isOrganisation(text, endings) ? text : null);
      return name === null ? [] : [[name, 1]];
    }),
  );
}

/** How departments are named: the labels before their names (部门名称), and how the names end. */
export interface Naming {
  readonly labels: readonly string[];
  readonly endings: Organisations;
}

/** Department, year and kind of document, from cover, titles, the lines above tables, forms and prose, in this order. */
export function readIdentity(
  lines: readonly HeadLine[],
  pages: readonly PageLayout[],
  tables: readonly Table[],
  { labels, endings }: Naming,
  documentType: DocumentType | null,
): Identity {
  const department = firstOf([
    () => labelledNames(pages, tables, labels, endings),
    () => titledNames(lines, pages, endings),
    () => loneCoverLines(pages).flatMap((text) => (isOrganisation(text, endings) ? [[text, 1] as const] : [])),
    () => runningNames(pages, endings),
    () => namesBesideLabels(tables, labels, endings),
    () => introducedNames(pages, endings),
  ]);
  return { documentType, fiscalYear: fiscalYear(lines, pages, tables), department };
}
