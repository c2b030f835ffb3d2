import type { Lexicon } from '../../declare/lexicon.ts';
import type { StatementVocabulary, Vocabulary } from '../../declare/vocabulary.ts';
import type { TitlesWording } from '../../declare/wording/wording.ts';
import { isLargeWhole, parsePrinted } from '../../model/money.ts';
import type { Table, TableCell } from '../../model/table.ts';
import { compact, tidyName } from '../../model/text.ts';

/** How many rows are told by a classification, by the codes printed in them or, where none are, by their names. */
export interface Classes {
  /** Rows of functions, whatever else they print. */
  readonly functional: number;
  /** Rows of economic classes alone. */
  readonly economic: number;
  readonly revenue: number;
}

/** What the cells of a table say about its kind, before columns are understood. */
export interface Evidence {
  /** Texts of the rows above the first amount, years and unit brackets removed. */
  readonly header: readonly string[];
  readonly amounts: number;
  /** Figures that print neither point nor separator and are no codes, years or numbers of rows and columns. */
  readonly integers: number;
  /** Those of them that are too large to count things and stand behind words, as no code does. */
  readonly large: number;
  /** Rows that hold an amount. */
  readonly rows: number;
  readonly codes: Classes;
  readonly names: Classes;
  /** Headings that are names of economic classes. */
  readonly classesOver: number;
  /** The functional codes themselves, as printed. */
  readonly functions: ReadonlySet<string>;
  /** Whether 元, 万元 … is printed over it or in its head. */
  readonly unit: boolean;
}

const MOST_HEADER_ROWS = 8;
const MOST_ROWS = 60;

function isAmount(text: string): boolean {
  // 202541.883182 is what a recogniser may make of 2025年预算数
  return /[.,，]/u.test(text) && !/^20[12]\d\d/u.test(text) && parsePrinted(text) !== null;
}

const INTEGER = /^(?!20[12]\d$)-?\d{1,12}$/u;

/** How many integers a row prints as figures: none where they number the columns (1 2 3), and not the number of the row. */
function integersIn(texts: readonly string[]): number {
  const isFigure = (text: string) => INTEGER.test(text) && (codeClass(text) === null || text.endsWith('00'));
  const found = texts.filter(isFigure).map(Number);
  if (found.length > 1 && found.every((one, at) => at === 0 || one === (found[at - 1] ?? 0) + 1)) return 0;
  const numbersRow = texts.length > 1 && isFigure(texts[0] ?? '');
  return found.length - (numbersRow ? 1 : 0);
}

/** How many figures behind words are too large to count things. */
function largeIn(texts: readonly string[]): number {
  const words = texts.findIndex((text) => /\p{Script=Han}/u.test(text));
  return words < 0 ? 0 : texts.slice(words).filter((text) => isLargeWhole(text) && codeClass(text) === null).length;
}

type Class = keyof Classes;

const CLASS_OF: Readonly<Record<string, Class>> = {
  '1': 'revenue',
  '2': 'functional',
  '3': 'economic',
  '5': 'economic',
};

/** The classification of a code that is alone in its cell or stands before its name: 2010301, 30101-基本工资, [301]…. */
function codeClass(text: string): Class | null {
  return CLASS_OF[codeOf(text)?.[0] ?? ''] ?? null;
}

/** The same where the class it begins with exists: 324 is a unit's code, misread or not, and no economic class. */
function knownClass(text: string, lexicon: Lexicon): Class | null {
  const found = codeClass(text);
  if (found !== 'economic') return found;
  const top = codeOf(text)?.slice(0, 3) ?? '';
  return ECONOMIC.some((scheme) => lexicon.byCode(scheme, top, null) !== null) ? found : null;
}

const ECONOMIC = ['economic_department', 'economic_government'] as const;

function codeOf(text: string): string | undefined {
  return /^[[(（【]?(\d{3}(?:\d{2}){0,2})(?:[\])）】]?[-—_]?\p{Script=Han}.*)?$/u.exec(text)?.[1];
}

function nameClass(text: string, lexicon: Lexicon): Class | null {
  if (!/^\D*\p{Script=Han}{2}/u.test(text)) return null;
  const name = tidyName(text);
  const isClass = (scheme: 'functional' | 'economic_department' | 'economic_government') =>
    lexicon.byName(scheme, name, null).length > 0;
  if (isClass('functional')) return 'functional';
  return isClass('economic_department') || isClass('economic_government') ? 'economic' : null;
}

