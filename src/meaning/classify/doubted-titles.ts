import type { Vocabulary } from '../../declare/vocabulary.ts';
import type { ClassifiedTable } from '../../model/classified.ts';
import type { TableFlag } from '../../model/codes.ts';
import type { PageLayout } from '../../model/grid.ts';
import { isCore, type StatementKind } from '../../model/statement.ts';
import type { Table } from '../../model/table.ts';
import { compact } from '../../model/text.ts';
import type { Contents } from './contents.ts';
import type { Evidence } from './evidence.ts';
import { headedAs } from './headed-as.ts';
import { type Fit, fitOf, looksLike } from './heads.ts';
import { GOOD_TITLE } from './title.ts';

/** Flag of a table whose title may be another's. */
export const DOUBTED: TableFlag = 'title-doubtful';

/** What a table says of itself beside its title. */
export interface Told {
  readonly table: Table;
  readonly evidence: Evidence;
  /** Its title as printed. */
  readonly title: string;
  /** The statement that its title names, whatever its lines are classified by. */
  readonly named: StatementKind | null;
  /** Whether the title of another statement stands as close to it. */
  readonly rivalled: boolean;
  /** Whether a scan's title, or what stands around it, was recognised. */
  readonly recognised: boolean;
  /** The number over it, where the contents have its title. */
  readonly listed: string | null;
}

/**
 * The tables with titles that may be another's (表名存疑): two titles stand over one table; the headings below a title say
 * nothing for it and are those of a core statement that the report has nowhere else under a title that fits, or one heading
 * over all figures names such a statement; lines stand there that its statement does not have, and then the title may have
 * been exchanged with the one that has them; it stands twice, and one that the contents list (`listed`) nowhere; two tables
 * bear the number for which the contents have it, or none bears the first of these numbers: they may be numbers of pages.
 * Sums do not tell: they see numbers.
 */
export function withDoubtedTitles(
  classified: readonly ClassifiedTable[],
  told: ReadonlyMap<number, Told>,
  { listed, contents }: { readonly listed: ReadonlySet<StatementKind>; readonly contents: Contents },
  vocabulary: Vocabulary,
): ClassifiedTable[] {
  const sure = surelyTitled(classified, told, vocabulary);
  const statements = classified.flatMap(({ table, role, kind }) => {
    const own = role === 'statement' ? told.get(table) : undefined;
    // by one misread character (收人 for 收入) a title may be nearer to another's
    return own === undefined || (own.recognised && own.named !== kind) ? [] : [own];
  });
  const looks = (one: Told) => coreLooks(one, vocabulary);
  const belied = statements.filter((one) => fitTo(one, vocabulary) === 'against');
  const isExchanged = (one: Told) =>
    belied.some((other) => {
      const [mine, its] = [one.named, other.named];
      return mine !== null && its !== null && looks(other).includes(mine) && looks(one).includes(its);
    });
  const isNumberedTwice = ({ table, listed }: Told) =>
    listed !== null && statements.some((other) => other.table !== table && other.listed === listed);
  const numbers = [...told.values()].flatMap((one) => one.listed ?? []);
  const isCountedElse = numbers.length > 0 && !contents.countsAs(numbers);
  const isOdd = (one: Told) =>
    fitTo(one, vocabulary) === 'silent' && looks(one).some((kind) => kind !== one.named && !sure.has(kind));
  const isCopied = (one: Told) =>
    ((one.table.reprints ?? []).length > 0 ||
      statements.some((other) => other !== one && other.named === one.named && other.title === one.title)) &&
    looks(one).some((kind) => listed.has(kind) && !statements.some(({ named }) => named === kind));
  const isHeadedElse = (one: Told) => {
    const kind = headedAs(one.table, vocabulary);
    return kind !== null && kind !== one.named && !statements.some(({ named }) => named === kind);
  };
  const doubtful = new Set(
    statements
      .filter(
        (one) =>
          one.rivalled ||
          isNumberedTwice(one) ||
          isHeadedElse(one) ||
          belied.includes(one) ||
          isOdd(one) ||
          isExchanged(one) ||
          isCopied(one),
      )
      .map(({ table }) => table.index),
  );
  for (const { listed: number, table } of told.values())
    if (number !== null && isCountedElse) doubtful.add(table.index);
  let before = false;
  return classified.map((one) => {
    before = one.flags.includes('continued') ? before : doubtful.has(one.table);
    return before ? doubted(one) : one;
  });
}

function doubted(one: ClassifiedTable): ClassifiedTable {
  const placement = one.placement === 'established' ? 'inferred' : one.placement;
  return { ...one, placement, flags: [...one.flags, DOUBTED] };
}

/** How a table fits the core statement that its title names; null where it names none. */
function fitTo({ table, evidence, named }: Told, vocabulary: Vocabulary): Fit | null {
  const statement = vocabulary.statements.find(({ kind }) => kind === named);
  return statement === undefined || !isCore(statement.kind) ? null : fitOf(table, evidence, statement, vocabulary);
}

/** The core statements that a table looks like, whatever its title; nearly every head may be that of a fund's table. */
export function coreLooks({ table, evidence }: Told, vocabulary: Vocabulary): readonly StatementKind[] {
  return vocabulary.statements
    .filter(({ kind, spends_on }) => isCore(kind) && spends_on.length === 0)
    .filter((statement) => looksLike(table, evidence, statement, vocabulary))
    .map(({ kind }) => kind);
}

/** Kinds of statements that a table of the report surely is: title and headings agree. */
export function surelyTitled(
  classified: readonly ClassifiedTable[],
  told: ReadonlyMap<number, Told>,
  vocabulary: Vocabulary,
): ReadonlySet<StatementKind> {
  return new Set(
    classified.flatMap(({ table, kind, placement }) => {
      const own = told.get(table);
      if (own === undefined || kind === null || own.named !== kind || placement !== 'established') return [];
      return fitTo(own, vocabulary) === 'speaks' ? [kind] : [];
    }),
  );
}

/** The core statements that the contents of a report (目录) list: lines before its first table that are their titles. */
export function listedIn(pages: readonly PageLayout[], { titles }: Vocabulary): ReadonlySet<StatementKind> {
  const first = pages.findIndex(({ grids }) => grids.length > 0);
  const lines = pages.slice(0, Math.max(0, first)).flatMap((page) => page.lines);
  return new Set(
    lines.flatMap(({ text }): StatementKind[] => {
      const words = compact(text).replace(LEADERS, '');
      const [match] = words.includes('表') ? titles.match(words, '') : [];
      return match?.kind && match.score >= GOOD_TITLE && isCore(match.kind) ? [match.kind] : [];
    }),
  );
}

/** Dots and page number behind an entry of the contents, and the number before it. */
const LEADERS = /^\d+[.．、]|[.…·．\d]+$/gu;
