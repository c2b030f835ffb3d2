/**
 * A path of classification subjects in the prose: 住房保障支出（221类）住房改革支出（02款）住房公积金（01项）, with or
 * without numbers, with or without 类/款/项.
 */
export interface SubjectPath {
  readonly start: number;
  readonly end: number;
  /** Names from 类 down, as far as given. */
  readonly names: readonly string[];
  /** The code, where every level prints its own or the whole code is printed; else null. */
  readonly code: string | null;
}

/** A name with its level in brackets: （204类）, （类）or （204）. */
const level = (mark: string, digits: number): string =>
  String.raw`([^（(）)，。；：、.．“”"\d][^，。；：“”"]{1,40}?)[（(](?:(\d{${digits}})${mark}?|${mark})[）)]`;
const LEVELS = new RegExp(`${level('类', 3)}(?:[-－—]?${level('款', 2)})?(?:[-－—]?${level('项', 2)})?`, 'gu');
/** 行政运行（2010301）, 2010301行政运行. */
const CODED =
  /([\u4e00-\u9fff][^，。；：“”"\d]{1,30})[（(](2\d{2}(?:\d{2}){1,2})[）)]|(?<!\d)(2\d{2}(?:\d{2}){1,2})(?!\d)([\u4e00-\u9fff][^，。；：“”"\d]{1,30})/gu;

/** Without one of these there is no path of either kind: most paragraphs have neither. */
const LEVEL_MARK = /[（(](?:\d{3}|类)/u;
const CODE = /2\d{4}/u;

/** Finds the subject paths of a paragraph, in order. */
export function pathsOf(text: string): SubjectPath[] {
  const paths: SubjectPath[] = [];
  for (const match of LEVEL_MARK.test(text) ? text.matchAll(LEVELS) : []) {
    const [whole, name1 = '', code1, name2, code2, name3, code3] = match;
    const names = [name1, name2, name3].filter((name) => name !== undefined);
    const parts = [code1, code2, code3].slice(0, names.length);
    const code = parts.every((part) => part !== undefined) ? parts.join('') : null;
    paths.push({ start: match.index, end: match.index + whole.length, names, code });
  }
  for (const match of CODE.test(text) ? text.matchAll(CODED) : []) {
    const code = match[2] ?? match[3] ?? '';
    const name = match[1] ?? match[4] ?? '';
    if (!paths.some((path) => match.index < path.end && path.start < match.index + match[0].length)) {
      paths.push({ start: match.index, end: match.index + match[0].length, names: [name], code });
    }
  }
  return paths.sort((a, b) => a.start - b.start);
}
