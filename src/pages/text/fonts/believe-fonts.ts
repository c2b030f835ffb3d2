import type { RawGlyph, RawPage } from '../../../model/raw-page.ts';
import { writeDrawnSigns } from '../drawn-signs.ts';
import { contradicted, type DrawGlyph, isBeliedScale, isChecked, isScale } from '../glyph-shapes.ts';
import { BlindFonts } from './blind-fonts.ts';
import { FigureFonts, WIDE } from './figure-fonts.ts';

/** What a document's characters look like against what their fonts say, by font, character and what it is said to be; null where they agree. */
type Looks = Map<string, Map<string, Map<string, string | null>>>;

/** What was seen of a document's fonts up to now. */
interface Known {
  readonly looks: Looks;
  readonly fonts: FigureFonts;
  readonly blind: BlindFonts;
  /** Whether scales of units are drawn as others, by font, character and what it is said to be. */
  readonly scales: Map<string, boolean>;
}

const knownOf = new WeakMap<DrawGlyph, Known>();

/**
 * The page with characters read by their looks (看字形) where an embedded font says that a sign of amounts is something
 * else: a point mapped to a space or a comma, a minus to a control character, digits to one another. They stay doubtful.
 */
export function believeLooks(drawn: RawPage, draw: DrawGlyph): RawPage {
  const raw = writeDrawnSigns(drawn);
  const known = knownOf.get(draw) ?? {
    looks: new Map(),
    fonts: new FigureFonts(draw),
    blind: new BlindFonts(draw),
    scales: new Map(),
  };
  knownOf.set(draw, known);
  const { fonts, blind } = known;
  const figures = fonts.on(raw);
  let changed: RawGlyph[] | null = null;
  for (let at = 0; at < raw.glyphs.length; at++) {
    const glyph = raw.glyphs[at];
    if (glyph === undefined) continue;
    if (isScale(glyph) && raw.glyphs[at + 1]?.text === YUAN && isBelied(glyph, known, draw)) {
      changed ??= [...raw.glyphs];
      changed[at] = { ...glyph, unreadable: true, unsure: true };
      continue;
    }
    if (!(isChecked(glyph) || isOf(figures, glyph))) continue;
    const seen = seenAs(glyph, known, draw) ?? (isOf(figures, glyph) ? amongFigures(glyph, fonts) : null);
    if (seen === null) continue;
    changed ??= [...raw.glyphs];
    changed[at] = { ...glyph, text: seen, unreadable: false, byLooks: true };
  }
  return blind.unread(withOtherDigits(changed === null ? raw : { ...raw, glyphs: changed }, known));
}

/**
 * The page with the digits of fonts that lie about one of them told from one another: who is said to be what another
 * surely looks like is what it rather looks like itself, or nobody knows what it is.
 */
function withOtherDigits(raw: RawPage, { looks, fonts }: Known): RawPage {
  const lying = new Set([...looks].filter(([, chars]) => [...chars.values()].some(isBelief)).map(([font]) => font));
  const digits = raw.glyphs.filter(({ font, char, text }) => font && char && lying.has(font) && DIGIT.test(text));
  if (digits.length === 0) return raw;
  for (const { font, char } of digits) if (font && char) fonts.add(font, char);
  const read = (glyph: RawGlyph): RawGlyph => {
    const { font, char, text, byLooks } = glyph;
    if (byLooks || !font || !char || !lying.has(font) || !DIGIT.test(text)) return glyph;
    if (!fonts.isTaken(font, char, text)) return glyph;
    const sign = fonts.signOf(font, char);
    if (sign === text) return glyph;
    return sign === null ? { ...glyph, unreadable: true, unsure: true } : { ...glyph, text: sign, byLooks: true };
  };
  return { ...raw, glyphs: raw.glyphs.map(read) };
}

const DIGIT = /^\d$/u;

/** Whether a character was read as another than it is said to be. */
function isBelief(said: ReadonlyMap<string, string | null>): boolean {
  return [...said.values()].some((seen) => seen !== null);
}

/** What stands behind the scale of a unit. */
const YUAN = '元';

/** Whether the scale of a unit (万元) is drawn as another than the font says: what it is, a person should tell. */
function isBelied(glyph: RawGlyph, { scales }: Known, draw: DrawGlyph): boolean {
  const key = `${glyph.font} ${glyph.char} ${glyph.text}`;
  const before = scales.get(key);
  if (before !== undefined) return before;
  const belied = isBeliedScale(glyph, draw);
  scales.set(key, belied);
  return belied;
}

function seenAs(glyph: RawGlyph, { looks, blind }: Known, draw: DrawGlyph): string | null {
  const { font, char, text } = glyph;
  if (!font || !char) return null;
  const before = looks.get(font)?.get(char)?.get(text);
  if (before !== undefined) return before;
  const seen = contradicted(glyph, draw);
  const known = looks.get(font) ?? new Map<string, Map<string, string | null>>();
  looks.set(font, known.set(char, (known.get(char) ?? new Map<string, string | null>()).set(text, seen)));
  if (seen === null) blind.look(glyph);
  return seen;
}

/** The sign that a character of a font of figures is, where the font says another. */
function amongFigures({ font, char, text }: RawGlyph, fonts: FigureFonts): string | null {
  const sign = font && char ? fonts.signOf(font, char) : null;
  return sign === text ? null : sign;
}

function isOf(figures: ReadonlySet<string>, { font, text }: RawGlyph): boolean {
  return font !== null && font !== undefined && figures.has(font) && !WIDE.test(text);
}
