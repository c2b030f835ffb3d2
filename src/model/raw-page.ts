import type { Box } from './box.ts';
import type { Rule, Slant, Turn } from './page.ts';
import type { Raster } from './raster.ts';

/** Why a character of the content stream is not seen on the page (看不见的字). */
export type Hidden =
  /** Rendering mode 3 or 7, or fully transparent. */
  | 'unpainted'
  /** Outside the page or its clip. */
  | 'clipped'
  /** Painted over afterwards, with the colour of paper or a picture, or blackened. */
  | 'covered'
  | 'blotted'
  /** On a layer that is switched off (图层关闭). */
  | 'layer-off'
  /** Of the colour of its ground. */
  | 'pale'
  /** Seen, but struck out, with what counts beside it (更正前的字). */
  | 'corrected';

/** A glyph as drawn, before anything is judged: in page coordinates as displayed. */
export interface RawGlyph extends Box {
  readonly text: string;
  readonly size: number;
  /** Direction of writing in degrees, 0 = upright, clockwise. */
  readonly angle: number;
  /** False for rendering mode 3 (invisible text), fully transparent text, or text outside its clip. */
  readonly visible: boolean;
  /** Why it is not visible; none where it is. */
  readonly hidden?: Hidden | null;
  /** The colour on which it stands, where that is not white paper. */
  readonly ground?: string | null;
  /** The font's name for the engine, and the character by which the engine draws it; none where nothing is embedded. */
  readonly font?: string | null;
  readonly char?: string | null;
  /** Fill colour `#rrggbb`. */
  readonly color: string;
  readonly alpha: number;
  readonly clip: Box | null;
  /** Whether the font gave no usable Unicode for it (private use, .notdef). */
  readonly unreadable: boolean;
  /** Whether it is drawn as the little box (缺字框) of a font that lacks it: what should stand there nobody sees. */
  readonly boxed?: boolean;
  /** Whether it was read by its looks, since the font says that it is something else. */
  readonly byLooks?: boolean;
  /** Whether only a picture of the page tells if it is seen: masked, blended, half covered or half clipped. */
  readonly unsure?: boolean;
  /** Whether its font is not in the file (未嵌入): another shows it as it likes. */
  readonly missing?: true;
  /** Whether a line is drawn through the figure that it belongs to. */
  readonly struck?: boolean;
  /** Whether it has another colour than the digits beside it: the number of a footnote, perhaps. */
  readonly foreign?: boolean;
}

/** A picture placed on the page; `id` names the object for the engine. */
export interface RawPicture extends Box {
  readonly id: string;
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  /** Turn of the picture on the page in degrees clockwise (0, 90, 180, 270). */
  readonly turn: Turn;
}

/** The text of an annotation or field whose appearance the file does not hold: some programs show it, others do not. */
export interface EnteredText extends Box {
  readonly text: string;
  /** Whether it is the caption of a button, which the engine does not tell: what it says nobody knows. */
  readonly blind?: true;
}

/** What a character of an embedded font looks like (字形), drawn large in black on white. */
export interface GlyphPicture {
  readonly raster: Raster;
  /** The box of its ink in the raster's pixels; null when it shows nothing. */
  readonly ink: Box | null;
  /** Its baseline and its size in pixels. */
  readonly base: number;
  readonly em: number;
}

/** What one page draws, in drawing order. */
export interface RawPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly RawGlyph[];
  readonly rules: readonly Rule[];
  readonly pictures: readonly RawPicture[];
  /** Painted shapes that nothing explains; absent when there are none. */
  readonly marks?: readonly Box[];
  /** Painted shapes as small as a point; absent when there are none. */
  readonly specks?: readonly Box[];
  /** Painted shapes smaller than a point; absent when there are none. */
  readonly crumbs?: readonly Box[];
  /** What was entered on the page without being drawn there; absent when nothing was. */
  readonly entered?: readonly EnteredText[];
  /** How the page was laid askew before its print was turned upright; boxes are those of the upright page. */
  readonly slant?: Slant;
  /** Set when a part of the page's data could not be decoded: there may be more on it. */
  readonly damaged?: true;
  /** Set when the page's picture is too large to be decoded and was left out. */
  readonly pictureTooLarge?: true;
  /** Number of operators that could not be interpreted. */
  readonly skipped: number;
}
