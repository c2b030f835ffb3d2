import type { ClaimTarget } from '../../model/fact.ts';
import type { Line, Statement } from '../../model/statement.ts';
import { bareWords } from '../../model/text.ts';
import { stem } from '../../words/names.ts';
import { matchesName } from '../identities/match-name.ts';

const TOTAL = '合计';

/** The lines that a declared name means; 合计 is the grand total whatever its printed name. */
function namedBy(pattern: string, lines: readonly Line[]): readonly Line[] {
  const named = lines.filter((line) => matchesName(pattern, line.name));
  if (named.length > 0) return named;
  const bare = stem(bareWords(pattern));
  const alike = pattern.includes('*') ? [] : lines.filter((line) => stem(bareWords(line.name)) === bare);
  if (alike.length > 0) return alike;
  return pattern === TOTAL ? lines.filter((line) => line.role === 'grand_total') : [];
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
  const [first] = level.length === 1 || best > 0 ? level : [];
  return first === undefined
    ? []
    : level.map(({ line }) => line).filter((line) => line === first.line || again(line, first.line));
}

/** Whether a line is the same subject once more, of another unit. */
function again(line: Line, first: Line): boolean {
  return first.code !== null && line.code === first.code;
}

/** Words that end in a line's name: 2025年度XX局一般公共服务支出. The longest name wins, then the highest level. */
function byEnding(words: string, lines: readonly Line[]): readonly Line[] {
  const bare = bareWords(words);
  const ending = lines
    .map((line) => ({ line, name: bareWords(line.name), depth: (line.code ?? line.standardCode ?? '').length }))
    .filter(({ name }) => name.length >= 3 && (bare.endsWith(name) || stem(bare).endsWith(stem(name))))
    .sort((a, b) => b.name.length - a.name.length || a.depth - b.depth);
  const [first, second] = ending;
  if (!first) return [];
  const unique = !second || second.name.length < first.name.length || second.depth > first.depth;
  return unique ? [first.line] : [];
}

/** The lines of a statement that a target may mean, by code first, then by the first name that occurs. */
export function linesOf(target: ClaimTarget, statement: Statement): readonly Line[] {
  const lines = statement.lines.filter((line) => target.side === null || line.side === target.side);
  if (target.code !== null) {
    const coded = lines.filter((line) => (line.code ?? line.standardCode) === target.code);
    if (coded.length > 0) return coded;
  }
  for (const name of target.lines) {
    const path = name.split('/');
    const found =
      path.length > 1
        ? byPath(path, lines, statement.lines)
        : name.startsWith('…')
          ? byEnding(name.slice(1), lines)
          : namedBy(name, lines);
    if (found.length > 0) return found;
  }
  return [];
}
