import type { Lexicon } from '../../declare/lexicon.ts';
import type { ProseSection } from '../../declare/prose.ts';
import type { ProseWords } from '../../declare/prose-words.ts';
import { ANY_MEASURE, type ClaimKind, type ClaimTarget } from '../../model/fact.ts';
import { bareWords } from '../../model/text.ts';
import { pathsOf, type SubjectPath } from './paths.ts';
import type { Stated } from './ratios.ts';
import { fromPath } from './subjects.ts';

/** Words that a statement can confirm or contradict, without a number of their own. */
export interface Wording {
  readonly kind: Extract<ClaimKind, 'items' | 'nature' | 'path' | 'year'>;
  readonly start: number;
  readonly end: number;
  readonly targets: readonly ClaimTarget[];
}

/** Fewer names are no list, and a list of which fewer are subjects lists something else. */
const FEWEST = 3;
const MOSTLY = 2 / 3;

interface Clause {
  readonly start: number;
  readonly text: string;
}

/** The clause that an opening word (主要包括、用于) introduces at or after `from`, up to the end of its sentence. */
function introduced(text: string, from: number, to: number, opening: readonly string[]): Clause | null {
  const places = opening.map((word) => ({ at: text.indexOf(word, from), word })).filter(({ at }) => at >= 0 && at < to);
  const [first] = places.sort((a, b) => a.at - b.at || b.word.length - a.word.length);
  if (first === undefined) return null;
  const start = first.at + first.word.length + (/^[:：]/u.test(text.slice(first.at + first.word.length)) ? 1 : 0);
  const clause = /^[^；;。]*/u.exec(text.slice(start, to))?.[0] ?? '';
  return { start, text: clause };
}

/** A list of line names right after an amount: 人员经费…万元，主要包括：基本工资、津贴补贴等. */
function itemsAfter(
  text: string,
  { number, reference, change }: Stated,
  { purpose }: ProseWords,
  lexicon: Lexicon,
  year: number | null,
): Wording | null {
  const statements = [...new Set(reference.targets.map(({ statement }) => statement))];
  if (number.is !== 'amount' || change !== 0 || statements.length === 0) return null;
  const gap = /^[，,。]?/u.exec(text.slice(number.end))?.[0].length ?? 0;
  const opening = purpose.opening.find((word) => text.startsWith(word, number.end + gap));
  const clause = opening === undefined ? null : introduced(text, number.end + gap, text.length, [opening]);
  if (clause === null || /\d/u.test(clause.text)) return null;
  const unfinished = purpose.unfinished.find((word) => clause.text.endsWith(word)) ?? '';
  const names = clause.text.slice(0, clause.text.length - unfinished.length).split(/[、，,]/u);
  const codes = names.map((name) => lexicon.byName('economic_department', name, year)[0]?.code ?? null);
  const known = names.flatMap((name, at) => (codes[at] ? [{ name, code: codes[at] }] : []));
  if (known.length < FEWEST || known.length < MOSTLY * names.length) return null;
  const targets = statements.flatMap((statement) =>
    known.map(({ name, code }): ClaimTarget => ({ statement, side: null, code, lines: [name], measure: ANY_MEASURE })),
  );
  return { kind: 'items', start: number.start, end: clause.start + clause.text.length, targets };
}

/** What a path's money is called: 行政运行（项）。主要用于：…等基本支出. */
function natureOf(
  text: string,
  path: SubjectPath,
  to: number,
  section: ProseSection | null,
  words: ProseWords,
): Wording | null {
  const clause = introduced(text, path.end, to, words.purpose.opening);
  if (clause === null) return null;
  const said = words.purpose.natures.filter((nature) => nature.words.some((word) => clause.text.includes(word)));
  const [nature] = said;
  const ends = nature?.words.some((word) => bareWords(clause.text).endsWith(word)) ?? false;
  if (nature === undefined || said.length > 1 || !ends) return null;
  const targets = fromPath(path, section, words).targets.map((target) => ({ ...target, measure: nature.measure }));
  return { kind: 'nature', start: path.start, end: clause.start + clause.text.length, targets };
}

/** A year that is compared with itself: 2026年预算…比2026年预算增加. */
function selfCompared(text: string, { compared, wording }: ProseWords, fiscalYear: number | null): Wording[] {
  if (fiscalYear === null || compared.length === 0) return [];
  const again = new RegExp(`(?:${compared.join('|')})${fiscalYear}${wording.budget_of_year.source.slice(1)}`, 'gu');
  return [...text.matchAll(again)].flatMap((match): Wording[] => {
    const sentence = /[^。；]*$/u.exec(text.slice(0, match.index))?.[0] ?? '';
    const year = sentence.match(/20\d\d(?=年)/gu)?.at(-1);
    if (year !== undefined && Number(year) !== fiscalYear) return [];
    const start = match.index - (/[^，,。；：]*$/u.exec(sentence)?.[0].length ?? 0);
    const rest = /^[^，,。；]*/u.exec(text.slice(match.index + match[0].length))?.[0].length ?? 0;
    return [{ kind: 'year', start, end: match.index + match[0].length + rest, targets: [] }];
  });
}

/** Finds the words of a paragraph that statements can confirm or contradict. */
export function wordingsOf(
  text: string,
  stated: readonly Stated[],
  section: ProseSection | null,
  words: ProseWords,
  lexicon: Lexicon,
  fiscalYear: number | null,
): Wording[] {
  const paths = pathsOf(text);
  const items = stated.flatMap((one) => itemsAfter(text, one, words, lexicon, fiscalYear) ?? []);
  const natures = paths.flatMap(
    (path, at) => natureOf(text, path, paths[at + 1]?.start ?? text.length, section, words) ?? [],
  );
  const named = paths.map(
    (path): Wording => ({
      kind: 'path',
      start: path.start,
      end: path.end,
      targets: fromPath(path, section, words).targets,
    }),
  );
  return [
    ...items,
    ...natures,
    ...named.filter(({ targets }) => targets.length > 0),
    ...selfCompared(text, words, fiscalYear),
  ];
}
