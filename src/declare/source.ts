import { LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import { zhCN } from 'zod/locales';

type Path = readonly PropertyKey[];

/** A declaration (声明文件) that cannot be used: names the file, the line and what was expected. */
export class DeclarationError extends Error {
  readonly file: string;
  readonly line: number;
  constructor(file: string, line: number, problem: string) {
    super(`${file}:${line}：${problem}`);
    this.name = 'DeclarationError';
    this.file = file;
    this.line = line;
  }
}

/** A parsed YAML file: its data, and the line on which each key or value stands. */
export interface Source {
  readonly file: string;
  readonly data: unknown;
  lineOf(path: Path): number;
}

/** Parses YAML; syntax errors and duplicate keys are refused with their line. */
export function parseSource(file: string, text: string): Source {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true });
  const error = document.errors[0];
  if (error) {
    throw new DeclarationError(file, counter.linePos(error.pos[0]).line, `不是有效的 YAML（${error.code}）`);
  }
  const lineOf = (path: Path): number => {
    for (let depth = path.length; depth > 0; depth--) {
      const node: unknown = document.getIn(path.slice(0, depth), true);
      const range = rangeOf(node);
      if (range !== null) return counter.linePos(range).line;
    }
    return 1;
  };
  return { file, data: document.toJS() ?? {}, lineOf };
}

function rangeOf(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node)) return null;
  const range: unknown = node.range;
  const start: unknown = Array.isArray(range) ? range[0] : null;
  return typeof start === 'number' ? start : null;
}

/** Where a value of a checked tree came from, for messages about merged declarations. */
export type Locate = (path: Path) => { readonly file: string; readonly line: number };

/** Checks `data` against a schema; throws a {@link DeclarationError} that lists every problem with file and line. */
export function check<S extends z.ZodType>(schema: S, data: unknown, locate: Locate): z.output<S> {
  const parsed = schema.safeParse(data, { error: zhCN().localeError });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    return { ...locate(path), text: `${path.map(String).join('.') || '（顶层）'}：${issue.message}` };
  });
  const [first, ...rest] = problems;
  if (!first) throw new DeclarationError('', 1, '声明无效');
  const more = rest.map((problem) => `\n${problem.file}:${problem.line}：${problem.text}`).join('');
  throw new DeclarationError(first.file, first.line, first.text + more);
}

/** Locates everything in one file. */
export function within(source: Source): Locate {
  return (path) => ({ file: source.file, line: source.lineOf(path) });
}
