import type { Declarations, Pipeline } from '../../declare/load.ts';
import type { StatementVocabulary, Vocabulary } from '../../declare/vocabulary.ts';
import type { Candidate, ClassifiedTable } from '../../model/classified.ts';
import { parsePrinted } from '../../model/money.ts';
import { isCore, type Placement, type StatementKind } from '../../model/statement.ts';
import type { Table } from '../../model/table.ts';
import { compact, UNREAD } from '../../model/text.ts';
import { byElimination, withoutRivals } from './compete.ts';
import type { Contents } from './contents.ts';
import { coreLooks, surelyTitled, type Told, withDoubtedTitles } from './doubted-titles.ts';
import { classification, type Evidence, gather, headerScore, knownHeaders } from './evidence.ts';
import { HEADING_LINES } from './head-lines.ts';
import { isClassedOtherwise, isTwoSided, itemised, mayItemise, SPEAKS, speaksFor, untitled } from './heads.ts';
import { GOOD_TITLE, isPlain, type Title, TitleFinder } from './title.ts';
import { fitsTablesAbove } from './titles-below.ts';

/** What a title weighs less that does not name a 表: a true one comes first. */
const BARE = 0.2;
/** What title and header words weigh. */
const TITLE = 0.66;
const HEADER = 0.3;

/** The statements whose title this is and whose header tree and codes do not speak against it, best first. */
function titled(title: Title, evidence: Evidence, vocabulary: Vocabulary): Candidate[] {
  const found = vocabulary.statements.flatMap((statement): Candidate[] => {
    const match = title.matches.find((one) => one.kind === statement.kind);
    if (match === undefined || match.score < GOOD_TITLE) return [];
    if (match.coded && classification(evidence) !== statement.scheme) return [];
    const header = headerScore(evidence, statement);
    const specific = Math.min(0.04, match.matched / 500);
    const weight = (title.bare ? TITLE - BARE : TITLE) * match.score;
    return header === 0 ? [] : [{ kind: statement.kind, score: weight + specific + HEADER * header }];
  });
  return found.sort((a, b) => b.score - a.score);
}

/**
 * The core statements for which header words speak and whose title this is but for words before it that nobody knows: they may be a publisher's name (市疾控支出总表),
 * and then a core statement would go by as a table of another kind. So would one under words that are declared to be asked about (专项支出表).
 */
function nearlyTitled(title: Title, evidence: Evidence, vocabulary: Vocabulary, department: string): Candidate[] {
  const { tail } = vocabulary.titles.read(title.text, department);
  if (vocabulary.titles.read(tail, '').unknown > 0) return [];
  return title.matches.flatMap(({ kind, score, coded, asked }): Candidate[] => {
    const statement = vocabulary.statements.find((one) => one.kind === kind);
    if (statement === undefined || !isCore(statement.kind) || coded || score >= GOOD_TITLE) return [];
    const header = headerScore(evidence, statement);
    return header === 0 || (!asked && header < SPEAKS) ? [] : [{ kind: statement.kind, score: TITLE * score }];
  });
}

/** With so many known headings a table of units may be any statement that has them as its lines. */
const MANY_HEADS = 6;
/** So many headings that are economic classes cross those of the lines. */
const CROSSED = 2;

/**
 * The core statements that a table may be whose title has words that nobody knows (经常支出表): this publisher may call them
 * so. Nothing in its head speaks against them, and its lines are classified as theirs are.
 */
function strangelyTitled(
  title: Title,
  table: Table,
  evidence: Evidence,
  vocabulary: Vocabulary,
  department: string,
): Candidate[] {
  if (vocabulary.titles.read(title.text, department).unknown === 0) return [];
  // a table by functions whose columns are economic classes is no statement, but 公务接待费 is an item as well as a class
  if (evidence.classesOver >= CROSSED) return itemised(evidence, vocabulary);
  const twoSided = isTwoSided(evidence, vocabulary);
  const by = classification(evidence);
  const spoken = untitled(table, evidence, vocabulary);
  const many = knownHeaders(evidence, vocabulary) >= MANY_HEADS;
  const isLike = (statement: StatementVocabulary) => {
    const { shape, scheme, spends_on: ofFund } = statement;
    // the table of a fund may be in two halves
    if (twoSided) return shape === 'two-sided' || ofFund.length > 0;
    if (shape !== 'lines') return shape === 'items' && mayItemise(table, statement);
    return scheme !== null && (by === scheme || (by === null && many));
  };
  return vocabulary.statements.flatMap((statement): Candidate[] => {
    if (!isCore(statement.kind)) return [];
    const header = headerScore(evidence, statement);
    const speaks = spoken.some(({ kind, weak }) => kind === statement.kind && weak !== true);
    return header > 0 && (speaks || isLike(statement)) ? [{ kind: statement.kind, score: header }] : [];
  });
}

