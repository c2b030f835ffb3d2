import type { Lexicon } from '../../declare/lexicon.ts';
import type { StatementsWording } from '../../declare/wording/wording.ts';
import type { Flag } from '../../model/codes.ts';
import type { Amount, CodeScheme, Line } from '../../model/statement.ts';
import type { TableCell } from '../../model/table.ts';
import { bareWords, compact, pairedBrackets, tidyName } from '../../model/text.ts';
import { isTotalInPieces, isTotalName } from '../../words/totals.ts';
import { SURE, wordsConfidence } from '../sureness.ts';

/** A line's name, as read and as tidied; `flags` say when a doubtful reading was replaced by a declared name. */
export interface Name {
  readonly raw: string;
  readonly name: string;
  readonly flags: readonly Flag[];
}

/** What a doubtful (recognised) name may be checked against. */
export interface NameContext {
  readonly lexicon: Lexicon;
  readonly scheme: CodeScheme | null;
  /** The printed code, when it was read with confidence. */
  readonly code: string | null;
  readonly year: number | null;
  /** 其中 before the name of a part says what the line is, and belongs to no dictionary's word. */
  readonly wording: Pick<StatementsWording, 'among' | 'worn_among' | 'worn_ordinal' | 'worn_first'>;
  /** Whether lines here have names of their own: projects, units. */
  readonly free: boolean;
  /** Whether the words are already known (totals, fund sources, 三公 items). */
  known(name: string): boolean;
}

