import type { FormWords } from '../../../declare/forms.ts';
import type { FormsWording } from '../../../declare/wording/wording.ts';
import type { TextLine } from '../../../model/grid.ts';
import { compact } from '../../../model/text.ts';

/** How the report's body text is set. */
export interface Manuscript {
  readonly size: number;
  readonly left: number;
  readonly right: number;
  /** The middle of the page. */
  readonly middle: number;
}

/** A line that heads a section. */
export interface Heading {
  readonly level: number;
  readonly ordinal: string;
  readonly title: string;
  readonly kind: string | null;
  /** Text that stands in the same line: the explanation after a glossary's term. */
  readonly rest: string;
}

/** Ordinals below those of chapters, from the outermost level inwards. */
const ORDINALS = [
  /^[一二三四五六七八九十]{1,3}[、.．]/u,
  /^[（(][一二三四五六七八九十]{1,3}[）)][、.．]?/u,
  /^(?:\d{1,2}(?:[、，]|[.．](?!\d))|[（(]\d{1,2}[）)])/u,
] as const;

const TERM_LEVEL = 5;
const LONGEST_TITLE = 40;
/** Lines larger than body text by this factor are titles. */
export const LARGER = 1.15;

/** What the line heads; null for body text. `current` is the section in which it stands. */
export function headingOf(line: TextLine, text: Manuscript, words: FormWords, current: Heading | null): Heading | null {
  const all = compact(line.text);
  const ordinals = [words.wording.chapter, ...ORDINALS];
  const depth = ordinals.findIndex((pattern) => pattern.test(all));
  const ordinal = depth < 0 ? '' : (ordinals[depth]?.exec(all)?.[0] ?? '');
  const title = all.slice(ordinal.length);
  if (depth > 0 && inGlossary(current)) return termOf(ordinal, title, words.wording);
  if (depth === 0 && isTitle(title)) return heading(1, ordinal, title, words);
  if (depth < 0) return untitled(line, all, text, words);
  if (!isTitle(title) || fillsLine(line, text)) return null;
  const kind = words.chapters.find(title);
  // lists inside a paragraph are numbered too: a heading ends in a colon, is known, or stands out
  const standsOut = depth < 3 ? !/[，,]/u.test(title) : /[：:]$/u.test(title) || kind !== null;
  return standsOut ? heading(depth + 1, ordinal, title, words) : null;
}

function heading(level: number, ordinal: string, title: string, words: FormWords): Heading {
  const bare = title.replace(/[：:]$/u, '');
  return { level, ordinal, title: bare, kind: words.chapters.find(bare), rest: '' };
}

function inGlossary(current: Heading | null): boolean {
  return current?.kind === 'glossary' || current?.kind === 'term';
}

/** `一、基本支出：指为保障…` in a glossary: a term and the beginning of its explanation. */
function termOf(ordinal: string, text: string, wording: FormsWording): Heading {
  const [, term, rest] = wording.term.exec(text) ?? [null, text, ''];
  return { level: TERM_LEVEL, ordinal, title: term ?? text, kind: 'term', rest: rest ?? '' };
}

function isTitle(title: string): boolean {
  return title !== '' && title.length <= LONGEST_TITLE && !/[。；;？！]|[：:]./u.test(title) && !/[，、]$/u.test(title);
}

/** A line that reaches the right margin goes on in the next one. */
function fillsLine(line: TextLine, text: Manuscript): boolean {
  return line.x1 > text.right - 1.5 * text.size && Math.abs(line.size - text.size) < 0.6;
}

/** A title without an ordinal: known words set apart from the text, or any line that is large and centred. */
function untitled(line: TextLine, title: string, text: Manuscript, words: FormWords): Heading | null {
  if (!isTitle(title)) return null;
  const centred =
    Math.abs((line.x0 + line.x1) / 2 - text.middle) < 2 * text.size && line.x0 > text.left + 3 * text.size;
  const large = line.size >= LARGER * text.size;
  const known = words.chapters.find(title) !== null;
  return (large && (centred || known)) || (centred && known) ? heading(1, '', title, words) : null;
}
