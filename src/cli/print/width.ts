// Characters that fill two columns of a terminal: Chinese, Japanese and Korean, full-width forms, most emoji.
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1f64f}]|[\u{1f900}-\u{1f9ff}]|[\u{20000}-\u{3fffd}]/u;
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** Columns that `text` takes on a terminal, colours not counted. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text.replace(ESCAPES, '')) width += WIDE.test(char) ? 2 : /\p{M}/u.test(char) ? 0 : 1;
  return width;
}

/** `text` cut in the middle to at most `columns`: the end of a file name tells more than its middle. */
export function shorten(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  const chars = [...text];
  const tailWidth = Math.min(14, Math.floor(columns / 2));
  let tail = '';
  while (chars.length > 0 && displayWidth(tail + chars.at(-1)) <= tailWidth) tail = `${chars.pop()}${tail}`;
  let head = '';
  for (const char of chars) {
    if (displayWidth(head) + displayWidth(char) + displayWidth(tail) + 1 > columns) break;
    head += char;
  }
  return `${head}…${tail}`;
}

/** `text` padded with spaces to `columns`. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/** `text` in lines of at most `columns`: broken at spaces, between Chinese characters, never before a closing mark. */
export function wrap(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, columns))
    .join('\n');
}

function wrapLine(text: string, columns: number): string {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(UNBREAKABLE) ?? []) {
    if (line !== '' && displayWidth(line + piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else {
      line += piece;
    }
  }
  return [...lines, line].join('\n');
}

// A Chinese character with the marks that must not begin a line, or a run of anything else with the blanks after it.
const UNBREAKABLE =
  /[（“《]?[\u2e80-\u9fff][，。；：、？！）”》]*|[（“《]?[^\s\u2e80-\u9fff（“《]+[，。；：、？！）”》]*\s*|\s+|./gu;
