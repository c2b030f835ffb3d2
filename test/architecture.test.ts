import { describe, expect, test } from 'vitest';
import { lineAt, linesOf, type Source, source, text, tracked } from './support/sources.ts';

const files = tracked();
const sources = files.filter((path) => /^src\/.*\.tsx?$/.test(path)).map(source);
const written = files.filter((path) => /^(src|test|samples|scripts)\/.*\.tsx?$/.test(path)).map(source);

/** The part of the program a file belongs to: a folder of src, or a file beside them. */
function areaOf(path: string): string {
  const [, first = ''] = path.split('/');
  return first.replace(/\.ts$/, '');
}

/** The four phases of the work, in their order. */
const PHASES = ['pages', 'tables', 'meaning', 'proof'];
const BELOW = ['model', 'geometry', 'words', 'declare'];

/** What each part may import, besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  geometry: ['model'],
  words: ['model'],
  messages: ['model'],
  declare: ['model', 'words'],
  pages: BELOW,
  tables: BELOW,
  meaning: BELOW,
  proof: BELOW,
  engines: ['model', 'geometry'],
  'page-image': ['model'],
  phase: [],
  phases: [...BELOW, ...PHASES],
  pipeline: ['model', 'phase', 'phases'],
  library: ['model', 'declare', 'pages', 'tables', 'engines', 'export', 'pipeline'],
  // gets bytes from servers; knows nothing of what is in them
  fetch: [],
  // the words of a row's readable column are made where it is written
  store: ['model', 'declare', 'messages'],
  export: ['model', 'declare', 'messages', 'store', 'pipeline'],
  batch: ['model', 'declare', 'messages', 'engines', 'store', 'phase', 'pipeline', 'pages', 'fetch'],
  queue: ['model', 'store', 'batch', 'fetch'],
  review: ['model', 'declare', 'messages', 'engines', 'page-image', 'store', 'export', 'batch', 'pipeline'],
  cli: [
    ...[
      'model',
      'declare',
      'messages',
      'engines',
      'page-image',
      'store',
      'export',
      'batch',
      'review',
      'queue',
      'pipeline',
    ],
    ...['phase', 'library', 'fetch'],
  ],
};

/** Parts of which only types may be taken: the words for every code of failure, and what reads bytes and pictures. */
const MAY_IMPORT_TYPES: Readonly<Record<string, readonly string[]>> = {
  messages: ['store', 'batch'],
  pages: ['engines'],
  phases: ['engines'],
};

/** The parts that touch nothing of the outside world. */
const PURE = ['model', 'geometry', 'words', ...PHASES];

const places = (source: Source, found: readonly { readonly start: number }[]): string[] =>
  found.map((node) => `${source.path}:${lineAt(source, node.start)}`);