/** Whether a title is longer than what is seen of it: a bracket that opens and does not close, or the other way round. */
function isCut(title: string): boolean {
  return (title.match(/[（(]/gu) ?? []).length !== (title.match(/[）)]/gu) ?? []).length;
}

function isContents(table: Table, vocabulary: Vocabulary): boolean {
  const kinds = new Set<string>();
  for (const row of table.rows.slice(0, 40)) {
    for (const cell of row) {
      // Nearly all cells: no title is without it.
      if (!cell.text.includes('表')) continue;
      const match = vocabulary.titles.match(compact(cell.text).replace(/[.…·\d]+$/u, ''), '')[0];
      if (match?.kind && match.score >= GOOD_TITLE) kinds.add(match.kind);
    }
  }
  return kinds.size >= 3;
}

/** How far (points) the columns of two pages of a stranger may lie apart. */
const SAME_COLUMN = 4;

/**
 * A table without a title that goes on where the one before ended: same columns on the next page. Of a stranger, whose
 * columns nobody knows, they must stand where they stood, and the head must not begin anew.
 */
function continuesPrevious(table: Table, previous: Table, isStranger: boolean): boolean {
  // What nobody could read above a table may be its title.
  if (table.above.some((line) => line.text.includes(UNREAD) || !isPlain(line))) return false;
  if (table.xs.length !== previous.xs.length || table.pages[0] !== (previous.pages.at(-1) ?? 0) + 1) return false;
  if (hasHeadOfItsOwn(table, previous)) return false;
  if (!isStranger) return true;
  const head = (one: Table) => compact(one.rows[0]?.map((cell) => cell.text).join('|') ?? '');
  const apart = table.xs.some((x, at) => Math.abs(x - (previous.xs[at] ?? x)) > SAME_COLUMN);
  return !apart && head(table) !== head(previous);
}

/** Rows in which the heads of a table stand. */
const HEAD_ROWS = 5;

/**
 * Whether a table begins with heads that the one before does not have: it is another, whatever its columns. Heads stand
 * over figures; words over words alone are a line without amounts (年初结转 | | 结余分配 | ).
 */
function hasHeadOfItsOwn(table: Table, previous: Table): boolean {
  const [first = [], ...below] = table.rows;
  const words = first.map(({ text }) => compact(text)).filter((text) => text !== '');
  if (words.length < 2 || words.some((text) => /^\d+$/u.test(text) || parsePrinted(text) !== null)) return false;
  const figures = new Set(
    below.flat().flatMap(({ text, column }) => (parsePrinted(compact(text)) === null ? [] : [column])),
  );
  const overFigures = first.some(
    ({ text, column, columnSpan }) =>
      compact(text) !== '' && Array.from({ length: columnSpan }, (_, at) => column + at).some((at) => figures.has(at)),
  );
  if (!overFigures) return false;
  const heads = new Set(
    previous.rows
      .slice(0, HEAD_ROWS)
      .flat()
      .map(({ text }) => compact(text)),
  );
  return !words.every((text) => heads.has(text));
}

/** Figures beside words of money (unit, declared header words, classification codes): amounts that must not be lost. */
function holdsMoney(evidence: Evidence, known: number): boolean {
  const { functional, economic, revenue } = evidence.codes;
  const whole = evidence.unit ? evidence.integers : evidence.large;
  if (evidence.amounts + whole === 0) return false;
  return evidence.unit || known > 0 || functional + economic + revenue > 0;
}

/** So many cells of form words make a table a form. */
const FORM_WORDS = 2;

function isFilledForm(table: Table, { forms }: Vocabulary): boolean {
  return table.rows.flat().filter((cell) => forms.find(cell.text) === true).length >= FORM_WORDS;
}

/** Whether it is unclear over which columns its headings stand: then they do not belie a title. */
function isHeadUnsure({ rows }: Table): boolean {
  return rows.some((row) => row.some(({ doubts }) => doubts?.includes('heading-reach') === true));
}

/** Whether a table is by classes of a budget or in two halves, as statements are: a list of projects is not. */
function isOfBudget(evidence: Evidence, vocabulary: Vocabulary): boolean {
  return evidence.codes.functional + evidence.codes.economic > 0 || isTwoSided(evidence, vocabulary);
}

type Found = Omit<ClassifiedTable, 'table'>;

function none(role: 'contents' | 'other' | 'stranger' | 'form', title: string, runnersUp: readonly Candidate[]): Found {
  return { role, kind: null, placement: 'unknown', title, score: 0, runnersUp, flags: [] };
}

