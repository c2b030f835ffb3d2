/** A figure as the grammar of amounts reads it. */
export interface Settled {
  readonly text: string;
  /** Whether the separators stand where the grammar wants them, as they were read. */
  readonly asRead: boolean;
}

const WIDE: Readonly<Record<string, string>> = {
  '，': ',',
  '、': ',',
  '．': '.',
  '。': '.',
  '·': '.',
  '：': ':',
  '－': '-',
  '—': '-',
  '–': '-',
  '−': '-',
  '（': '(',
  '）': ')',
};

/** An apostrophe before a group of thousands (1'234.56). */
const APOSTROPHE = /(?<=\d)['’‘´`](?=\d{3}(?!\d))/gu;

/** Half-width digits and marks, no spaces; marks at either end of digits are dust. */
export function narrowFigure(text: string): string {
  let out = '';
  for (const char of text) {
    if (/\s/u.test(char)) continue;
    const code = char.codePointAt(0) ?? 0;
    out += code >= 0xff10 && code <= 0xff19 ? String.fromCharCode(code - 0xfee0) : (WIDE[char] ?? char);
  }
  return /^[^\p{L}]*\d[^\p{L}]*$/u.test(out) ? out.replace(/^[^\d(-]+|[^\d)%]+$/gu, '').replace(APOSTROPHE, '') : out;
}

/** Whether a text is nothing but digits, separators and a sign. */
export function isFigure(text: string): boolean {
  return /^-?\d[\d.,]*$/.test(text) && !/[.,]$/.test(text);
}

/**
 * Decides each separator of a figure by grouping: groups of three between commas, a point before the decimals.
 * Null when no grouping fits.
 */
export function settle(text: string): Settled | null {
  const match = /^(-?)(\d+)((?:[.,]\d+)*)$/.exec(text);
  if (!match) return null;
  const [, sign = '', first = '', rest = ''] = match;
  const groups = rest.split(/[.,]/).slice(1);
  if (groups.length === 0) return { text, asRead: true };
  const last = groups[groups.length - 1] ?? '';
  const middle = groups.slice(0, -1);
  const grouped = (parts: readonly string[]) =>
    parts.length === 0 || (first.length <= 3 && parts.every((part) => part.length === 3));
  let settled: string | null = null;
  // A single separator before three digits parts thousands: money has no thousandths, 0.125 excepted.
  if (last.length === 3 && grouped(groups) && first !== '0') settled = `${sign}${[first, ...groups].join(',')}`;
  else if (grouped(middle)) settled = `${sign}${[first, ...middle].join(',')}.${last}`;
  return settled === null ? null : { text: settled, asRead: settled === text };
}

/** Most separators of which some may be dust; more are not tried. */
const MOST_POINTS = 7;

/**
 * The figure by the grammar of amounts, separators that no grouping explains left out as dust: as few as possible, and
 * among equals what another reading says, or what leaves two decimals.
 */
export function withoutFalsePoints(text: string, hint: string): string {
  const whole = settle(text);
  if (whole) return whole.text;
  const points = [...text].flatMap((char, at) => (char === '.' || char === ',' ? [at] : []));
  if (points.length > MOST_POINTS) return text;
  const hinted = settle(hint)?.text;
  let best: { text: string; score: number } | null = null;
  for (let mask = 1; mask < 1 << points.length; mask++) {
    const dropped = points.filter((_, bit) => mask & (1 << bit));
    const settled = settle([...text].filter((_, at) => !dropped.includes(at)).join(''))?.text;
    if (settled === undefined) continue;
    const score = -2 * dropped.length + (settled === hinted ? 3 : 0) + (/\.\d\d$/.test(settled) ? 1 : 0);
    if (!best || score > best.score) best = { text: settled, score };
  }
  return best?.text ?? text;
}