describe('imports', () => {
  test('every part of src is known here', () => {
    const unknown = sources.map((each) => areaOf(each.path)).filter((area) => !(area in MAY_IMPORT));
    expect(unknown).toEqual([]);
  });

  test('follow the star: cli → review → batch, export → store, pipeline → phases → declare → words → model', () => {
    const wrong = sources.flatMap((each) => {
      const area = areaOf(each.path);
      const allowed = MAY_IMPORT[area] ?? [];
      const types = MAY_IMPORT_TYPES[area] ?? [];
      return each.imports
        .filter(({ own, target }) => own && target.startsWith('src/'))
        .filter(({ target }) => areaOf(target) !== area && !allowed.includes(areaOf(target)))
        .filter(({ target, typeOnly }) => !(typeOnly && types.includes(areaOf(target))))
        .map(({ target }) => `${each.path} → ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  test('of the phases reach of the declarations only types', () => {
    const wrong = sources
      .filter(({ path }) => PHASES.includes(areaOf(path)))
      .flatMap((each) =>
        each.imports
          .filter(({ own, target, typeOnly }) => own && areaOf(target) === 'declare' && !typeOnly)
          .map(({ target }) => `${each.path} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test('make no cycle', () => {
    const graph = new Map(
      sources.map((each) => [each.path, each.imports.filter(({ own }) => own).map(({ target }) => target)]),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      const at = trail.indexOf(path);
      if (at >= 0) cycles.push([...trail.slice(at), path].join(' → '));
      if (at >= 0 || done.has(path)) return;
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of graph.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });

  test('of src reach neither tests nor samples, and files that exist', () => {
    const known = new Set(files);
    const wrong = written.flatMap((each) =>
      each.imports
        .filter(
          ({ own, target }) =>
            own && (!known.has(target) || (each.path.startsWith('src/') && !target.startsWith('src/'))),
        )
        .map(({ target }) => `${each.path} → ${target}`)
        .filter((line) => !line.endsWith('package.json')),
    );
    expect(wrong).toEqual([]);
  });

  test('from packages are declared dependencies; src takes none that only development installs', () => {
    const manifest: Record<
      'dependencies' | 'optionalDependencies' | 'devDependencies',
      Record<string, string>
    > = JSON.parse(text('package.json'));
    const nameOf = (target: string) =>
      target
        .split('/')
        .slice(0, target.startsWith('@') ? 2 : 1)
        .join('/');
    const wrong = written.flatMap((each) => {
      const ships = each.path.startsWith('src/') && !each.path.startsWith('src/review/page/');
      const shipped = { ...manifest.dependencies, ...manifest.optionalDependencies };
      const allowed = ships ? shipped : { ...shipped, ...manifest.devDependencies };
      return each.imports
        .filter(({ own, target }) => !own && !target.startsWith('node:') && !(nameOf(target) in allowed))
        .map(({ target }) => `${each.path} → ${target}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe('the pure parts', () => {
  const pure = sources.filter(({ path }) => PURE.includes(areaOf(path)));

  test('import neither Node nor packages with effects', () => {
    const wrong = pure.flatMap((each) =>
      each.imports.filter(({ own, typeOnly }) => !own && !typeOnly).map(({ target }) => `${each.path} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('know no clock, chance, environment or console, and swallow no exception', () => {
    const impure = new Set(['process', 'console', 'Date', 'performance', 'setTimeout', 'fetch']);
    const wrong = pure.flatMap((each) => {
      const found = each.nodes.filter((node) => {
        if (node.type === 'CatchClause') return true;
        if (node.type === 'Identifier') return typeof node.name === 'string' && impure.has(node.name);
        return node.type === 'MemberExpression' && each.code.slice(node.start, node.end) === 'Math.random';
      });
      return places(each, found);
    });
    expect(wrong).toEqual([]);
  });
});

describe('budgets', () => {
  test('no source file is longer than 400 lines, and half of them not longer than 120', () => {
    expect(written.filter(({ lines }) => lines > 400).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
    const sizes = sources.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(120);
  });

  test('no folder holds more than 20 files side by side', () => {
    const counts = new Map<string, number>();
    for (const path of files.filter((each) => each.startsWith('src/'))) {
      const folder = path.slice(0, path.lastIndexOf('/'));
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
    expect([...counts].filter(([, count]) => count > 20)).toEqual([]);
  });

  test('no function is longer than 80 lines', () => {
    const kinds = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];
    const long = written
      .filter(({ path }) => !path.startsWith('test/'))
      .flatMap((each) =>
        places(
          each,
          each.nodes.filter((node) => kinds.includes(node.type) && linesOf(each, node) > 80),
        ),
      );
    expect(long).toEqual([]);
  });
});

describe('types', () => {
  test('are never switched off', () => {
    const wrong = written.flatMap((each) => {
      const any = places(
        each,
        each.nodes.filter((node) => node.type === 'TSAnyKeyword'),
      );
      const off = each.comments.filter((comment) => /@ts-(ignore|expect-error|nocheck)|biome-ignore/.test(comment));
      return [...any, ...off.map((comment) => `${each.path}: ${comment.trim()}`)];
    });
    expect(wrong).toEqual([]);
  });

  test('are not asserted against the compiler in src', () => {
    const wrong = sources.flatMap((each) =>
      places(
        each,
        each.nodes.filter((node) => node.type === 'TSNonNullExpression'),
      ),
    );
    expect(wrong).toEqual([]);
  });
});

test('no test is skipped or left alone to run', () => {
  const wrong = written.flatMap((each) => {
    const calls = each.nodes.filter((node) => node.type === 'MemberExpression');
    const found = calls.filter((node) =>
      /^(test|it|describe)\.(skip|only|todo|fails)$/.test(each.code.slice(node.start, node.end)),
    );
    return each.path.startsWith('test/') ? places(each, found) : [];
  });
  expect(wrong).toEqual([]);
});

test('nothing is left to do in comments', () => {
  const wrong = written.flatMap((each) =>
    each.comments.filter((comment) => /\b(TODO|FIXME|XXX|HACK)\b/.test(comment)).map((c) => `${each.path}: ${c}`),
  );
  expect(wrong).toEqual([]);
});
