import type { HandingPort } from './handing-port.ts';

/** How pdf.js begins what it writes, and what it says of a page on which it stopped half-way or left out a drawing. */
const WARNING = 'Warning: ';
const GAVE_UP =
  /^Warning: (?:getOperatorList - ignoring (?:errors during|XObject: (?!.*should be a stream))|Unterminated string|\w+: Reached the end of the stream without)/u;

/** What it says where a page writes in a font that the file does not hold, or holds in pieces: it takes another. */
const STAND_IN = /^Warning: Font ".*" is not available/u;

let listening = 0;
let gaveUp = 0;
let stoodIn = 0;
const plain = { warn: console.warn };

/**
 * What pdf.js complains of (解析告警) while it interprets a page. At a mistake it stops and gives what it had drawn so far
 * without a word, unless it is asked to write warnings: so it is, for that while, and they are listened to and not written.
 * @returns what `work` gave, whether a part of the page is missing from it, and whether another font stands in for one.
 */
export async function hearing<T>(
  port: HandingPort,
  work: () => Promise<T>,
): Promise<{ value: T; gaveUp: boolean; stoodIn: boolean }> {
  const before = { gaveUp, stoodIn };
  if (listening++ === 0) {
    plain.warn = console.warn;
    console.warn = listen;
  }
  port.configure(1);
  try {
    const value = await work();
    return { value, gaveUp: gaveUp > before.gaveUp, stoodIn: stoodIn > before.stoodIn };
  } finally {
    if (--listening === 0) console.warn = plain.warn;
    if (listening === 0) port.configure(0);
  }
}

function listen(...words: readonly unknown[]): void {
  const [first] = words;
  if (typeof first !== 'string' || !first.startsWith(WARNING)) plain.warn(...words);
  else if (GAVE_UP.test(first)) gaveUp++;
  else if (STAND_IN.test(first)) stoodIn++;
}

/**
 * Fonts of a document in whose stead others were taken (缺字体). It is complained of once, on the first of the pages that
 * write in one; which of the fonts that are new on that page it is about, nothing tells.
 */
export class MissingFonts {
  readonly #known = new Set<string>();
  readonly #missing = new Set<string>();

  /** Whether one of the fonts of a page is missing, or may be. */
  among(fonts: readonly string[], stoodIn: boolean): boolean {
    for (const font of fonts) if (stoodIn && !this.#known.has(font)) this.#missing.add(font);
    for (const font of fonts) this.#known.add(font);
    return fonts.some((font) => this.#missing.has(font));
  }
}
