import type { DocumentInitParameters } from 'pdfjs-dist/types/src/display/api.js';

/** What pdf.js gives a font to that a browser's page is to show (字体). */
class UnshownFontFace {
  readonly loaded = Promise.resolve();
}

/**
 * Options of `getDocument` for documents that are read and not shown. pdf.js hands every font to the page it is shown on,
 * as a data URL, or makes outlines of all glyphs where there is none; both cost a fifth of the reading. The page here takes
 * fonts and does nothing with them. pdf.js wants the class as a global, which Node has none of; one that is there is kept.
 */
export function unshownFonts() {
  if (!('FontFace' in globalThis)) Object.assign(globalThis, { FontFace: UnshownFontFace });
  // pdf.js is typed for the DOM; of the page, it asks for the fonts only.
  const page: unknown = { fonts: new Set<UnshownFontFace>() };
  return { disableFontFace: false, ownerDocument: page as DocumentInitParameters['ownerDocument'] & object };
}
