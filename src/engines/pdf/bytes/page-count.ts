import { dictionaryAt, objectsIn, packedIn, referencesIn } from './objects.ts';

/** What a PDF's bytes tell of its pages without opening it. */
export interface PageTree {
  /** How many pages its page tree (页面树) leads to; null where it cannot be walked to its end. */
  readonly leaves: number | null;
  /** How many pages the root of the tree says there are; null where it says nothing. */
  readonly said: number | null;
  /** Page objects anywhere, in the tree or not. */
  readonly objects: number;
  /** What a web-optimised file (线性化) says at its beginning, for all to read. */
  readonly linearised: number | null;
}

/** A hostile tree must not be walked for ever. */
const MOST_NODES = 100_000;
const PAGE = /\/Type\s*\/Page(?![a-zA-Z])/u;

/** Looks through the bytes; numbers and references are legible in encrypted files, too, where they are not packed. */
export function pageTree(bytes: Uint8Array): PageTree {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const objects = objectsIn(file);
  const packed = packedIn(file, objects);
  const text = (number: number) => packed.get(number) ?? dictionaryAt(file, objects.get(number));
  const all = [...new Set([...objects.keys(), ...packed.keys()])];
  const root = rootOf(file, all, text);
  const linearised = /\/Linearized\b[^>]*?\/N\s+(\d+)/u.exec(file.toString('latin1', 0, 2048))?.[1];
  return {
    leaves: root === null ? null : leavesOf(root, text),
    said: root === null ? null : numberIn(text(root), /\/Count\s+(\d+)(?!\s+\d+\s+R)/u),
    objects: all.filter((number) => PAGE.test(text(number))).length,
    linearised: linearised === undefined ? null : Number(linearised),
  };
}

/**
 * How many pages a document has that could not be opened; null where nothing tells. What was cut off or is packed
 * away may be told by the others: the highest count is the one of which no page is passed over.
 */
export function pagesTold(bytes: Uint8Array): number | null {
  const { leaves, said, objects, linearised } = pageTree(bytes);
  const most = leaves ?? Math.max(said ?? 0, objects);
  return Math.max(most, linearised ?? 0) || null;
}

/** The root of the page tree: what the last catalogue (文档目录) names. */
function rootOf(file: Buffer, all: readonly number[], text: (number: number) => string): number | null {
  const named = [...file.toString('latin1').matchAll(/\/Root\s+(\d+)\s+\d+\s+R/gu)].at(-1)?.[1];
  const catalogues = all.filter((number) => /\/Type\s*\/Catalog(?![a-zA-Z])/u.test(text(number)));
  const catalogue = named === undefined ? catalogues.at(-1) : Number(named);
  if (catalogue === undefined) return null;
  return numberIn(text(catalogue), /\/Pages\s+(\d+)\s+\d+\s+R/u);
}

function leavesOf(root: number, text: (number: number) => string): number | null {
  const seen = new Set<number>();
  const waiting = [root];
  let leaves = 0;
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const dictionary = text(node);
    if (seen.has(node) || seen.size > MOST_NODES || dictionary === '') return null;
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
