import type { DocumentInitParameters } from 'pdfjs-dist/types/src/display/api.js';
import type { FontProgramme } from '../font-ink.ts';

/** What pdf.js gives a font to that a browser's page is to show (字体). */
class UnshownFontFace implements FontProgramme {
  readonly loaded = Promise.resolve();
  readonly family: string;
  readonly data: Uint8Array;

  constructor(family: string, data: unknown) {
    this.family = family;
    this.data = data instanceof Uint8Array ? data : new Uint8Array();
  }
}

/**
 * Options of `getDocument` for documents that are read and not shown. pdf.js hands every font to the page it is shown on,
 * as a data URL, or makes outlines of all glyphs where there is none; both cost a fifth of the reading. The page here hands
 * fonts on to be looked at where one may lie. pdf.js wants the class as a global, which Node has none of; one that is there is kept.
 */
export function unshownFonts(taken: (font: FontProgramme) => void = () => undefined) {
  if (!('FontFace' in globalThis)) Object.assign(globalThis, { FontFace: UnshownFontFace });
  // pdf.js is typed for the DOM; of the page, it asks for the fonts only.
  const fonts = { add: (font: unknown) => font instanceof UnshownFontFace && taken(font), delete: () => true };
  const page: unknown = { fonts };
  return { disableFontFace: false, ownerDocument: page as DocumentInitParameters['ownerDocument'] & object };
}
