import { styleText } from 'node:util';
import type { Language, Messages } from '../messages/index.ts';
import { keepInLog } from './log-file.ts';
import type { Settings } from './settings-file.ts';

/** Where a command writes, and in which words: data to `out`, everything said to people to `err`. */
export interface Cli {
  readonly language: Language;
  readonly words: Messages;
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** What `yusuan.yaml` says; none where there is no such file. */
  readonly settings?: Settings | null;
}

/** 0 done · 1 a file or the database failed · 2 wrong usage · 3 `check --strict` found errors · 130 interrupted. */
export const EXIT = { done: 0, failed: 1, usage: 2, contradicted: 3, interrupted: 130 } as const;

/** Wrong usage found by a command itself; printed like the parser's own errors, exit code 2. */
export class UsageError extends Error {}

type Style = Parameters<typeof styleText>[0];

/** `text` in a style when the stream is a terminal that wants colours (NO_COLOR, FORCE_COLOR honoured). */
export function paint(stream: NodeJS.WriteStream, style: Style, text: string): string {
  return styleText(style, text, { stream });
}

export function say(cli: Cli, text: string): void {
  tell(cli, text);
}

function tell(cli: Cli, text: string): void {
  keepInLog(text);
  cli.err.write(`${text}\n`);
}

export function complain(cli: Cli, text: string): void {
  tell(cli, `${paint(cli.err, ['red', 'bold'], cli.words.error)}${cli.words.colon}${text}`);
}

export function warn(cli: Cli, text: string): void {
  tell(cli, `${paint(cli.err, 'yellow', cli.words.warn)}${cli.words.colon}${text}`);
}
