import type { Pipeline } from '../declare/load.ts';
import type { UseWords } from '../messages/use.ts';
import { parsePrinted } from '../model/money.ts';
import type { StatementKind } from '../model/statement.ts';
import type { Table } from '../model/table.ts';
import { compact } from '../model/text.ts';

/** What a column under a header word that nobody declared seems to hold. */
export type Holds = 'whole' | '类' | '款' | '项' | 'name' | 'amount';

export interface UnknownWord {
  readonly word: string;
  readonly holds: Holds;
  readonly page: number;
}

export interface SeenTable {
  readonly page: number;
  /** The line that seems to be its title; '' when there is none. */
  readonly title: string;
  /** The statement that the title is declared for; null when it is declared for none. */
  readonly kind: StatementKind | null;
  /** What a title that is not declared sounds like. */
  readonly guess: StatementKind | null;
  readonly unknown: readonly UnknownWord[];
}

/** Tables of amounts, what is known of them, and what is not. */
export function seenTables(tables: readonly Table[], pipeline: Pipeline): SeenTable[] {
  return tables.flatMap((table): SeenTable[] => {
    const body = table.rows.findIndex((row) => row.filter((cell) => isAmount(cell.text)).length > 0);
    const amounts = table.rows.flat().filter((cell) => isAmount(cell.text)).length;
    if (body < 0 || amounts < 3) return [];
    const page = table.pages[0] ?? 1;
    const lines = table.above.map((line) => compact(line.text)).reverse();
    const declared = lines.map((line) => ({ line, match: pipeline.vocabulary.titles.match(line, '')[0] }));
    const known = declared.find(({ match }) => match !== undefined && match.score >= 0.6);
    if (known?.match !== undefined && known.match.kind === null) return [];
    const title = known?.line ?? lines.find((line) => /表(?:[（(].*[）)])?$/u.test(line) && line.length <= 40) ?? '';
    const guess = known === undefined ? guessKind(title) : null;
    return [{ page, title, kind: known?.match?.kind ?? null, guess, unknown: unknownWords(table, body, pipeline) }];
  });
}

function isAmount(text: string): boolean {
  const printed = parsePrinted(text);
  return printed !== null && (printed.decimals > 0 || text.includes(','));
}

/** Two short code columns side by side are 款 and 项. */
function unknownWords(table: Table, body: number, pipeline: Pipeline): UnknownWord[] {
  const found = lookUp(table, body, pipeline);
  return found.map((each, index) =>
    each.holds === '款' && found.slice(0, index).some(({ holds }) => holds === '款') ? { ...each, holds: '项' } : each,
  );
}

function lookUp(table: Table, body: number, pipeline: Pipeline): UnknownWord[] {
  const rows = table.rows.slice(body);
  return table.rows.slice(0, body).flatMap((row) =>
    row.flatMap((cell): UnknownWord[] => {
      const word = compact(cell.text).replace(/\d{4}年/gu, '');
      const { headers, sides } = pipeline.vocabulary;
      const known = word === '' || headers.find(word) !== null || sides.find(word) !== null;
      // A heading over several columns has no column of its own to tell what it means.
      if (known || cell.columnSpan > 1) return [];
      const under = rows.flat().filter((each) => each.column === cell.column && each.text.trim() !== '');
      return [{ word, holds: held(under.map((each) => compact(each.text))), page: cell.page }];
    }),
  );
}

function held(texts: readonly string[]): Holds {
  const most = (test: (text: string) => boolean) => texts.filter(test).length * 2 > texts.length;
  if (most(isAmount)) return 'amount';
  if (!most((text) => /^\d{1,7}$/.test(text))) return 'name';
  if (most((text) => text.length === 3)) return '类';
  return most((text) => text.length <= 2) ? '款' : 'whole';
}

/** In this order: the more special word first. */
const SOUNDS: readonly (readonly [RegExp, StatementKind])[] = [
  [/三公/u, 'three_public'],
  [/机关运行/u, 'agency_operation'],
  [/政府性基金.*收入(?!支出)/u, 'government_fund_revenue'],
  [/政府性基金/u, 'government_fund_expenditure'],
  [/国有资本/u, 'state_capital'],
  [/财政拨款.*(收支|收入支出|总)/u, 'appropriation_balance'],
  [/基本支出/u, 'basic_expenditure'],
  [/项目支出|项目明细/u, 'project_expenditure'],
  [/一般公共预算/u, 'general_expenditure'],
  [/收支|收入支出/u, 'balance'],
  [/收入|来源/u, 'revenue'],
  [/支出|花费|开支|用途/u, 'expenditure'],
];

function guessKind(title: string): StatementKind | null {
  return SOUNDS.find(([pattern]) => pattern.test(title))?.[1] ?? null;
}

/** The words of a draft's comments. */
export type DraftWords = UseWords['newPipeline']['draft'];

/** A declaration to go on from: the kind is set, what was not matched stands in comments, ready to be filled in. */
export function scaffold(
  name: string,
  title: string,
  parent: string,
  seen: readonly SeenTable[],
  own: { readonly schema: string; readonly guide: string },
  words: DraftWords,
): string {
  const unknown = distinct(seen.flatMap((table) => table.unknown));
  const untitled = seen.filter((table) => table.kind === null && table.title !== '');
  const lines = [
    `# yaml-language-server: $schema=${own.schema}`,
    `# ${words.drafted(own.guide)}`,
    `name: ${quoted(name)}`,
    'kind:',
    `  title: ${quoted(title)}`,
    `  extends: ${parent}`,
  ];
  if (unknown.length + untitled.length === 0) return `${[...lines, `# ${words.complete}`].join('\n')}\n`;
  const rest = ['statements:', ...headerLines(unknown, words), ...titleLines(untitled, words)];
  const advice = `# ${words.advice}`;
  return `${[...lines, '', advice, ...rest.map((line) => `# ${line}`)].join('\n')}\n`;
}

function distinct(words: readonly UnknownWord[]): UnknownWord[] {
  return words.filter(({ word }, index) => words.findIndex((other) => other.word === word) === index);
}

function headerLines(words: readonly UnknownWord[], said: DraftWords): string[] {
  if (words.length === 0) return [];
  const list = (holds: Holds, key: string, indent: string) => {
    const own = words.filter((each) => each.holds === holds);
    return own.length === 0 ? [] : [`${indent}${key}: [${own.map(({ word }) => quoted(word)).join(', ')}]`];
  };
  const codes = (['类', '款', '项', 'whole'] as const).flatMap((part) => list(part, part, '      '));
  const names = list('name', 'first', '      ');
  const amounts = words.filter(({ holds }) => holds === 'amount');
  return [
    '  headers:',
    ...(codes.length > 0 ? ['    codes:', ...codes] : []),
    ...(names.length > 0 ? ['    names:', ...names] : []),
    ...(amounts.length > 0 ? ['    measures:'] : []),
    ...amounts.map(({ word, page }) => `      ${said.unknown}: [${quoted(word)}] # ${said.page(page)}`),
  ];
}

function titleLines(tables: readonly SeenTable[], words: DraftWords): string[] {
  if (tables.length === 0) return [];
  return [
    '  statements:',
    ...tables.flatMap(({ title, guess, page }) => [
      `    ${guess ?? words.unknown}: # ${words.page(page)}${guess === null ? '' : words.guessed}`,
      `      titles: [[${quoted(title)}]]`,
    ]),
  ];
}

function quoted(text: string): string {
  return /^[\p{Script=Han}A-Za-z][\p{Script=Han}\w-]*$/u.test(text) ? text : JSON.stringify(text);
}
