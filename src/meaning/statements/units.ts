import type { StatementsWording } from '../../declare/wording/wording.ts';
import type { PageLayout } from '../../model/grid.ts';
import { isUnit, type Unit } from '../../model/money.ts';
import type { Table } from '../../model/table.ts';
import { compact } from '../../model/text.ts';

function asUnit(text: string | undefined): Unit | null {
  return text !== undefined && isUnit(text) ? text : null;
}

/**
 * The unit that a unit line (单位：万元) states; null when the text states none. A name may begin like one (编制单位：元氏县财政局):
 * 元 is a unit where the print leaves a gap behind it, or no ideograph follows.
 */
export function unitOf(text: string, wording: StatementsWording): Unit | null {
  const { unit_line, unit_alone, unit_cut, unit_said, of_organisation } = wording;
  const line = compact(text);
  for (let from = 0, found = unit_line.exec(line); found !== null; found = unit_line.exec(line.slice(from))) {
    const label = line.slice(0, from + found.index);
    from += found.index + found[0].length;
    const rest = behind(text, from);
    if (ANOTHER.test(rest)) return null;
    if (found[1] !== '元' || !(goesOn(rest) || (of_organisation.test(label) && isName(rest)))) return asUnit(found[1]);
  }
  const [, cut] = unit_cut.exec(line) ?? [];
  if (cut !== undefined) return asUnit(`${cut}元`);
  return asUnit((unit_alone.exec(line) ?? unit_said.exec(line))?.[1]);
}

/** A second unit behind the first (单位：元/万元): which of them is meant, the line leaves open. */
const ANOTHER = /^\s*(?:[/、,，；;]|\p{Script=Han})\s*[千万亿]?元(?!\p{Script=Han})/u;

/** What follows so many characters of a text, white space not counted. */
function behind(text: string, length: number): string {
  let left = length;
  const chars = [...text];
  const at = chars.findIndex((char) => compact(char) !== '' && left-- === 0);
  return at < 0 ? '' : chars.slice(compact(chars[at - 1] ?? '') === '' ? at - 1 : at).join('');
}

/** Whether a word goes on: an ideograph follows, or single ones with a gap before each (元 氏 县 财 政 局). */
function goesOn(rest: string): boolean {
  return /^\p{Script=Han}/u.test(rest) || /^\s+\p{Script=Han}\s+\p{Script=Han}(?:\s|$)/u.test(rest);
}

/** Whether a rest is ideographs alone: what stands behind the label of an organisation is its name. */
function isName(rest: string): boolean {
  return /^\p{Script=Han}{2,}$/u.test(compact(rest));
}

/** The unit that a note below a table or inside it states for the whole of it (注：本表金额单位为元). */
export function unitInNotes({ rows, below }: Table, wording: StatementsWording): Unit | null {
  const notes = [...rows.flat(), ...below].filter(
    ({ text }) => text.includes('元') && wording.note.test(compact(text)),
  );
  return notes.map(({ text }) => unitOf(text, wording)).find((unit) => unit !== null) ?? null;
}

/** The unit in brackets after a title or heading: 金额（万元）. */
export function unitInBrackets(text: string, { unit_bracket }: StatementsWording): Unit | null {
  return asUnit(unit_bracket.exec(compact(text))?.[1]);
}

/** What stands apart at the end of a line, unless it is of a figure before it. */
const APART = /(?<![\d.,，。；;]\s*)\s(\S+)\s*$/u;

/** The unit that a line says and nothing else, or apart from all else (万元 at the right over a table). */
export function unitByItself(text: string, { unit_bare }: StatementsWording): Unit | null {
  return asUnit((unit_bare.exec(compact(text)) ?? unit_bare.exec(APART.exec(text)?.[1] ?? ''))?.[1]);
}

/** So many tables tell that a document prints units below them. */
const HABIT = 2;

/** The unit that lines below tables print, where all that print one print the same: whose it is makes no difference. */
export function unitBelow(tables: readonly Table[], wording: StatementsWording): Unit | null {
  const units = tables.flatMap(({ below }) => below.flatMap(({ text }) => unitOf(text, wording) ?? []));
  return new Set(units).size === 1 && units.length >= HABIT ? (units[0] ?? null) : null;
}

/** Longer lines are prose. */
const LONGEST_LINE = 40;

/** The unit that the pages before the first table print for all of them (金额单位：万元 on a cover); null where they print several. */
export function unitOnFirstPages(pages: readonly PageLayout[], wording: StatementsWording): Unit | null {
  const table = pages.findIndex(({ grids }) => grids.length > 0);
  const first = pages.filter((_, at) => at < table);
  const lines = first.flatMap((page) => page.lines.map(({ text }) => compact(text)));
  const units = lines.flatMap((line) => (line.length > LONGEST_LINE ? [] : (unitOf(line, wording) ?? [])));
  const [unit = null] = units;
  return units.every((one) => one === unit) ? unit : null;
}