/** Whether every code in a table is of something that the money of this statement is not spent on: 政府性基金 for 20101. */
function isSpentElsewhere({ spends_on }: StatementVocabulary, { functions }: Evidence): boolean {
  if (spends_on.length === 0 || functions.size === 0) return false;
  // the class of a subject is printed above it: 205 says nothing for or against 20598
  const subjects = [...functions].filter((code) => ![...functions].some((one) => one !== code && one.startsWith(code)));
  return !subjects.some((code) => spends_on.some((prefix) => code.startsWith(prefix) || prefix.startsWith(code)));
}

/** Beside the core a title is all that is declared, unless the lines are classified as the statement's are. */
function placementOf(statement: StatementVocabulary | undefined, evidence: Evidence): Placement {
  if (statement === undefined) return 'unknown';
  if (isSpentElsewhere(statement, evidence)) return 'inferred';
  if (isCore(statement.kind)) return 'established';
  return classification(evidence) === statement.scheme ? 'established' : 'inferred';
}

class TableClassifier {
  readonly #vocabulary: Vocabulary;
  readonly #titles: TitleFinder;
  readonly #department: string;
  readonly #gather: (table: Table) => Evidence;
  /** Core statements whose titles do not name a 表, and how sure they would be if these were true titles. */
  readonly #bare = new Map<number, Placement>();
  /** Core statements whose titles stand below them, and how sure they would be if these stood above. */
  readonly #below = new Map<number, Placement>();
  /** Tables under the title of a core statement that their heads belie. */
  readonly #belied = new Set<number>();
  /** What each table with a title of a statement says of itself. */
  readonly told = new Map<number, Told>();

  constructor(
    { vocabulary, wording }: Pipeline,
    department: string,
    evidence: (table: Table) => Evidence,
    contents: Contents,
  ) {
    this.#vocabulary = vocabulary;
    this.#department = department;
    this.#titles = new TitleFinder(vocabulary.titles, department, wording.titles, contents);
    this.#gather = evidence;
  }

