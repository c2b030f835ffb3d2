import type { RawGlyph } from '../../model/raw-page.ts';
import { COMMON_CHARACTERS, COMMON_WORDS } from '../../words/characters.ts';

/** Chinese characters from which that can be told, and the part of them that is common in any text. */
const ENOUGH = 40;
const USUAL = 0.025;
const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;
/** Latin letters and signs that are as wide as their size are Chinese characters by another name; so many tell. */
const WIDE = 0.93;
const WIDE_ONES = 12;
const WIDE_PART = 0.2;
/** Signs that Chinese fonts set as wide as a character. */
const WIDE_SIGNS = /[“”‘’—–…·•‖°±×÷§¨¤‰℃№ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ①-⑳\s]/u;
/** Part of the visible characters that may be signs of no text: ✁✂☎ are what names of glyphs that nobody declared end as. */
const ODD_PART = 0.2;
const FIRST_ODD = 0x2600;
const LAST_ODD = 0x2bff;
/** Letters and signs of Western alphabets, to which a font without a mapping of its own falls back. */
const WESTERN = /^[\u0021-\u02ff\u2010-\u214f]$/u;

/**
 * Whether the visible characters of a page can be what is printed (字体映射): a font without a usable mapping gives
 * Western letters as wide as Chinese characters, or ornaments, or Chinese ones that spell nothing.
 */
export function makesSense(shown: readonly RawGlyph[]): boolean {
  let [han, common, wide, odd] = [0, 0, 0, 0];
  for (const { text, x0, x1, size, angle } of shown) {
    const code = text.charCodeAt(0);
    if (code >= FIRST_HAN && code <= LAST_HAN) {
      han++;
      if (COMMON_CHARACTERS.has(text)) common++;
    } else if (code >= FIRST_ODD && code <= LAST_ODD) odd++;
    else if (x1 - x0 >= WIDE * size && angle === 0 && WESTERN.test(text) && !WIDE_SIGNS.test(text)) wide++;
  }
  if (wide >= WIDE_ONES && wide >= WIDE_PART * shown.length && wide > han) return false;
  if (odd >= WIDE_ONES && odd >= ODD_PART * shown.length) return false;
  return han < ENOUGH || (common >= USUAL * han && spellsWords(shown));
}

/** Neighbours that both are Chinese characters from which can be told what they spell, and the part of them that are common words. */
const PAIRS = 60;
const SPELLED = 0.045;

/**
 * Whether Chinese characters that follow one another spell words: those of a font whose mapping is off by one are as common
 * as those of a sound font, and spell none.
 */
function spellsWords(shown: readonly RawGlyph[]): boolean {
  const plenty = SPELLED * shown.length;
  let [pairs, words] = [0, 0];
  for (let at = 1; at < shown.length; at++) {
    const [one, next] = [shown[at - 1]?.text ?? '', shown[at]?.text ?? ''];
    if (!isHan(one) || !isHan(next)) continue;
    pairs++;
    if (COMMON_WORDS.has(one + next) && ++words >= plenty) return true;
  }
  return pairs < PAIRS || words >= SPELLED * pairs;
}

function isHan(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= FIRST_HAN && code <= LAST_HAN;
}
