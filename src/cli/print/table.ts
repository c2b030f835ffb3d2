import { type Cli, paint } from '../io.ts';
import { displayWidth } from './width.ts';

export type Cells = readonly string[];

/** cli-table3 without a frame: columns two spaces apart. */
export const BORDERS = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '' },
  ...{ 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' },
};

/** A rendered table with a rule below its head and, with `totals`, above its last line; no blanks at line ends. */
export function ruled(text: string, cli: Cli, totals = false): string {
  const lines = text.split('\n');
  const rule = paint(cli.out, 'dim', '─'.repeat(Math.max(...lines.map(displayWidth))));
  const [head = '', ...body] = lines.map((line) => line.trimEnd());
  const foot = totals ? [rule, body.pop() ?? ''] : [];
  return [head, rule, ...body, ...foot].join('\n');
}
