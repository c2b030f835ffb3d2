import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The repository's files, as git knows them (added or about to be), relative to its root. */
export function tracked(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  return listed
    .toString('utf8')
    .split('\0')
    .filter((path) => path !== '');
}

export const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** A node of the syntax tree: the parser's own types are not needed to walk it. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface Import {
  /** Path of the imported file relative to the root, or the name of a package. */
  readonly target: string;
  readonly own: boolean;
  readonly typeOnly: boolean;
}

/** A parsed source file. */
export interface Source {
  readonly path: string;
  readonly code: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly comments: readonly string[];
  readonly nodes: readonly Node[];
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value
  );
}

/** Every node of a tree, outermost first. */
function walk(root: unknown): Node[] {
  const found: Node[] = [];
  const queue: unknown[] = [root];
  while (queue.length > 0) {
    const value = queue.shift();
    if (Array.isArray(value)) queue.push(...value);
    else if (isNode(value)) {
      found.push(value);
      queue.push(...Object.values(value).filter((child) => typeof child === 'object'));
    }
  }
  return found;
}

function importOf(path: string, specifier: string, typeOnly: boolean): Import {
  const own = specifier.startsWith('.');
  const target = own ? relative(ROOT, resolve(ROOT, dirname(path), specifier)) : specifier;
  return { target, own, typeOnly };
}

/** Parses a TypeScript or JavaScript file of the repository. */
export function source(path: string): Source {
  const code = text(path);
  const { program, module, comments, errors } = parseSync(path, code);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const statics = module.staticImports.map((each) => {
    const typeOnly = each.entries.length > 0 && each.entries.every((entry) => entry.isType);
    return importOf(path, each.moduleRequest.value, typeOnly);
  });
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap((entry) => (entry.moduleRequest ? [importOf(path, entry.moduleRequest.value, entry.isType)] : [])),
  );
  const dynamic = module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
    const literal = /^['"](.+)['"]$/.exec(code.slice(start, end))?.[1];
    return literal === undefined ? [] : [importOf(path, literal, false)];
  });
  return {
    path,
    code,
    lines: code.split('\n').length - 1,
    imports: [...statics, ...exported, ...dynamic],
    comments: comments.map((comment) => comment.value),
    nodes: walk(program),
  };
}

/** How many lines a node covers. */
export function linesOf({ code }: Source, node: Node): number {
  return code.slice(node.start, node.end).split('\n').length;
}

/** 1-based line of an offset. */
export function lineAt({ code }: Source, offset: number): number {
  return code.slice(0, offset).split('\n').length;
}
