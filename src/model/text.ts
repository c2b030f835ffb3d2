/** Stands in a text for a character that nobody could read. */
export const UNREAD = '\ufffd';

const SPACE = /[\s\u00a0\u200b\u3000\ufeff]+/gu;
/** Kangxi radicals, compatibility ideographs and colons: other code points for ordinary characters, common in PDF fonts. */
const LOOKALIKE = /[\u2e80-\u2fdf\uf900-\ufaff戶戸黃∶﹕]/gu;
/** Whether there is anything of either: most texts that are compared were made compact before. */
const UNTIDY = /[\s\u00a0\u200b\u3000\ufeff\u2e80-\u2fdf\uf900-\ufaff戶戸黃∶﹕]/u;
/** Where the compatibility form leads to a character that mainland print does not use, and the colon that it does (单位∶元). */
const MAINLAND: Readonly<Record<string, string>> = { 戶: '户', 戸: '户', 黃: '黄', '∶': '：', ':': '：' };
const ORDINAL =
  /^(?:[一二三四五六七八九十]+[、.．,，]|[（(](?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])[）)][、.．]?|\d{1,2}(?:[、，]|[.．](?!\d))|[（(]\d{1,2}[）)]|[①-⑳⑴-⒇⒈-⒛])/u;
const NUMERALS = '一二三四五六七八九十';
/** The next number and what it counts, right behind an ordinal: 一、二级公路 is of two grades, 二、三公经费 has an ordinal. */
const TWO_OF_A_KIND =
  /^([一二三四五六七八九十]|\d{1,2})、([一二三四五六七八九十]|\d{1,2})(?:[级期类批层楼栋幢线标号、]|年级|产业|季度|月份)/u;

function ordinary(char: string): string {
  return MAINLAND[char] ?? char;
}

/** The text without any white space, with look-alike code points made ordinary. */
export function compact(text: string): string {
  if (!UNTIDY.test(text)) return text;
  return text.replace(SPACE, '').replace(LOOKALIKE, (char) => ordinary(char.normalize('NFKC')));
}

function beginsPair(name: string): boolean {
  const [, one = '', two = ''] = TWO_OF_A_KIND.exec(name) ?? [];
  const at = (numeral: string) => (/^\d/u.test(numeral) ? Number(numeral) : NUMERALS.indexOf(numeral) + 1);
  return one !== '' && at(two) === at(one) + 1;
}

/** How many characters of a compact text are its ordinal. */
function ordinalLength(name: string): number {
  const length = ORDINAL.exec(name)?.[0].length ?? 0;
  return length > 0 && beginsPair(name) ? 0 : length;
}

/** The ordinal (序号) with which a printed name begins, spaces removed: `一、`, `（一）`, `1.`, `①`; '' for none. */
export function ordinalOf(text: string): string {
  const name = compact(text);
  return name.slice(0, ordinalLength(name));
}

/** Whether there is more in a text than digits and what stands between them: figures are asked for no words. */
export function holdsWords(text: string): boolean {
  return /[^\d\s.,-]/u.test(text);
}

/** A printed name, tidied as the contract says: no ordinals and spaces, full-width brackets, curly quotes. */
export function tidyName(text: string): string {
  const name = compact(text);
  let open = true;
  return name
    .slice(ordinalLength(name))
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replace(/["＂]/gu, () => {
      open = !open;
      return open ? '”' : '“';
    });
}

/** What is left for comparing words: width folded, no ordinals, spaces, brackets, quotes or punctuation. */
export function bareWords(text: string): string {
  const known = bared.get(text);
  if (known !== undefined) return known;
  const bare = barely(text);
  if (bared.size >= MOST_BARED) bared.clear();
  bared.set(text, bare);
  return bare;
}

/** Reports repeat their words from table to table: what was bared lately, by the text. */
const bared = new Map<string, string>();
const MOST_BARED = 5_000;

function barely(text: string): string {
  const name = compact(text);
  return name
    .slice(ordinalLength(name))
    .normalize('NFKC')
    .replace(/[“”"'‘’「」『』()（）[\]【】〔〕《》<>、，,.。．:：;；·•…\-–—―_/\\*]/gu, '');
}

/** Brackets that recognition takes for one another: what opens with one kind and closes with another. */
const OPENING = /[(（〈《[{【〔]/u;
const CLOSING = /[)）〉》\]}】〕]/u;
const PAIRS: Readonly<Record<string, string>> = {
  '(': ')',
  '（': '）',
  '〈': '〉',
  '《': '》',
  '[': ']',
  '{': '}',
  '【': '】',
  '〔': '〕',
};

/** A recognised name whose brackets pair: of two kinds the square one, which nothing else is taken for; else round. */
export function pairedBrackets(text: string): string {
  const chars = [...text];
  const open: number[] = [];
  chars.forEach((char, at) => {
    if (OPENING.test(char)) open.push(at);
    if (!CLOSING.test(char)) return;
    const like = open.findLastIndex((start) => PAIRS[chars[start] ?? ''] === char);
    if (like >= 0) open.length = like;
    const start = like >= 0 ? undefined : open.pop();
    const first = chars[start ?? -1];
    if (start === undefined || first === undefined) return;
    const square = first === '[' || char === ']';
    chars[start] = square ? '[' : '（';
    chars[at] = square ? ']' : '）';
  });
  return chars.join('');
}
