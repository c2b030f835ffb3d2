import type { HandingPort } from './handing-port.ts';

/** How pdf.js begins what it writes, and what it says of a page on which it stopped half-way or left out a drawing. */
const WARNING = 'Warning: ';
const GAVE_UP =
  /^Warning: (?:getOperatorList - ignoring (?:errors during|XObject: (?!.*should be a stream))|Unterminated string|\w+: Reached the end of the stream without)/u;

let listening = 0;
let gaveUp = 0;
const plain = { warn: console.warn };

/**
 * What pdf.js complains of (解析告警) while it interprets a page. At a mistake it stops and gives what it had drawn so far
 * without a word, unless it is asked to write warnings: so it is, for that while, and they are listened to and not written.
 * @returns what `work` gave, and whether a part of the page is missing from it.
 */
export async function hearing<T>(port: HandingPort, work: () => Promise<T>): Promise<{ value: T; gaveUp: boolean }> {
  const before = gaveUp;
  if (listening++ === 0) {
    plain.warn = console.warn;
    console.warn = listen;
  }
  port.configure(1);
  try {
    return { value: await work(), gaveUp: gaveUp > before };
  } finally {
    if (--listening === 0) console.warn = plain.warn;
    if (listening === 0) port.configure(0);
  }
}

function listen(...words: readonly unknown[]): void {
  const [first] = words;
  if (typeof first !== 'string' || !first.startsWith(WARNING)) plain.warn(...words);
  else if (GAVE_UP.test(first)) gaveUp++;
}