  /** The tables with titles of one habit as sure as those with full titles; what goes on is as sure as what it goes on with. */
  settled(classified: readonly ClassifiedTable[]): ClassifiedTable[] {
    const kinds = new Set(classified.flatMap(({ table, kind }) => (this.#bare.has(table) ? [kind] : [])));
    const bare = kinds.size < HABIT ? null : this.#bare;
    const below = fitsTablesAbove(this.told, this.#vocabulary) ? this.#below : null;
    if (bare === null && below === null) return [...classified];
    let before: Placement = 'unknown';
    return classified.map((one) => {
      const placement = one.flags.includes('continued')
        ? before
        : (bare?.get(one.table) ?? below?.get(one.table) ?? one.placement);
      before = placement;
      return { ...one, placement };
    });
  }

  /**
   * Under the title of a core statement that its head belies, a table may be another one where the report has that statement,
   * or has none of which this head is: titles are copied and exchanged. Elsewhere it is what it is called, kept as printed.
   */
  withCopiedTitles(classified: readonly ClassifiedTable[], words: (title: string) => string): ClassifiedTable[] {
    const taken = new Set(classified.flatMap(({ kind, title }) => (kind === null ? [] : [words(title)])));
    const sure = surelyTitled(classified, this.told, this.#vocabulary);
    return classified.map((one) => {
      const own = this.told.get(one.table);
      if (own === undefined || !this.#belied.has(one.table) || taken.has(words(one.title))) return one;
      const looks = coreLooks(own, this.#vocabulary);
      return { ...one, runnersUp: one.runnersUp.filter(({ kind }) => looks.includes(kind) && !sure.has(kind)) };
    });
  }

  /** Whether words of titles stand over a table and not over the one before (一般公共预算支出情况, without 表): it is another. */
  #isHeaded(table: Table, previous: Table): boolean {
    const before = new Set(previous.above.map(({ text }) => compact(text)));
    return table.above.slice(-HEADING_LINES).some(({ text }) => {
      const { classes, unknown } = this.#vocabulary.titles.read(text, this.#department);
      return !before.has(compact(text)) && classes.size > 0 && unknown === 0;
    });
  }

  #isCoreTitle({ matches, bare }: Title): boolean {
    const [first] = matches;
    return !bare && first?.kind !== undefined && first.kind !== null && first.score >= GOOD_TITLE && isCore(first.kind);
  }

  classify(table: Table, previous: readonly [Table, ClassifiedTable] | null): Found {
    const vocabulary = this.#vocabulary;
    const evidence = this.#gather(table);
    const title = this.#titles.find(table);
    const named = title?.matches.find(({ coded, score }) => !coded && score >= GOOD_TITLE)?.kind ?? null;
    if (title !== null) {
      const { text, rivalled = false, listed = null } = title;
      const recognised = table.above.some(({ source }) => source === 'ocr');
      this.told.set(table.index, { table, evidence, title: text, named, rivalled, recognised, listed });
    }
    if (isContents(table, vocabulary)) return none('contents', '', []);
    const known = knownHeaders(evidence, vocabulary);
    const money = holdsMoney(evidence, known);
    const figures = evidence.amounts + evidence.integers;
    const titledForm = title?.matches[0]?.kind === null;
    if (title !== null && !titledForm && known + figures > 0) {
      const [first, ...rest] = titled(title, evidence, vocabulary);
      if (first !== undefined) {
        const statement = vocabulary.statements.find(({ kind }) => kind === first.kind);
        // Whether a title speaks of the table over it or of the next one is a habit, not a proof.
        const settled = placementOf(statement, evidence);
        if (title.bare && !table.titledBelow && isCore(first.kind)) this.#bare.set(table.index, settled);
        if (table.titledBelow && !title.bare && isCore(first.kind)) this.#below.set(table.index, settled);
        // the contents say what the number means, and the head must bear it out
        const fits = title.listed === undefined || speaksFor(first.kind, table, evidence, vocabulary);
        const placement = table.titledBelow || title.bare || !fits ? 'inferred' : settled;
        return { role: 'statement', ...first, placement, title: title.text, runnersUp: rest, flags: [] };
      }
    }
    if (titledForm || isFilledForm(table, vocabulary)) return none(money ? 'form' : 'other', title?.text ?? '', []);
    const { role = 'other', kind = null } = previous?.[1] ?? {};
    const goesOn =
      previous !== null &&
      title === null &&
      !this.#isHeaded(table, previous[0]) &&
      !this.#titles.opensAnew(table, previous[0]) &&
      !isClassedOtherwise(evidence, this.#gather(previous[0])) &&
      continuesPrevious(table, previous[0], role === 'stranger');
    if (goesOn && figures > 0) {
      const { placement, score, title: text } = previous[1];
      return { role, kind, placement, title: text, score, runnersUp: [], flags: ['continued'] };
    }
    if (!money) return none('other', title?.text ?? '', []);
    const core = title !== null && this.#isCoreTitle(title) ? title.matches[0] : undefined;
    if (core?.kind && isHeadUnsure(table))
      return none('stranger', title?.text ?? '', [{ kind: core.kind, score: TITLE * core.score }]);
    if (core !== undefined) this.#belied.add(table.index);
    const maybe =
      title === null || isCut(title.text) || core !== undefined
        ? untitled(table, evidence, vocabulary)
        : [
            ...nearlyTitled(title, evidence, vocabulary, this.#department),
            ...strangelyTitled(title, table, evidence, vocabulary, this.#department),
          ];
    const stranger = none('stranger', title?.text ?? '', maybe);
    return title === null && isOfBudget(evidence, vocabulary) ? { ...stranger, flags: ['untitled'] } : stranger;
  }
}

/** So many core statements titled without the word 表 are a document's way to title them. */
const HABIT = 3;

/** Decides for every table which statement it is, by title and header words; printed table numbers decide nothing. */
export function classifyTables(
  tables: readonly Table[],
  pipeline: Pipeline,
  department: string,
  evidence: (table: Table) => Evidence,
  { listed, contents }: { readonly listed: ReadonlySet<StatementKind>; readonly contents: Contents },
): ClassifiedTable[] {
  const classifier = new TableClassifier(pipeline, department, evidence, contents);
  const classified: ClassifiedTable[] = [];
  let previous: readonly [Table, ClassifiedTable] | null = null;
  for (const table of tables) {
    const one: ClassifiedTable = { table: table.index, ...classifier.classify(table, previous) };
    classified.push(one);
    previous = one.role === 'statement' || one.role === 'stranger' ? [table, one] : null;
  }
  const { titles } = pipeline.vocabulary;
  const { scope } = pipeline.wording.titles;
  // the tables of the department as a whole and those of its own offices bear one title
  const words = (title: string) => titles.read(title, department).tail.replace(scope, '');
  const settled = classifier.withCopiedTitles(classifier.settled(classified), words);
  const doubted = withDoubtedTitles(settled, classifier.told, { listed, contents }, pipeline.vocabulary);
  return byElimination(withoutRivals(doubted, words));
}

/** What each table says, gathered once for all declarations. */
export function evidenceOf({ lexicon, wording }: Declarations): (table: Table) => Evidence {
  const known = new Map<Table, Evidence>();
  return (table) => {
    const before = known.get(table);
    if (before !== undefined) return before;
    const fresh = gather(table, lexicon, wording.titles);
    known.set(table, fresh);
    return fresh;
  };
}
