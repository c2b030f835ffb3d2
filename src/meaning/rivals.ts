import type { Line, Statement } from '../model/statement.ts';
import type { Table, TableCell } from '../model/table.ts';
import { compact } from '../model/text.ts';

/** A shorter name has too many that are like it. */
const SHORTEST = 4;
/** From here on a character is what it says, though another print has another in its place (一期, 二期). */
const SURELY = 0.985;

const HAN = /\p{Script=Han}/u;
const BLANK = '＿';

/** A name but for one character: the characters that stand there in the prints of a document, and how surely each was read. */
type Prints = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** The characters of a recognised cell, and how sure each is. */
function charactersOf({ lines, source }: TableCell): { text: string; confidence: number }[] {
  if (source !== 'ocr') return [];
  return lines.flatMap(({ glyphs }) => glyphs.filter(({ text }) => text.trim() !== ''));
}

function printsOf(cells: readonly TableCell[]): Prints {
  const prints = new Map<string, Map<string, number>>();
  for (const cell of cells) {
    const chars = charactersOf(cell);
    const name = compact(cell.text);
    if (chars.length < SHORTEST || chars.length !== name.length) continue;
    for (const [at, { text, confidence }] of chars.entries()) {
      if (!HAN.test(text)) continue;
      const key = withBlank(name, at);
      const known = prints.get(key) ?? new Map<string, number>();
      known.set(text, Math.max(known.get(text) ?? 0, confidence));
      prints.set(key, known);
    }
  }
  return prints;
}

function withBlank(name: string, at: number): string {
  return name.slice(0, at) + BLANK + name.slice(at + 1);
}

/** Whether the document has surely the same name but for a character of which this print was less sure. */
function hasRival(name: string, prints: Prints): boolean {
  return [...name].some((char, at) => {
    const there = prints.get(withBlank(name, at));
    const own = there?.get(char) ?? 1;
    return own < SURELY && [...(there ?? [])].some(([other, confidence]) => other !== char && confidence >= SURELY);
  });
}

/**
 * Recognised names that no dictionary knows, in doubt where another print of the document differs from them in one character,
 * and was surer of it: 上华结转结余 beside 上年结转结余.
 */
export function withRivals(statements: readonly Statement[], tables: readonly Table[]): readonly Statement[] {
  const prints = printsOf(tables.flatMap(({ rows }) => rows.flat()));
  if (prints.size === 0) return statements;
  const doubted = (line: Line): Line => {
    const own = line.source === 'ocr' && line.standardCode === null && !line.flags.includes('name-doubtful');
    return own && hasRival(line.rawName, prints) ? { ...line, flags: [...line.flags, 'name-doubtful'] } : line;
  };
  return statements.map((statement) => ({ ...statement, lines: statement.lines.map(doubted) }));
}
