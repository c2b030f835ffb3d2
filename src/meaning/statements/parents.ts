import type { StatementsWording } from '../../declare/wording/wording.ts';
import type { Line } from '../../model/statement.ts';
import { codeParent } from '../../words/codes.ts';

/** What the print says of a line's place in the tree besides its code. */
export interface Hint {
  /** Lines of different blocks (side by side) are never parts of each other by ordinal or indentation. */
  readonly block: number;
  readonly ordinal: string;
  /** Distance of its first character from the cell's left border, points. */
  readonly indent: number;
  /** How much less the indentation may be. */
  readonly slack: number;
  /** Whether there is as much room behind its name as before it. */
  readonly centred: boolean;
  /** Whether a column before all names names it. */
  readonly outer: boolean;
}

const MOST_INDENTS = 4;
/** Below all ordinals: a part named by 其中. */
const PART_LEVEL = 5;
/** Below one ordinal, and above the next lower one. */
const BELOW = 0.5;
/** How much further left (points) a line may begin and still stand beside another. */
const BESIDE = 2.5;

function ordinalLevel(ordinal: string): number {
  if (ordinal === '') return 0;
  if (/^[一二三四五六七八九十]+[、.．,，]/u.test(ordinal)) return 1;
  if (/^[（(][一二三四五六七八九十]/u.test(ordinal)) return 2;
  return /^\d/u.test(ordinal) ? 3 : 4;
}

/** Levels by ordinal; a line without one before 二、 is the 一、 of that series, lost in print or in reading. */
function ordinalLevels(lines: readonly Line[], hints: readonly Hint[], among: RegExp): readonly number[] {
  const levels: number[] = [];
  const next = new Map<number, string>();
  const begun = seriesBegun(lines, hints);
  for (let at = lines.length - 1; at >= 0; at--) {
    const line = lines[at];
    const { block, ordinal } = hints[at] ?? { block: 0, ordinal: '' };
    const own = among.test(line?.name ?? '') ? PART_LEVEL : ordinalLevel(ordinal);
    const below = next.get(block) ?? '';
    const lost = isSecond(below) && begun[at]?.has(ordinalLevel(below)) !== true;
    const leads = own === 0 && line !== undefined && !isTotal(line) && lost;
    levels[at] = leads ? ordinalLevel(below) : own;
    next.set(block, ordinal);
  }
  return withoutOrdinals(lines, hints, levels);
}

/** How far (points) a part may be set in from the line that it is a part of: further in stands what is centred. */
const SET_IN = { least: 5, most: 30 };

/**
 * The levels of lines without an ordinal that stand right below a numbered one, two or more set in to one step and not centred: they are
 * its parts, and what is numbered next is none of theirs.
 */
function setInBelow(lines: readonly Line[], hints: readonly Hint[], levels: readonly number[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const block of new Set(hints.map((hint) => hint.block))) {
    const own = lines.flatMap((_, at) => (hints[at]?.block === block ? [at] : []));
    own.forEach((over, place) => {
      const [line, level, hint] = [lines[over], levels[over] ?? 0, hints[over]];
      if (line === undefined || hint === undefined || isTotal(line) || level === 0 || level === PART_LEVEL) return;
      const next = own.slice(place + 1);
      const ends = (at: number) => levels[at] !== 0 || lines[at] === undefined || isTotal(lines[at]);
      const end = next.findIndex(ends);
      const parts = end < 0 ? next : next.slice(0, end);
      const indents = parts.map((at) => hints[at]?.indent ?? 0);
      const [first = 0] = indents;
      const deeper = first - hint.indent >= SET_IN.least && first - hint.indent <= SET_IN.most;
      const set = indents.every((one) => Math.abs(one - first) <= SET);
      const uneven = new Set(parts.map((at) => [...(lines[at]?.name ?? '')].length)).size > 1;
      const beside = parts.length > 1 && !parts.some((at) => hints[at]?.centred === true);
      if (deeper && set && (uneven || beside)) for (const at of parts) found.set(at, level + BELOW);
    });
  }
  return found;
}

/** Whether a line below 其中：… is set in as the words behind 其中 are: where one is, parts that are not are none. */
function isSetInBehind(hints: readonly Hint[], levels: readonly number[], at: number): boolean {
  const [above, own] = [hints[at - 1], hints[at]];
  const isBelow = above !== undefined && levels[at - 1] === PART_LEVEL && levels[at] === 0;
  return isBelow && own?.block === above.block && own.indent > above.indent + 2 * BESIDE;
}

/**
 * Lines without an ordinal among numbered ones: below 其中 and no further left they are parts like it; elsewhere they
 * stand beside the numbered lines, and none of these belongs to them.
 */
function withoutOrdinals(lines: readonly Line[], hints: readonly Hint[], levels: readonly number[]): number[] {
  const series = new Map<number, number>();
  const among = new Map<number, number>();
  const below = setInBelow(lines, hints, levels);
  const behind = new Set(hints.flatMap(({ block }, at) => (isSetInBehind(hints, levels, at) ? [block] : [])));
  return lines.map((line, at) => {
    const { block, indent } = hints[at] ?? { block: 0, indent: 0 };
    const level = levels[at] ?? 0;
    if (isTotal(line)) {
      // 一、本年收入 stands above its parts, and begins a series that 二、上年结转 goes on with
      if (level > 0) series.set(block, level);
      else series.delete(block);
      among.delete(block);
    } else if (level === PART_LEVEL) among.set(block, behind.has(block) ? indent + 2 * BESIDE : indent);
    else if (level > 0) {
      series.set(block, Math.min(level, series.get(block) ?? level));
      among.delete(block);
    } else if (indent >= (among.get(block) ?? Number.POSITIVE_INFINITY) - BESIDE) return PART_LEVEL;
    else return below.get(at) ?? series.get(block) ?? level;
    return level;
  });
}

/** Of which levels a 一、 is printed above each line, since the last total. */
function seriesBegun(lines: readonly Line[], hints: readonly Hint[]): readonly ReadonlySet<number>[] {
  const begun = new Map<number, Set<number>>();
  return lines.map((line, at) => {
    const { block, ordinal } = hints[at] ?? { block: 0, ordinal: '' };
    const levels = new Set(isTotal(line) ? [] : begun.get(block));
    const above = new Set(levels);
    if (/^[（(]?(?:一|1)(?![一二三四五六七八九十\d])/u.test(ordinal)) levels.add(ordinalLevel(ordinal));
    begun.set(block, levels);
    return above;
  });
}

function isSecond(ordinal: string): boolean {
  return /^[（(]?(?:二|2)(?![一二三四五六七八九十\d])/u.test(ordinal);
}

/** Steps of indentation, when the lines are set to a few clear steps; null when they are centred or flush. */
function indentSteps(indents: readonly number[]): readonly number[] | null {
  const steps: number[] = [];
  for (const indent of [...indents].sort((a, b) => a - b)) {
    if (steps.length === 0 || indent - (steps.at(-1) ?? 0) > 2.5) steps.push(indent);
  }
  return steps.length > 1 && steps.length <= MOST_INDENTS ? steps : null;
}

/** How near (points) names of one step begin where they are set to it: centred names begin anywhere. */
const SET = 1;

/**
 * Levels by indentation in a block without codes and ordinals beside others that have them (收入 beside 功能分类); null where
 * names are not plainly set to steps: those of different lengths must begin at one.
 */
function blockLevels(lines: readonly Line[], hints: readonly Hint[], ordinals: readonly number[], block: number) {
  const own = lines.flatMap((line, at) => (hints[at]?.block === block && !isTotal(line) ? [at] : []));
  if (own.some((at) => (ordinals[at] ?? 0) > 0 || lines[at]?.standardCode != null)) return null;
  const indent = (at: number) => hints[at]?.indent ?? 0;
  const steps = indentSteps(own.map(indent));
  if (steps === null) return null;
  const step = (at: number) => steps.findLastIndex((one) => indent(at) >= one);
  const length = (at: number) => [...(lines[at]?.name ?? '')].length;
  const set = own.every((at) => indent(at) - (steps[step(at)] ?? 0) <= SET);
  const uneven = own.some((at) => own.some((other) => step(other) === step(at) && length(other) !== length(at)));
  return set && uneven ? new Map(own.map((at) => [at, step(at)])) : null;
}

/** Indentations; one that is uncertain is that of the line before where it may be. */
function indentsOf(hints: readonly Hint[]): readonly number[] {
  let before = Infinity;
  return hints.map(({ indent, slack }) => {
    before = Math.min(indent, Math.max(indent - slack, before));
    return before;
  });
}

function isTotal(line: Line): boolean {
  return line.role === 'grand_total' || line.role === 'subtotal';
}

const codeOf = (line: Line): string | null => line.standardCode;
const sameSide = (above: Line, line: Line): boolean => above.side === line.side;

/** Parents of lines by levels (smaller is higher): the nearest line above on a higher level. Totals have none. */
function levelParents(lines: readonly Line[], hints: readonly Hint[], levels: readonly number[]): (number | null)[] {
  const open = new Map<number, number[]>();
  return lines.map((line, at) => {
    const block = hints[at]?.block ?? 0;
    const stack = open.get(block) ?? [];
    open.set(block, stack);
    const level = levels[at] ?? 0;
    if (isTotal(line) && level === 0) {
      stack.length = 0;
      return null;
    }
    while (stack.length > 0 && (levels[stack.at(-1) ?? 0] ?? 0) >= level) stack.pop();
    const parent = stack.at(-1) ?? null;
    stack.push(at);
    return parent;
  });
}

/**
 * The numbered line without a code (一、基本支出, 一、财政拨款) of which a subject without a parent by code is a part: the ordinal
 * of the subject is of a lower level, or it has none and is set in.
 */
function natureParent(lines: readonly Line[], hints: readonly Hint[], at: number): number | null {
  const own = hints[at];
  if (own === undefined) return null;
  const level = ordinalLevel(own.ordinal);
  for (let above = at - 1; above >= 0; above--) {
    const [line, hint] = [lines[above], hints[above]];
    if (line === undefined || hint === undefined || hint.block !== own.block) continue;
    if (isTotal(line)) return null;
    if (hint.outer) return above;
    if (line.standardCode !== null || hint.ordinal === '') continue;
    const deeper = level > 0 ? level > ordinalLevel(hint.ordinal) : own.indent - own.slack > hint.indent + BESIDE;
    if (deeper) return above;
    if (level > 0 && level === ordinalLevel(hint.ordinal)) return null;
  }
  return null;
}

/** Whether a name without ordinal and code (按项目管理的商品和服务支出) is set in as subjects of its block are that have no ordinal either. */
function isSetInLike(lines: readonly Line[], hints: readonly Hint[], at: number): boolean {
  const own = hints[at];
  const line = lines[at];
  if (own === undefined || line === undefined || own.ordinal !== '' || isTotal(line)) return false;
  return hints.some(({ block, ordinal, indent }, other) => {
    const subject = lines[other]?.standardCode != null && ordinal === '';
    return block === own.block && subject && Math.abs(indent - own.indent) <= SET;
  });
}

/** Levels where some lines are sorts that stand over others (项目类别): all lines but these and the totals are one lower. */
function belowSorts(lines: readonly Line[], hints: readonly Hint[], levels: readonly number[]): readonly number[] {
  const sorted = new Set(hints.flatMap(({ block, outer }) => (outer ? [block] : [])));
  return levels.map((level, at) => {
    const { block, outer } = hints[at] ?? { block: 0, outer: false };
    if (!sorted.has(block)) return level;
    return outer || lines[at]?.role === 'grand_total' ? 0 : level + 1;
  });
}

/**
 * The line above by code, where blocks stand side by side in the block itself or, for a list goes on from the foot of one
 * to the top of the next, in those before it.
 */
function codeParents(lines: readonly Line[], hints: readonly Hint[]): readonly (number | null)[] {
  const block = (at: number) => hints[at]?.block ?? 0;
  const order = lines.map((_, at) => at).sort((a, b) => block(a) - block(b) || a - b);
  const inOrder = order.flatMap((at) => lines[at] ?? []);
  const found: (number | null)[] = lines.map(() => null);
  order.forEach((at, place) => {
    const parent = codeParent(inOrder, place, codeOf, sameSide);
    found[at] = parent === null ? codeParent(lines, at, codeOf, sameSide) : (order[parent] ?? null);
  });
  return found;
}

/** The line of which each line is a part: by code, by fixed names, by ordinal, by indentation. */
export function parentsOf(
  lines: readonly Line[],
  hints: readonly Hint[],
  { among, wholes }: StatementsWording,
): readonly (number | null)[] {
  const ordinals = ordinalLevels(lines, hints, among);
  const numbered = ordinals.some((level) => level > 0);
  const indents = indentsOf(hints);
  // where each name begins depends on its length, if all are centred
  const centred = lines.every((line, at) => isTotal(line) || hints[at]?.centred === true);
  const coded = lines.some((line) => line.standardCode !== null);
  const steps = numbered || coded || centred ? null : indentSteps(indents);
  const blocks = new Set(hints.map(({ block }) => block));
  const beside = blocks.size < 2 || steps ? [] : [...blocks].map((one) => blockLevels(lines, hints, ordinals, one));
  const levels = steps
    ? indents.map((indent) => steps.findLastIndex((step) => indent >= step - 0.1))
    : ordinals.map((level, at) => beside.find((one) => one?.has(at))?.get(at) ?? level);
  const byCode = codeParents(lines, hints);
  const byLevel = levelParents(lines, hints, belowSorts(lines, hints, levels));
  return lines.map((line, at) => {
    const whole = wholes.get(line.name);
    const known = lines.find((one) => one.name === whole);
    if (known !== undefined) return known.index;
    if (whole !== undefined && line.standardCode === null) return null;
    if (line.standardCode !== null) return byCode[at] ?? natureParent(lines, hints, at);
    if (isSetInLike(lines, hints, at)) return natureParent(lines, hints, at) ?? byLevel[at] ?? null;
    return byLevel[at] ?? null;
  });
}