function tallied(rows: readonly (readonly (Class | null)[])[]): Classes {
  const of = (kind: Class) => rows.filter((row) => row.includes(kind)).length;
  const economic = rows.filter((row) => row.includes('economic') && !row.includes('functional')).length;
  return { functional: of('functional'), economic, revenue: of('revenue') };
}

/** Gathers header texts and counts amounts, codes and names. */
export function gather(table: Table, lexicon: Lexicon, wording: TitlesWording): Evidence {
  const header: string[] = [];
  const codes: (Class | null)[][] = [];
  const classOf = (text: string) => knownClass(text, lexicon);
  const body: string[][] = [];
  const functions = new Set<string>();
  let amounts = 0;
  let integers = 0;
  let large = 0;
  let filled = 0;
  let open = true;
  table.rows.slice(0, MOST_ROWS).forEach((row, at) => {
    const texts = row.map((cell: TableCell) => compact(cell.text)).filter((text) => text !== '');
    const here = texts.filter(isAmount).length;
    amounts += here;
    integers += integersIn(texts);
    large += largeIn(texts);
    if (here > 0) filled++;
    const classes = texts.map(classOf);
    codes.push(classes);
    texts.forEach((text, column) => {
      if (classes[column] === 'functional') functions.add(codeOf(text) ?? text);
    });
    if (amounts > 0 || classes.some((one) => one !== null) || at >= MOST_HEADER_ROWS) open = false;
    if (!open) body.push(texts);
    if (open)
      header.push(
        ...texts.map((text) => text.replace(/20\d\d年?度?/gu, '').replace(/[（(](?:万|千|亿)?元[）)]/gu, '')),
      );
  });
  const coded = tallied(codes);
  const isCoded = coded.functional + coded.economic > 0;
  const names = isCoded ? coded : tallied(body.map((texts) => texts.map((text) => nameClass(text, lexicon))));
  const said = [
    ...table.above.map((line) => line.text),
    ...table.rows
      .slice(0, 4)
      .flat()
      .map((cell) => cell.text),
  ];
  return {
    header,
    amounts,
    integers,
    large,
    rows: filled,
    codes: coded,
    names,
    classesOver: header.filter((text) => nameClass(text, lexicon) === 'economic').length,
    functions,
    unit: said.some((text) => wording.unit.test(compact(text))),
  };
}

/** Of the rows that say how they are classified, more than these many times as many must speak for one way. */
const MOSTLY = 2;
/** And they must be at least this share of the rows: one unit's code may look like a subject's. */
const MANY = 0.3;

/** How the lines are classified, where most of them say so. */
export function classification({ names, rows }: Evidence): 'functional' | 'economic' | null {
  if (names.functional + names.economic < Math.max(1, MANY * rows)) return null;
  if (names.functional > MOSTLY * names.economic) return 'functional';
  return names.economic > MOSTLY * names.functional ? 'economic' : null;
}

/** Whether the lines are classified otherwise than this statement's. */
export function contradicts(evidence: Evidence, { scheme, shape }: StatementVocabulary): boolean {
  if (shape === 'two-sided' || (scheme !== 'functional' && scheme !== 'economic')) return false;
  const is = classification(evidence);
  return is !== null && is !== scheme;
}

/** Whether a row at least is classified as the lines of this statement are, if it is one by classes. */
export function mayClassify({ names, rows }: Evidence, { scheme, shape }: StatementVocabulary): boolean {
  if (shape === 'two-sided' || rows === 0 || (scheme !== 'functional' && scheme !== 'economic')) return true;
  return names[scheme] > 0;
}

/** How well header words and codes fit a statement, 0..1; 0 when they contradict it. */
export function headerScore(evidence: Evidence, statement: StatementVocabulary): number {
  const { header, codes } = evidence;
  if (header.some((text) => statement.expectsNone.find(text) === true)) return 0;
  if (statement.expectsAll.some((words) => !header.some((text) => words.find(text) === true))) return 0;
  if (contradicts(evidence, statement)) return 0;
  const wantsAny = statement.expects.any.length > 0;
  let score = wantsAny && header.some((text) => statement.expectsAny.find(text) === true) ? 0.8 : 0.5;
  if (statement.scheme === 'functional' && codes.functional > 0) score += 0.2;
  if (statement.scheme === 'economic' && codes.economic > 0) score += 0.2;
  return Math.max(0, score);
}

/** How many header texts a pipeline knows: what tells a statement of amounts from a form. */
export function knownHeaders(evidence: Evidence, vocabulary: Vocabulary): number {
  return evidence.header.filter((text) => {
    const concept = vocabulary.headers.find(text);
    return concept !== null && ['measure', 'sum', 'amount', 'code', 'name'].includes(concept.is);
  }).length;
}
