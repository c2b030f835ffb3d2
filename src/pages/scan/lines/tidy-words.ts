import type { Stretch } from './cut-lines.ts';
import type { Char } from './read-stretches.ts';

const OPENING: Readonly<Record<string, string>> = {
  ')': '(',
  '）': '（',
  '》': '《',
  '〉': '〈',
  '】': '【',
  '］': '［',
};
const BRACKETS = '(（《〈【［〔[{<';

/**
 * What the engine habitually gets wrong in words: an opening bracket of another kind than the closing one, a full stop
 * made of dust behind a short name, 一 taken for a hyphen.
 */
export function tidyWords(stretch: Stretch, chars: readonly Char[]): Char[] {
  const marked = afterOrdinal(chars.map(withMark));
  return withoutDust(stretch, strokesAsOne(firstOfAll(withoutEchoes(stretch, matchBrackets(marked)))));
}

/** A dot stroke alone is no ideograph that anybody prints: it is the mark 、. */
function withMark(char: Char): Char {
  return char.text === '丶' ? { ...char, text: '、' } : char;
}

const NUMERAL = /^[一二三四五六七八九十]$/u;

/** A dot in the middle behind the numerals of a line is the mark 、 of its ordinal; between numerals it parts a date (五·一). */
function afterOrdinal(chars: readonly Char[]): Char[] {
  const at = chars.findIndex(({ text }) => !NUMERAL.test(text));
  const [mark, next] = [chars[at], chars[at + 1]];
  if (at < 1 || !mark || !next || !MIDDLE_DOT.test(mark.text)) return [...chars];
  return HAN.test(next.text) && !NUMERAL.test(next.text) ? chars.with(at, { ...mark, text: '、' }) : [...chars];
}

/** What is read as a dash behind 第, or as two, or worn to a dot, is 一: a number follows it. */
function firstOfAll(chars: readonly Char[]): Char[] {
  return chars.flatMap((char, at) => {
    const next = chars[at + 1];
    if (!STROKE.test(char.text) && !(MIDDLE_DOT.test(char.text) && next)) return [char];
    if (chars[at - 1]?.text === '第')
      return [{ ...char, text: '一', x1: next && STROKE.test(next.text) ? next.x1 : char.x1 }];
    return chars[at - 2]?.text === '第' && STROKE.test(chars[at - 1]?.text ?? '') ? [] : [char];
  });
}

const STROKE = /^[-－–—一]$/u;
const MIDDLE_DOT = /^[·・•]$/u;

/** How far apart, in parts of the line's height, the middles of two characters stand at least. */
const APART = 0.85;

/** One level stroke read as two (-一, and -- between ideographs) is one 一. */
function withoutEchoes({ y0, y1 }: Stretch, chars: readonly Char[]): Char[] {
  const out: Char[] = [];
  for (const [at, char] of chars.entries()) {
    const last = out[out.length - 1];
    const between = HAN.test(chars[at - 2]?.text ?? '') && HAN.test(chars[at + 1]?.text ?? '');
    if (last && isEcho(last, char, y1 - y0, between)) {
      const confidence = Math.max(last.confidence, char.confidence);
      out[out.length - 1] = { ...last, text: '一', x1: char.x1, confidence };
    } else out.push(char);
  }
  return out;
}

function isEcho(last: Char, char: Char, height: number, between: boolean): boolean {
  if (!STROKE.test(last.text) || !STROKE.test(char.text)) return false;
  if (!between && last.text !== '一' && char.text !== '一') return false;
  return (char.x0 + char.x1 - last.x0 - last.x1) / 2 < APART * height;
}

const HAN = /\p{Script=Han}/u;

/** A dash between ideographs is 一: Chinese print joins no words with hyphens. */
function strokesAsOne(chars: readonly Char[]): Char[] {
  return chars.map((char, at) => {
    const between = HAN.test(chars[at - 1]?.text ?? '') && HAN.test(chars[at + 1]?.text ?? '');
    return between && /^[-－–]$/u.test(char.text) ? { ...char, text: '一' } : char;
  });
}

/** Gives each closing bracket its like; a bracket read twice is read once. */
function matchBrackets(chars: readonly Char[]): Char[] {
  const out = [...chars];
  for (let at = 0; at < out.length; at++) {
    const want = OPENING[out[at]?.text ?? ''];
    if (want === undefined) continue;
    for (let back = at - 1; back >= 0; back--) {
      const before = out[back];
      if (!before || OPENING[before.text] !== undefined) break;
      if (!BRACKETS.includes(before.text)) continue;
      if (before.text !== want && !isPair(before.text, want)) out[back] = { ...before, text: want };
      const doubled = out[back - 1];
      if (doubled && BRACKETS.includes(doubled.text)) {
        out.splice(back - 1, 1);
        at--;
      }
      break;
    }
  }
  return out;
}

/** Round brackets of either width go together. */
function isPair(open: string, want: string): boolean {
  return '(（'.includes(open) && '(（'.includes(want);
}

/** Longest name from which a stop at either end is taken for dust. */
const SHORT = 18;
const STOPS = /^[。.,，、·'’‘`:：;；"”“\-_~\\＼|｜/／*^]$/u;

function withoutDust({ cell }: Stretch, chars: readonly Char[]): Char[] {
  if (cell < 0 || chars.length > SHORT || chars.length < 2) return [...chars];
  const inner = chars.slice(1, -1).some((char) => /[。，；]/u.test(char.text));
  if (inner) return [...chars];
  let [from, to] = [0, chars.length];
  const isDust = (at: number, kept: RegExp) => {
    const text = chars[at]?.text ?? '';
    return STOPS.test(text) && !kept.test(text);
  };
  while (from < to - 1 && isDust(from, /^[“‘"—-]$/u)) from++;
  while (to > from + 1 && isDust(to - 1, /^[”’":：-]$/u)) to--;
  return doubtAtSign(chars.slice(from, to), from > 0);
}

/** How sure a number is at most before which a mark was taken for dust. */
const UNSIGNED = 0.55;

/** A sign that is worn (≥, =) is taken for a mark, too: the number behind a mark that was dropped is in doubt. */
function doubtAtSign(chars: Char[], dropped: boolean): Char[] {
  const [first] = chars;
  if (!dropped || !first || !/^\d/u.test(first.text)) return chars;
  return chars.with(0, { ...first, confidence: Math.min(first.confidence, UNSIGNED) });
}
