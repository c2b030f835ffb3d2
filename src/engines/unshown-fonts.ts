/** What pdf.js gives a font to that a browser's page is to show (字体). */
class UnshownFontFace {
  readonly loaded = Promise.resolve();
}

/**
 * Options of `getDocument` for documents that are read and not shown. pdf.js hands every font to the page it is shown on,
 * as a data URL, or makes outlines of all glyphs where there is none; both cost a fifth of the reading. The page here takes
 * fonts and does nothing with them.
 */
export function unshownFonts() {
  if (!('FontFace' in globalThis)) Object.defineProperty(globalThis, 'FontFace', { value: UnshownFontFace });
  return { disableFontFace: false, ownerDocument: { fonts: new Set<UnshownFontFace>() } };
}
