import { dictionaryAt, type RawObjects, rawObjects, referencesIn } from './objects.ts';

/** What a PDF's bytes tell of its pages without opening it. */
export interface PageTree {
  /** How many pages its page tree (页面树) leads to; null where it cannot be walked to its end. */
  readonly leaves: number | null;
  /** How many pages the root of the tree says there are; null where it says nothing. */
  readonly said: number | null;
}

/** A hostile tree must not be walked for ever. */
const MOST_NODES = 100_000;
const PAGE = /\/Type\s*\/Page(?![a-zA-Z])/u;
const PAGES = /\/Type\s*\/Pages(?![a-zA-Z])/u;
const COUNT = /\/Count\s+(\d+)(?!\s+\d+\s+R)/u;
const UNKNOWN: PageTree = { leaves: null, said: null };

/**
 * Looks through the objects; numbers and references are legible in encrypted files, too, where they are not packed.
 * Nothing is said of files in files, and of trees of which there are two versions, one of them packed.
 */
export function pageTree(raw: RawObjects): PageTree {
  const root = raw.file.includes('/EmbeddedFile') ? null : rootOf(raw);
  if (root === null || isTwofold(raw, root)) return UNKNOWN;
  return {
    leaves: leavesOf(raw, root),
    said: numberIn(textOf(raw, root), COUNT),
  };
}

/** How many pages an open document has more than the reader opens: its count says fewer, or some of them are not there. */
export function pagesLost(raw: RawObjects, opened: number): number {
  const { leaves, said } = pageTree(raw);
  return Math.max(0, (leaves ?? 0) - opened, (said ?? 0) - opened);
}

/**
 * How many pages a document has that could not be opened; null where nothing tells. What was cut off or is packed
 * away may be told by others: by all page objects, by nodes of the page tree whose root is not named any more, or by what
 * a web-optimised file (线性化) says at its beginning.
 */
export function pagesTold(bytes: Uint8Array): number | null {
  const raw = rawObjects(bytes);
  const { leaves, said } = pageTree(raw);
  const numbers = [...new Set([...raw.objects.keys(), ...raw.packed.keys()])];
  const texts = numbers.map((number) => textOf(raw, number));
  const nodes = said === null ? texts.filter((text) => PAGES.test(text)) : [];
  const counted = Math.max(said ?? 0, ...nodes.map((text) => numberIn(text, COUNT) ?? 0));
  const loose = () => texts.filter((text) => PAGE.test(text)).length;
  const linearised = /\/Linearized\b[^>]*?\/N\s+(\d+)/u.exec(raw.file.toString('latin1', 0, 2048))?.[1];
  return Math.max(leaves ?? Math.max(counted, loose()), Number(linearised ?? 0)) || null;
}

function textOf({ file, objects, packed }: RawObjects, number: number): string {
  return packed.get(number) ?? dictionaryAt(file, objects.get(number));
}

function isTwofold({ objects, packed }: RawObjects, number: number): boolean {
  return packed.has(number) && objects.has(number);
}

/** How far a reference may stand behind its name. */
const REFERENCE = 40;

/** The root of the page tree: what the last catalogue (文档目录) names. */
function rootOf(raw: RawObjects): number | null {
  const { file } = raw;
  for (let at = file.lastIndexOf('/Root'); at >= 0; at = at === 0 ? -1 : file.lastIndexOf('/Root', at - 1)) {
    const catalogue = numberIn(file.toString('latin1', at, at + REFERENCE), /^\/Root\s+(\d+)\s+\d+\s+R/u);
    if (catalogue === null) continue;
    if (isTwofold(raw, catalogue)) return null;
    return numberIn(textOf(raw, catalogue), /\/Pages\s+(\d+)\s+\d+\s+R/u);
  }
  return null;
}

function leavesOf(raw: RawObjects, root: number): number | null {
  const seen = new Set<number>();
  const waiting = [root];
  let leaves = 0;
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const dictionary = textOf(raw, node);
    if (seen.has(node) || seen.size > MOST_NODES || dictionary === '' || isTwofold(raw, node)) return null;
    seen.add(node);
    const kids = /\/Kids\s*\[([^\]]*)\]/u.exec(dictionary)?.[1];
    if (kids !== undefined) waiting.push(...referencesIn(kids));
    else if (/\/Kids\b/u.test(dictionary)) return null;
    else leaves += 1;
  }
  return leaves;
}

function numberIn(text: string, pattern: RegExp): number | null {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}