/** A recogniser turns 、 after an ordinal into a letter or stroke: 八v社会保障 …, and loses it: 一一般公共服务 …. */
const WORN_ORDINAL = /^[一二三四五六七八九十]{1,3}[^\u4e00-\u9fff（(“]+/u;

interface Near {
  readonly name: string;
  readonly distance: number;
}

function nearest(text: string, context: NameContext): Near | null {
  const { lexicon, scheme, code, year } = context;
  const subject = scheme === null ? null : lexicon.nearestName(scheme, text, { year, code });
  if (subject && (code !== null || subject.margin >= 1)) return subject;
  if (code !== null) return null;
  const near = lexicon.nearestWord(text, text.length < 3 ? 0.6 : undefined);
  return near && { name: near.word, distance: near.distance };
}

/** From this distance on, without a code that says so, a person should look whether the declared name is the printed one. */
const FAR = 2;

/** Distance within which only typical confusions of recognition lie (末 and 未). */
const SLIP = 0.5;

/** From this confidence on a character of a recognised name is the one that is printed. */
const SURE_CHARACTER = 0.92;
/** Brackets are printed without their like now and then: they are doubted only where the reading is not this sure. */
const SURE_OF_MARKS = 0.95;

/** A dot between ideographs may be what is left of 一. */
const WORN_STROKE = /\p{Script=Han}[·・•]\p{Script=Han}/u;

/** What stands in no name: scraps of a pen or of a rule that were read as marks. */
const NO_NAME = /[\\|｜^~～〜∼_*<>{}=≡"'`¦]/u;
/** A code with which a name begins where the rule or the mark between them was not read; a year is the name's own. */
const CODE_IN_NAME = /^[^\p{Script=Han}\d]?(?!20\d\d年)\d{3,}(?=\D)/u;

/**
 * Whether recognised words that nothing confirms look misread: marks that no name holds, an unsure letter or digit, or brackets that do not pair.
 * Marks that were read unsurely change nothing in what a name stands for.
 */
function isDoubtful(cell: TableCell, name: string): boolean {
  const pairs = (open: RegExp, close: RegExp) => (name.match(open) ?? []).length === (name.match(close) ?? []).length;
  const paired = pairs(/[[【]/gu, /[\]】]/gu) && pairs(/[（(]/gu, /[）)]/gu);
  if (NO_NAME.test(name) || CODE_IN_NAME.test(name)) return true;
  const odd = !paired || WORN_STROKE.test(name);
  return wordsConfidence(cell) < SURE.words || (odd && cell.confidence < SURE_OF_MARKS);
}

/** Numerals of an ordinal whose mark was lost: 九社会保险基金支出. */
const BARE_ORDINAL = /^[一二三四五六七八九十]{1,3}(?=.{2})/u;

/**
 * Whether a declared name has more or fewer characters than a line of ideographs that were all read surely: one may be
 * taken for another, but none comes from nothing, and 本年财政拨款收入 is a name of its own.
 */
function addsOrDrops(cell: TableCell, name: string, corrected: string): boolean {
  const plain = /^[\p{Script=Han}（）“”、]+$/u.test(name);
  const meant = tidyName(corrected);
  // 一 is a stroke that is lost beside a rule, or taken for the mark of an ordinal
  if (!plain || wordsConfidence(cell) < SURE_CHARACTER || meant === `一${name}`) return false;
  return ![name, name.replace(BARE_ORDINAL, '')].some(({ length }) => length === meant.length);
}

/** What numerals before a mark are taken for: 从、社会保障和就业支出. */
const STRANGE_ORDINAL = /^\p{Script=Han}{1,2}[、，.．](?=.{4})/u;

/** A name without what may be its ordinal: without one, two … of the numerals at its beginning, or what stands before 、. */
function withoutOrdinal(name: string): string[] {
  const numerals = BARE_ORDINAL.exec(name)?.[0].length ?? 0;
  const strange = STRANGE_ORDINAL.exec(name)?.[0].length ?? 0;
  return [...Array.from({ length: numerals }, (_, at) => at + 1), ...(strange > 0 ? [strange] : [])].map((length) =>
    withoutSpecks(name.slice(length)),
  );
}

/** A known name behind numerals that lost their mark, or a declared word but for a typical confusion. */
function slipOf(name: string, { lexicon, scheme, year, known, wording }: NameContext): string | null {
  if (scheme !== null && lexicon.byName(scheme, name, year).length > 0) return null;
  const isKnown = (bare: string) =>
    (scheme !== null && lexicon.byName(scheme, bare, year).length > 0) ||
    known(bare) ||
    lexicon.nearestWord(bare, SLIP)?.distance === 0;
  const isWhole = (bare: string) => bare.replace(wording.worn_first, '一') === bare;
  const bare = withoutOrdinal(name).find((one) => isWhole(one) && isKnown(one));
  // what is known by how it begins may be misread at its end (一一般公共预算财政拨款收人)
  const near = lexicon.nearestWord(bare ?? name, SLIP);
  return near === null || near.distance === 0 ? (bare ?? null) : tidyName(near.word);
}

/**
 * Numerals are strokes that recognition takes for marks, behind other numerals, too: 一、 for -、, 二、 for =、, 十一、 for 十-、.
 * No name begins with them.
 */
const STROKE_ORDINAL = /^[一二三四五六七八九十]{0,2}[、.．]?[^\p{L}\p{N}（(“《〈【〔[、.．]+[、，](?=.{2})/u;

/** Specks at either end of a name are read as marks: *本年收入, 教育支出”; behind its ordinal, too: 十“城乡社区支出. */
function withoutSpecks(text: string): string {
  const own = text.replace(/^[。，、.·*'’_~～〜∼°^`\\＼]+|[。，、.·*'’_~～〜∼°^`\\＼]+$/gu, '');
  return own.includes('“') && own.includes('”') ? own : own.replace(/^“|”$/u, '');
}

/** A recognised name without its ordinal, whatever marks that was taken for, and without specks. */
function bareName(text: string, { worn_among, worn_ordinal, worn_first }: NameContext['wording']): string {
  const ordered = compact(text).replace(STROKE_ORDINAL, '').replace(worn_ordinal, '$1、');
  const own = ordered.replace(worn_first, '一').replace(worn_among, '$1：');
  return withoutSpecks(tidyName(withBrackets(withoutSpecks(own))));
}

/** What a recogniser makes of brackets. */
function withBrackets(text: string): string {
  return pairedBrackets(text.replaceAll('〈', '（').replaceAll('〉', '）')).replace(
    /（[-－—–→ー~～]{1,2}）/gu,
    '（一）',
  );
}

/** A shorter rest of a name may be the beginning of many things. */
const LEAST_LEFT = 5;

/** Whether a line of print reaches so far to the right that its cell has no room for another character. */
function fillsCell({ lines, ink, box }: TableCell): boolean {
  const [line, second] = lines;
  return line !== undefined && second === undefined && ink !== null && ink.x1 > box.x1 - line.size;
}

/** A printed name that its cell cut off, made whole where code or dictionary leave no choice (对事业单位经常性补). */
function whole(cell: TableCell, name: string, { lexicon, scheme, code, year, known }: NameContext): Omit<Name, 'raw'> {
  const plain = { name, flags: [] };
  if (name.length < LEAST_LEFT || !fillsCell(cell) || known(name)) return plain;
  const full = lexicon.completion(scheme, name, code);
  const bracketed = full !== null && bareWords(full) === bareWords(name);
  const own = scheme !== null && !bracketed && lexicon.byName(scheme, name, year).length > 0;
  return full === null || own ? plain : { name: tidyName(full), flags: ['name-completed'] };
}

/** Marks of footnotes and lists, or a page number, at either end of a name: 教育支出①, *教育支出, 教育支出（注1）; and － or [ for 一、 of a scan. */
const MARKS =
  /^[*＊★☆▲△#＃+>·\-－—–'"[「」』】〕\])]+|(?:[（([【〔]注?\d{0,2}[）)\]】〕]|注\d{1,2}|(?<=\p{Script=Han})\d{1,3}|[①-⑳⁰-⁹¹²³*＊※★▲△#＃+'"’”。：:、])+$/gu;

/** A name without marks that are no part of it: only where the rest is a name that is known. */
function withoutMarks(text: string, { lexicon, scheme, year, known }: NameContext): string {
  const own = compact(text);
  const bare = own.replace(MARKS, '');
  if (bare === own || bare === '') return text;
  const name = tidyName(bare);
  return known(name) || (scheme !== null && lexicon.byName(scheme, name, year).length > 0) ? bare : text;
}

/** Tidies a name cell. A recognised name is compared with declared names; a text layer is believed. */
export function readName(cell: TableCell, text: string, context: NameContext): Name {
  const raw = compact(cell.text);
  if (cell.source === 'text') return { raw, ...whole(cell, tidyName(withoutMarks(text, context)), context) };
  const name = bareName(withoutMarks(text, context), context.wording);
  if (context.known(name)) return { raw, ...(mended(cell, name, context, true) ?? { name, flags: [] }) };
  const among = context.wording.among.exec(name)?.[0] ?? '';
  const part = mended(cell, name.slice(among.length), context, false);
  return { raw, name: among + (part?.name ?? name.slice(among.length)), flags: part?.flags ?? [] };
}

/** A name that no dictionary confirms, in doubt where it was not read surely; null where it was. */
function doubted(cell: TableCell, name: string): Omit<Name, 'raw'> | null {
  return isDoubtful(cell, name) ? { name, flags: ['name-doubtful'] } : null;
}

/** The same of projects and units: no dictionary may put its words in their place, but for a total that was hardly read (台计). */
function doubtedOfOwn(cell: TableCell, name: string, { lexicon }: NameContext): Omit<Name, 'raw'> | null {
  const own = doubted(cell, name);
  const near = own === null ? null : lexicon.nearestWord(name, SLIP);
  return near !== null && isTotalName(near.word)
    ? { name: near.word, flags: ['name-corrected', 'name-doubtful'] }
    : own;
}

/** No character is less sure at the end of a name that is whole: beside print that was lost, the last one is. */
const LAST = 0.6;

/** A declared name in doubt where a longer one begins with it and its end may be lost (一般公共服务 for … 支出); else null. */
function cutShort(cell: TableCell, name: string, { lexicon, scheme }: NameContext): Omit<Name, 'raw'> | null {
  const last = cell.lines.at(-1)?.glyphs.at(-1) ?? cell;
  return last.confidence < LAST && lexicon.mayGoOn(scheme, name) ? { name, flags: ['name-doubtful'] } : null;
}

/** A name that is only like declared ones, in doubt where a character of it was guessed, or one beside it lost (政府性基金预财政拨款). */
function guessed(cell: TableCell, name: string, { lexicon }: NameContext): Omit<Name, 'raw'> | null {
  if (wordsConfidence(cell) >= LAST || lexicon.nearestWord(name)?.distance === 0) return null;
  return { name, flags: ['name-doubtful'] };
}

/** Whether a total is put in the place of more characters than it has: what 到>总计 stands for is 收入总计, or 支出总计. */
function isRestOfTotal(name: string, corrected: string): boolean {
  return isTotalName(corrected) && name.replace(WORN_ORDINAL, '').length > corrected.length;
}

/** What a recognised name should be, and whether to doubt it; null where it stands as it was read. */
function mended(cell: TableCell, name: string, context: NameContext, known: boolean): Omit<Name, 'raw'> | null {
  const { lexicon, scheme, code, year } = context;
  if (name === '') return null;
  const slip = scheme === null && context.free ? null : slipOf(name, context);
  if (slip !== null && slip !== name) return { name: slip, flags: ['name-corrected'] };
  if (known) return cutShort(cell, name, context) ?? guessed(cell, name, context);
  if (scheme !== null && code !== null && lexicon.pair(scheme, code, name, year) === 'agrees') return null;
  if (scheme !== null && code === null && lexicon.byName(scheme, name, year).length > 0)
    return cutShort(cell, name, context);
  // what was surely read as another subject's name is no misreading of this code's: the code may be one
  if (scheme !== null && wordsConfidence(cell) >= SURE_CHARACTER && lexicon.byName(scheme, name, year).length > 0)
    return null;
  if (scheme === null && code === null && context.free) return doubtedOfOwn(cell, name, context);
  const corrected = nearest(name.replace(WORN_ORDINAL, ''), context);
  if (corrected !== null && tidyName(corrected.name) === name) return null;
  if (corrected === null || addsOrDrops(cell, name, corrected.name)) {
    const full = whole(cell, name, context);
    if (full.flags.length > 0) return full;
    const isCut = name.length >= LEAST_LEFT && lexicon.mayGoOn(scheme, name);
    return isCut ? { name, flags: ['name-doubtful'] } : doubted(cell, name);
  }
  const doubtful = code === null && (corrected.distance >= FAR || isRestOfTotal(name, corrected.name));
  return {
    name: tidyName(corrected.name),
    flags: doubtful ? ['name-corrected', 'name-doubtful'] : ['name-corrected'],
  };
}

/** So many digits before, behind or among ideographs are a code or a stamp printed into a name; 12345 is a telephone, 202601 a month. */
const DIGITS_IN =
  /^\d{6,}\s*\p{Script=Han}|\p{Script=Han}(?!20\d\d(?:0[1-9]|1[0-2])(?!\d))(?:\d{6,}(?=\p{Script=Han}|$)|[235]\d{4}[-—_]?(?=\p{Script=Han}))/u;
/** When something was printed or stamped. */
const STAMPED = /20\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[:：]\d{2}(?!\d)/u;

/** Whether a name reads as no name does, whatever its code: a figure, digits, a date or a time were printed into it. */
export function isPrintedInto(name: string, { figure_in }: StatementsWording): boolean {
  return DIGITS_IN.test(name) || STAMPED.test(name) || figure_in.test(name);
}

/** Whether a name that nothing confirms is none, or a part of one, or two: a bracket is never closed, or 二、 stands inside it. */
export function isBroken(name: string, { two_lines }: StatementsWording): boolean {
  const opened = (name.match(/[（(]/gu) ?? []).length;
  const closed = (name.match(/[）)]/gu) ?? []).length;
  return opened > closed || isTotalInPieces(name) || two_lines.test(name);
}

/** So many lines of a wrapped name may stand above that of its figures, and below. */
const MOST_LINES = 2;

function classOf({ code, scheme }: Line): CodeScheme | null {
  return code === null || scheme === 'unit' || scheme === 'project' ? null : scheme;
}

/**
 * The lines with wrapped names put together that became lines of their own: without rules, 政府办公厅 above and 构事务 below
 * （室）及相关机, beside which code and figures stand. Only where they make the name of the code; where they do not, and what
 * stands beside the code is only a part of its name, the name is in doubt.
 */
export function withWrappedNames(
  lines: readonly Line[],
  amounts: readonly Amount[],
  lexicon: Lexicon,
  year: number | null,
): readonly Line[] {
  const told = new Set(amounts.map(({ line }) => line));
  const isRest = (at: number, of: Line): boolean => {
    const line = lines[at];
    const words = line?.role === 'item' || line?.role === 'subject';
    return line !== undefined && words && line.code === null && line.side === of.side && !told.has(line.index);
  };
  return lines.map((line, at): Line => {
    const { code } = line;
    const scheme = classOf(line);
    if (code === null || scheme === null || !told.has(line.index)) return line;
    const reach = (step: number) => [1, 2].findIndex((by) => !isRest(at + step * by, line));
    const [above = 0, below = 0] = [reach(-1), reach(1)].map((by) => (by < 0 ? MOST_LINES : by));
    if (above + below === 0) return line;
    const names = Array.from({ length: (above + 1) * (below + 1) }, (_, index) => {
      const [up, down] = [index % (above + 1), Math.floor(index / (above + 1))];
      return tidyName(
        lines
          .slice(at - up, at + down + 1)
          .map((one) => one.rawName)
          .join(''),
      );
    }).toSorted((one, other) => other.length - one.length);
    const whole = names.find((name) => lexicon.pair(scheme, code, name, year) === 'agrees');
    if (whole !== undefined) return whole.length > line.name.length ? { ...line, name: whole } : line;
    const full = bareWords(lexicon.byCode(scheme, code, year)?.name ?? '');
    const isPart = line.name !== '' && full !== bareWords(line.name) && full.includes(bareWords(line.name));
    return isPart ? { ...line, flags: [...new Set([...line.flags, 'name-doubtful' as const])] } : line;
  });
}
