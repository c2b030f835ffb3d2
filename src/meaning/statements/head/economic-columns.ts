import type { Lexicon } from '../../../declare/lexicon.ts';
import type { StatementsWording } from '../../../declare/wording/wording.ts';
import type { Measure } from '../../../model/statement.ts';
import { tidyName } from '../../../model/text.ts';
import { splitCodeAndName } from '../codes.ts';
import type { HeaderCell } from './header.ts';

type Path = readonly HeaderCell[];
type Scheme = 'economic_department' | 'economic_government';

/** Fewer columns with names of economic classes may be anything that happens to be called so. */
const FEWEST = 2;

/** What reading a matrix of economic classes needs. */
export interface MatrixContext {
  readonly lexicon: Lexicon;
  readonly year: number | null;
  readonly title: string;
  readonly wording: StatementsWording;
}

/** Code of the lowest class in a column's headings; the class above it narrows the choice. */
function codeOf(path: Path, scheme: Scheme, { lexicon, year, wording }: MatrixContext): string | null {
  let code: string | null = null;
  for (const { concept, text } of path) {
    // a heading over the classes that says which they are: 部门预算支出经济分类
    if (wording.classification.test(text)) continue;
    if (concept?.is === 'sum' || concept?.is === 'amount' || concept?.is === 'period') continue;
    // a class under 基本支出, say, is only a part of the class
    if (concept !== null) return null;
    const printed = splitCodeAndName(text, 'economic', true);
    if (printed !== null && lexicon.pair(scheme, printed.code, tidyName(printed.name), year) === 'agrees') {
      code = printed.code;
      continue;
    }
    const name = tidyName(text);
    const below: string | null = code === null ? null : (lexicon.resolve(scheme, name, year, code)?.code ?? null);
    code = below ?? lexicon.byName(scheme, name, year)[0]?.code ?? null;
  }
  return code;
}

/** 部门 or 政府: what title or headings say, else the classification that knows more of the names. */
function schemeOf(paths: readonly Path[], context: MatrixContext): Scheme | null {
  const said = [context.title, ...paths.flatMap((path) => path.map(({ text }) => text))];
  const { government_class, department_class } = context.wording;
  if (said.some((text) => government_class.test(text))) return 'economic_government';
  if (said.some((text) => department_class.test(text))) return 'economic_department';
  const known = (scheme: Scheme) => paths.filter((path) => codeOf(path, scheme, context) !== null).length;
  const [department, government] = [known('economic_department'), known('economic_government')];
  if (department === government) return null;
  return department > government ? 'economic_department' : 'economic_government';
}

/**
 * Measures of a matrix whose columns are economic classes (`economic:30101`): of columns that are nothing else, where two or
 * more are classes of one classification. A class that two columns name stays with neither.
 */
export function withEconomicClasses(
  measures: readonly Measure[],
  paths: readonly Path[],
  context: MatrixContext,
): readonly Measure[] {
  const unknown = paths.filter((_, at) => measures[at]?.startsWith('other:'));
  const scheme = unknown.length < FEWEST ? null : schemeOf(unknown, context);
  if (scheme === null) return measures;
  const codes = paths.map((path, at) => (measures[at]?.startsWith('other:') ? codeOf(path, scheme, context) : null));
  const distinct = codes.filter((code) => code !== null && codes.filter((one) => one === code).length === 1);
  if (distinct.length < FEWEST) return measures;
  return measures.map((measure, at): Measure => {
    const code = codes[at] ?? null;
    return code !== null && distinct.includes(code) ? `economic:${code}` : measure;
  });
}
