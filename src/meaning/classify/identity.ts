import type { TitlesWording } from '../../declare/wording/wording.ts';
import type { DocumentType, Identity } from '../../model/document.ts';
import type { PageLayout } from '../../model/grid.ts';
import type { Table } from '../../model/table.ts';
import { compact } from '../../model/text.ts';
import { coverTitle, type HeadLine, loneCoverLines, plainYears } from './head-lines.ts';
import {
  cleanName,
  introducedNames,
  isOrganisation,
  labelledNames,
  type Naming,
  nameInTitle,
  namesBesideLabels,
  namesNobody,
  sameName,
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
function loneYears(lines: readonly HeadLine[], wording: TitlesWording): Vote<number>[] {
  return lines.flatMap(({ text, weight }) => {
    const match = wording.lone_year.exec(text);
    return match ? [[Number(match[1] ?? match[2]), weight] as const] : [];
  });
}

/** The latest year that heads a column of 预算数 or 决算数: an earlier one stands there for comparison. */
function headedYears(tables: readonly Table[], wording: TitlesWording): Vote<number>[] {
  const years = tables.flatMap((table) =>
    table.rows.slice(0, 4).flatMap((row) =>
      row.flatMap((cell) => {
        const year = wording.headed_year.exec(plainYears(compact(cell.text)))?.[1];
        return year === undefined ? [] : [Number(year)];
      }),
    ),
  );
  return years.length === 0 ? [] : [[Math.max(...years), 1]];
}

/** Years of which the prose states a budget; what it compares with (比2024年) is not meant. */
function statedYears(pages: readonly PageLayout[], wording: TitlesWording): Vote<number>[] {
  return pages.flatMap((page) =>
    page.lines.flatMap((line) =>
      [...plainYears(compact(line.text)).matchAll(wording.stated_year)].flatMap(([, compared, year]) =>
        compared === undefined ? [[Number(year), 1] as const] : [],
      ),
    ),
  );
}

function fiscalYear(
  lines: readonly HeadLine[],
  pages: readonly PageLayout[],
  tables: readonly Table[],
  wording: TitlesWording,
): number | null {
  const titled = (): Vote<number>[] =>
    lines.flatMap(({ text, weight }) => {
      const year = wording.titled_year.exec(text)?.[1];
      return year === undefined ? [] : [[Number(year), weight] as const];
    });
  return firstOf([
    titled,
    () => loneYears(lines, wording),
    () => headedYears(tables, wording),
    () => statedYears(pages, wording),
  ]);
}

/** Names on the cover, in titles and headings, or on the line above such a title. */
function titledNames(lines: readonly HeadLine[], pages: readonly PageLayout[], naming: Naming): Vote<string>[] {
  const title = coverTitle(pages, naming.wording);
  const onCover = title === null ? null : nameInTitle(title, naming);
  const votes = lines.flatMap(({ text, weight }, at): Vote<string>[] => {
    const name = nameInTitle(text, naming);
    if (name !== null) return [[name, weight]];
    const previous = cleanName(lines[at - 1]?.text ?? '', naming.wording);
    return namesNobody(text, naming.wording) && isOrganisation(previous, naming) ? [[previous, weight]] : [];
  });
  if (onCover === null) return votes;
  // The last line of a name that is broken over several is no other name.
  return [[onCover, TITLE], ...votes.filter(([name]) => name === onCover || !onCover.endsWith(name))];
}

/** Running heads (页眉) name the document on every page. */
function runningNames(pages: readonly PageLayout[], naming: Naming): Vote<string>[] {
  return pages.flatMap((page) =>
    page.furniture.flatMap((line): Vote<string>[] => {
      const text = plainYears(compact(line.text));
      const name = nameInTitle(text, naming) ?? (isOrganisation(text, naming) ? text : null);
      return name === null ? [] : [[name, 1]];
    }),
  );
}

/**
 * The labels that name whom the cover names: behind the department's tables may be those of its units, more of them than its
 * own. Beside other units the office alone (本级) is one of them and not the department.
 */
function namedOnCover(labelled: readonly Vote<string>[], onCover: string, { wording }: Naming): Vote<string>[] {
  const same = labelled.filter(([name]) => sameName(name, onCover));
  const isOffice = (name: string) => wording.own_office.test(name);
  if (same.length === labelled.length || isOffice(onCover)) return same;
  const whole = same.filter(([name]) => !isOffice(name));
  return whole.length > 0 || same.length === 0 ? whole : [[onCover, 1]];
}

/** Department, year and kind of document, from cover, titles, the lines above tables, forms and prose, in this order. */
export function readIdentity(
  lines: readonly HeadLine[],
  pages: readonly PageLayout[],
  tables: readonly Table[],
  naming: Naming,
  documentType: DocumentType | null,
): Identity {
  const labelled = labelledNames(pages, tables, naming);
  const title = coverTitle(pages, naming.wording);
  const onCover = title === null ? null : nameInTitle(title, naming);
  const department = firstOf([
    () => (onCover === null ? [] : namedOnCover(labelled, onCover, naming)),
    () => labelled,
    () => titledNames(lines, pages, naming),
    () =>
      loneCoverLines(pages, naming.wording).flatMap((text) => {
        const name = cleanName(text.replace(/^[（(](.*)[）)]$/u, '$1'), naming.wording);
        return isOrganisation(name, naming) ? [[name, 1] as const] : [];
      }),
    () => runningNames(pages, naming),
    () => namesBesideLabels(tables, naming),
    () => introducedNames(pages, naming),
  ]);
  return { documentType, fiscalYear: fiscalYear(lines, pages, tables, naming.wording), department };
}
