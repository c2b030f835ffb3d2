import { type Box, contains } from '../../model/box.ts';
import type { RawGlyph, RawPage } from '../../model/raw-page.ts';
import { boxOf, type Reading, textOf } from './lines/read-all.ts';
import { isFigure, narrowFigure } from './numbers/number-grammar.ts';

/** The text layer under a scan: never trusted, but a second reading of what the picture shows. */
interface HiddenLayer {
  /** Its characters whose middle lies in `box` (page as displayed), left to right, without spaces. */
  textIn(box: Box): string;
}

/** Rows of the page by which characters are found again. */
const ROW = 24;
/** How far (points) beyond a box the middle of a character may lie that belongs to it: layers are set a little aside. */
const ASIDE = 1.5;

function hiddenLayer(raw: RawPage): HiddenLayer {
  const rows = new Map<number, RawGlyph[]>();
  for (const glyph of raw.glyphs) {
    if (glyph.angle !== 0 || glyph.unreadable || glyph.text.trim() === '') continue;
    const row = Math.floor((glyph.y0 + glyph.y1) / 2 / ROW);
    const known = rows.get(row);
    if (known) known.push(glyph);
    else rows.set(row, [glyph]);
  }
  return {
    textIn: (box) => {
      const found: RawGlyph[] = [];
      for (let row = Math.floor(box.y0 / ROW) - 1; row <= Math.floor(box.y1 / ROW) + 1; row++)
        for (const glyph of rows.get(row) ?? [])
          if (contains(box, (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2, ASIDE)) found.push(glyph);
      found.sort((a, b) => a.x0 - b.x0);
      return found.map((glyph) => glyph.text.trim()).join('');
    },
  };
}

/** Confidence of a figure that the layer under the scan repeats. */
const CONFIRMED = 0.98;

/**
 * Holds readings against the text layer under the scan: one that agrees makes surer, one that differs stays beside.
 * `shown` says where a box of the straightened picture lies on the page as displayed.
 */
export function compareHidden(raw: RawPage, readings: readonly Reading[], shown: (box: Box) => Box): Reading[] {
  if (raw.glyphs.length === 0) return [...readings];
  const layer = hiddenLayer(raw);
  return readings.map((reading) => {
    const text = textOf(reading.chars);
    const hidden = layer.textIn(shown(boxOf(reading)));
    if (!isFigure(text)) return withHiddenWords(reading, hidden);
    return withHiddenFigure(reading, text, narrowFigure(hidden));
  });
}

function withHiddenFigure(reading: Reading, text: string, hidden: string): Reading {
  if (hidden === text) {
    const surer = (confidence: number) => Math.max(confidence, CONFIRMED);
    return { ...reading, chars: reading.chars.map((char) => ({ ...char, confidence: surer(char.confidence) })) };
  }
  if (!isFigure(hidden)) return reading;
  return { ...reading, others: [...reading.others, { text: hidden, confidence: OTHERWISE, how: 'hidden-text' }] };
}

/** Confidence of what the layer reads otherwise: a reading to try, no more. */
const OTHERWISE = 0.3;
/** Confidence below which a character of the layer under the scan replaces the one read. */
const UNSURE = 0.6;
/** Confidence of a character taken from there. */
const TAKEN = 0.85;

/** Words: where the layer has as many characters, it decides those of which the reading is unsure. */
function withHiddenWords(reading: Reading, hidden: string): Reading {
  const text = textOf(reading.chars);
  if (hidden === '' || hidden === text) return reading;
  const others: Reading['others'] = [...reading.others, { text: hidden, confidence: OTHERWISE, how: 'hidden-text' }];
  const letters = [...hidden];
  if (letters.length !== reading.chars.length) return { ...reading, others };
  const chars = reading.chars.map((char, at) => {
    const letter = letters[at] ?? '';
    if (letter === char.text) return { ...char, confidence: Math.max(char.confidence, CONFIRMED) };
    return char.confidence < UNSURE && /\p{Script=Han}/u.test(letter)
      ? { ...char, text: letter, confidence: TAKEN }
      : char;
  });
  return { ...reading, chars, others };
}
