import type { ClaimTarget } from '../../model/fact.ts';
import type { Line, Statement } from '../../model/statement.ts';
import { bareWords } from '../../model/text.ts';

export interface FoundLine {
  readonly statement: Statement;
  readonly line: Line;
}

/** Finds the lines that the prose names. */
export interface LineFinder {
  /** The lines of one printed statement that a target may mean, likeliest first; empty when none is certain. */
  find(target: ClaimTarget): readonly FoundLine[];
  /** The statement of a target, for lines that it leaves out; null when the document has none or several. */
  statement(target: ClaimTarget): Statement | null;
}

const TOTAL = '合计';

function onSide(line: Line, target: ClaimTarget): boolean {
  return target.side === null || line.side === null || line.side === target.side;
}

/** A name without 支出 at its end: prose and statements differ in it. */
const stem = (name: string): string => (name.length > 4 ? name.replace(/支出$/u, '') : name);

function namedBy(pattern: string, lines: readonly Line[]): readonly Line[] {
  if (pattern === TOTAL) {
    const totals = lines.filter((line) => line.role === 'grand_total');
    return totals.length > 0 ? totals : lines.filter((line) => line.role === 'item' && line.name === TOTAL);
  }
  const bare = bareWords(pattern.replaceAll('*', ''));
  if (pattern.endsWith('*')) return lines.filter((line) => bareWords(line.name).startsWith(bare));
  const exact = lines.filter((line) => bareWords(line.name) === bare);
  return exact.length > 0 ? exact : lines.filter((line) => stem(bareWords(line.name)) === stem(bare));
}

/** The names of a line's ancestors, by code or tree, nearest first. */
function ancestors(line: Line, lines: readonly Line[]): readonly string[] {
  const code = line.code ?? line.standardCode;
  if (code !== null && code.length > 3) {
    const above = lines.filter((other) => {
      const own = other.code ?? other.standardCode;
      return own !== null && own.length < code.length && code.startsWith(own);
    });
    return above
      .sort((a, b) => (b.code?.length ?? 0) - (a.code?.length ?? 0))
      .map((other) => stem(bareWords(other.name)));
  }
  const names: string[] = [];
  let at = line.parent;
  while (at !== null && names.length < 5) {
    const parent = lines[at];
    if (!parent) break;
    names.push(stem(bareWords(parent.name)));
    at = parent.parent;
  }
  return names;
}

/** A path 类/款/项: its last name, and of several equal names the one below the most of the names above. */
function byPath(path: readonly string[], lines: readonly Line[], all: readonly Line[]): readonly Line[] {
  const wanted = path.map((name) => stem(bareWords(name)));
  const last = wanted.at(-1) ?? '';
  const named = lines.filter((line) => stem(bareWords(line.name)) === last);
  const ranked = named.map((line) => {
    const depth = (line.code ?? line.standardCode ?? '').length;
    const above = ancestors(line, all);
    const shared = wanted.slice(0, -1).filter((name) => above.includes(name)).length;
    return { line, shared, level: depth === 2 * wanted.length + 1 ? 1 : 0 };
  });
  const best = Math.max(...ranked.map(({ shared }) => shared), 0);
  const nearest = ranked.filter(({ shared }) => shared === best);
  const level = nearest.some((one) => one.level === 1) ? nearest.filter((one) => one.level === 1) : nearest;
  return level.length === 1 || best > 0 ? level.slice(0, 1).map(({ line }) => line) : [];
}

/** Words that end in a line's name: 2025年度 XX局 一般公共服务支出. The longest name wins; several equal ones do not. */
function byEnding(words: string, lines: readonly Line[]): readonly Line[] {
  const bare = stem(bareWords(words));
  const ending = lines.filter((line) => {
    const name = stem(bareWords(line.name));
    return name.length >= 3 && (bare.endsWith(name) || bareWords(words).endsWith(bareWords(line.name)));
  });
  const longest = Math.max(0, ...ending.map((line) => bareWords(line.name).length));
  const found = ending.filter((line) => bareWords(line.name).length === longest);
  const names = new Set(found.map((line) => bareWords(line.name)));
  const top = found.filter(
    (line) =>
      (line.code ?? line.standardCode ?? '').length ===
      Math.min(...found.map((l) => (l.code ?? l.standardCode ?? '').length)),
  );
  return names.size === 1 && top.length === 1 ? top : [];
}

/** Indexes the statements of a document for claims. */
export function lineFinder(statements: readonly Statement[]): LineFinder {
  const only = (target: ClaimTarget): Statement | null => {
    const same = statements.filter((statement) => statement.kind === target.statement);
    return same.length === 1 ? (same[0] ?? null) : null;
  };
  return {
    statement: only,
    find(target) {
      const statement = only(target);
      if (!statement) return [];
      const lines = statement.lines.filter((line) => onSide(line, target));
      const wrap = (found: readonly Line[]): FoundLine[] => found.map((line) => ({ statement, line }));
      if (target.code !== null) {
        const coded = lines.filter((line) => (line.code ?? line.standardCode) === target.code);
        if (coded.length > 0) return wrap(coded.slice(0, 1));
      }
      for (const pattern of target.lines) {
        const path = pattern.split('/');
        if (path.length > 1) return wrap(byPath(path, lines, statement.lines));
        const found = namedBy(pattern, lines);
        if (found.length > 0) return wrap(found);
      }
      const [words] = target.lines;
      return words !== undefined && words !== TOTAL && !words.includes('*') ? wrap(byEnding(words, lines)) : [];
    },
  };
}
