import { createCanvas, type FontKey, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import type { GlyphPicture } from '../../model/raw-page.ts';
import type { OperatorList } from './display-list.ts';
import { drawProcedure, leavesInk } from './fonts/drawn-font.ts';
import { compose, type Matrix } from './graphics-state.ts';

/** Pixels per em at which a character of a font is drawn for looking at, and the canvas around it. */
const EM = 64;
const WIDTH = 80;
const HEIGHT = 96;
/** Where its origin lies. */
const LEFT = 8;
const BASE = 72;
/** Darkness from which a pixel counts as ink. */
const INK = 96;
/** A pixel of white paper, all four bytes. */
const PAPER = 0xffffffff;
/** Fonts that are kept drawn at the same time: more than any report uses. */
const MOST_FONTS = 200;

/** What pdf.js gives a font to that a browser's page is to show (字体): the programme of the font, sanitised. */
export interface FontProgramme {
  readonly family: string;
  readonly data: Uint8Array;
}

/** A Type 3 font: its characters are little drawings, by their names. */
export interface DrawnFont {
  readonly procedures: ReadonlyMap<string, OperatorList>;
  /** From its own units to ems. */
  readonly matrix: Matrix;
}

/**
 * The outlines (字形) of a document's embedded fonts: what a character looks like, whatever the font says it means.
 * Characters are drawn when they are asked for, once each; `close` gives everything back.
 */
export class FontInk {
  readonly #programmes = new Map<string, FontProgramme>();
  readonly #registered = new Map<string, FontKey | null>();
  readonly #drawn = new Map<string, GlyphPicture | null>();
  readonly #drawings = new Map<string, DrawnFont>();
  readonly #canvas = createCanvas(WIDTH, HEIGHT);
  /** The font that is set: naming it to the canvas again costs as much as drawing. */
  #set: string | null = null;
  #closed = false;

  add(programme: FontProgramme): void {
    if (!this.#closed && this.#programmes.size < MOST_FONTS) this.#programmes.set(programme.family, programme);
  }

  /** Takes a Type 3 font by pdf.js's name for it. */
  addDrawn(font: string, drawn: DrawnFont): void {
    if (!this.#closed && this.#drawings.size < MOST_FONTS) this.#drawings.set(font, drawn);
  }

  /** The character `char` of pdf.js's font `font`; null where the font is not embedded or cannot be drawn. */
  picture(font: string, char: string): GlyphPicture | null {
    const key = `${font} ${char}`;
    const known = this.#drawn.get(key);
    if (known !== undefined) return known;
    const drawings = this.#drawings.get(font);
    const drawn = drawings ? this.#drawProcedure(drawings, char) : this.#registeredAs(font) && this.#draw(font, char);
    this.#drawn.set(key, drawn);
    return drawn;
  }

  /** Whether a character shows anything. */
  isInked(font: string, char: string): boolean {
    if (char === '') return false;
    const picture = this.picture(font, char);
    if (picture !== null) return picture.ink !== null;
    const procedure = this.#drawings.get(font)?.procedures.get(char);
    return procedure !== undefined && leavesInk(procedure);
  }

  close(): void {
    this.#closed = true;
    const keys = [...this.#registered.values()].filter((key) => key !== null);
    if (keys.length > 0) GlobalFonts.removeBatch(keys);
    for (const kept of [this.#programmes, this.#registered, this.#drawn, this.#drawings]) kept.clear();
  }

  #registeredAs(font: string): FontKey | null {
    const known = this.#registered.get(font);
    if (known !== undefined) return known;
    const programme = this.#programmes.get(font);
    const key = programme ? GlobalFonts.register(Buffer.from(programme.data), aliasOf(font)) : null;
    this.#registered.set(font, key);
    this.#programmes.delete(font);
    return key;
  }

  #draw(font: string, char: string): GlyphPicture {
    const context = this.#sheet();
    if (this.#set !== font) context.font = `${EM}px "${aliasOf(font)}"`;
    this.#set = font;
    context.fillText(char, LEFT, BASE);
    return this.#taken(context);
  }

  #drawProcedure({ procedures, matrix }: DrawnFont, char: string): GlyphPicture | null {
    const procedure = procedures.get(char);
    if (procedure === undefined) return null;
    const context = this.#sheet();
    return drawProcedure(procedure, compose([EM, 0, 0, -EM, LEFT, BASE], matrix), context)
      ? this.#taken(context)
      : null;
  }

  #sheet(): SKRSContext2D {
    const context = this.#canvas.getContext('2d');
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, WIDTH, HEIGHT);
    context.fillStyle = '#000000';
    context.strokeStyle = '#000000';
    return context;
  }

  #taken(context: SKRSContext2D): GlyphPicture {
    // The canvas' own bytes: white paper makes every pixel opaque, so they are what an ImageData would copy.
    const data = context.canvas.data();
    const pixels = new Uint32Array(data.buffer, data.byteOffset, WIDTH * HEIGHT);
    const grey = new Uint8Array(WIDTH * HEIGHT).fill(255);
    let [x0, y0, x1, y1] = [WIDTH, HEIGHT, 0, 0];
    for (let y = 0, at = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH; x++, at++) {
        // Nearly all of it is paper, which is told by the pixel.
        if (pixels[at] === PAPER) continue;
        const value = data[at * 4] ?? 255;
        grey[at] = value;
        if (value > 255 - INK) continue;
        if (x < x0) x0 = x;
        if (x >= x1) x1 = x + 1;
        if (y < y0) y0 = y;
        y1 = y + 1;
      }
    }
    const ink = x1 > x0 ? { x0, y0, x1, y1 } : null;
    return { raster: { width: WIDTH, height: HEIGHT, channels: 1, data: grey }, ink, base: BASE, em: EM };
  }
}

/** A family name that no font of this machine has. */
function aliasOf(font: string): string {
  return `yusuan-${font}`;
}
