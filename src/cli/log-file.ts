import { appendFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** Where what is said goes besides the terminal; null: nowhere. */
let file: string | null = null;

/** Begins to keep what is said in `path`; throws where that cannot be written. */
export function openLog(path: string, first: string): void {
  appendFileSync(path, '');
  file = path;
  keepInLog(first);
}

/** Adds lines to the log, each with the time; nothing where there is none. Every line is on the disk at once. */
export function keepInLog(text: string): void {
  if (file === null) return;
  const time = new Date().toISOString();
  const lines = stripVTControlCharacters(text)
    .split('\n')
    .filter((line) => line.trim() !== '');
  try {
    if (lines.length > 0) appendFileSync(file, lines.map((line) => `${time} ${line}\n`).join(''));
  } catch {
    // A full disk must not end the work that the log tells of.
    file = null;
  }
}
