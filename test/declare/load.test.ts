import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CATALOGUE_MODULE, catalogueModule, contract } from '../../scripts/catalogue-module.ts';
import { jsonSchemas } from '../../src/declare/json-schema.ts';
import { loadDeclarations, OWN_PIPELINES } from '../../src/declare/load.ts';
import { DeclarationError } from '../../src/declare/source.ts';
import { STATEMENT_KINDS } from '../../src/model/catalogue.ts';
import { OTHER } from '../../src/model/statement.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yusuan-declare-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

function problemOf(load: () => unknown): DeclarationError {
  try {
    load();
  } catch (error) {
    if (error instanceof DeclarationError) return error;
    throw error;
  }
  throw new Error('no DeclarationError');
}

describe('the declarations of the package', () => {
  test('load, and declare budgets and final accounts', () => {
    const { pipelines } = loadDeclarations();
    expect(pipelines.map((pipeline) => [pipeline.name, pipeline.kind.document_type])).toEqual([
      ['department-budget', 'budget'],
      ['department-final', 'final'],
    ]);
  });

  test('name every statement of the contract in the budget', () => {
    const statements = loadDeclarations().pipeline('department-budget')?.statements.statements ?? {};
    expect(Object.keys(statements).sort()).toEqual([...STATEMENT_KINDS].sort());
    for (const [kind, declared] of Object.entries(statements)) {
      expect(declared?.name).toMatch(/./u);
      if (kind !== OTHER) expect([...(declared?.named ?? []), ...(declared?.titles ?? [])], kind).not.toEqual([]);
    }
  });

  test.each([...jsonSchemas()])('have a current JSON Schema %s (else run scripts/write-schemas.ts)', (name, text) => {
    expect(readFileSync(join(OWN_PIPELINES, 'schema', name), 'utf8')).toBe(text);
  });
});

test('the catalogue of the contract is what the code knows (else run scripts/write-catalogue.ts)', () => {
  const plain = (text: string) => text.replace(/[\s,]+/gu, ' ');
  expect(plain(readFileSync(CATALOGUE_MODULE, 'utf8'))).toBe(plain(catalogueModule(contract())));
});

describe('a wrong declaration is refused with file and line', () => {
  test('a title of a class of words that is none', () => {
    const lines = ['name: a', 'kind:', '  extends: department-budget', 'statements:', '  statements:', '    balance:'];
    const path = file('a.yaml', [...lines, '      named:', '        - [both, sumary]']);
    const problem = problemOf(() => loadDeclarations(undefined, [path]));
    expect(problem.message).toContain('sumary');
    expect(problem.file).toBe(path);
  });

  test('an unknown key', () => {
    const path = file('a.yaml', ['name: a', 'kind:', '  extends: department', 'noise:', '  cell: []']);
    const problem = problemOf(() => loadDeclarations(undefined, [path]));
    expect([problem.file, problem.line]).toEqual([path, 5]);
    expect(problem.message).toContain('cell');
  });

  test('a measure that the contract does not know, with the ones it knows', () => {
    const lines = [
      'name: a',
      'statements:',
      '  headers:',
      '    measures:',
      '      total: [合计]',
      '      totl: [小计]',
    ];
    const problem = problemOf(() => loadDeclarations(undefined, [file('a.yaml', lines)]));
    expect(problem.line).toBe(6);
    expect(problem.message).toContain('totl');
  });

  test('a wrong value, with what was expected', () => {
    const lines = ['name: a', 'statements:', '  statements:', '    balance:', '      shape: two-side'];
    const problem = problemOf(() => loadDeclarations(undefined, [file('a.yaml', lines)]));
    expect(problem.line).toBe(5);
    expect(problem.message).toMatch(/期望.*two-sided/u);
  });

  test('broken YAML', () => {
    const problem = problemOf(() => loadDeclarations(undefined, [file('a.yaml', ['name: a', 'kind: [1, 2'])]));
    expect(problem.line).toBeGreaterThanOrEqual(2);
    expect(problem.message).toContain('YAML');
  });

  test('a parent that does not exist', () => {
    const lines = ['name: a', 'kind:', '  title: 某省', '  extends: nowhere'];
    const problem = problemOf(() => loadDeclarations(undefined, [file('a.yaml', lines)]));
    expect(problem.line).toBe(4);
    expect(problem.message).toContain('nowhere');
  });

  test('two that extend each other', () => {
    for (const [own, other] of [
      ['x', 'y'],
      ['y', 'x'],
    ] as const) {
      mkdirSync(join(folder, own));
      writeFileSync(join(folder, own, 'kind.yaml'), `extends: ${other}\n`);
    }
    expect(problemOf(() => loadDeclarations([folder])).message).toContain('互相继承');
  });
});

describe('a province extends instead of copying', () => {
  const province = [
    'name: my-province',
    'kind:',
    '  extends: department-budget',
    'statements:',
    '  headers:',
    '    measures:',
    '      other_revenue: [村级收入]',
    '      business: null',
    '  statements:',
    '    balance:',
    '      titles: [[家底, 总览]]',
  ];

  test('its own words come first, inherited ones stay', () => {
    const pipeline = loadDeclarations(undefined, [file('p.yaml', province)]).pipeline('my-province');
    expect(pipeline?.kind).toMatchObject({ document_type: 'budget', abstract: false });
    expect(pipeline?.statements.headers.measures.other_revenue?.slice(0, 2)).toEqual(['村级收入', '其他收入']);
    expect(pipeline?.statements.statements.balance?.titles[0]).toEqual(['家底', '总览']);
    expect(pipeline?.vocabulary.titles.match('2025年家底总览表', '')[0]?.kind).toBe('balance');
    expect(pipeline?.vocabulary.titles.match('2025年部门收支总表', '')[0]?.kind).toBe('balance');
  });

  test('null takes an inherited entry away', () => {
    const pipeline = loadDeclarations(undefined, [file('p.yaml', province)]).pipeline('my-province');
    expect(pipeline?.vocabulary.headers.find('事业收入')).toBeNull();
    expect(loadDeclarations().pipeline('department-budget')?.vocabulary.headers.find('事业收入')).toMatchObject({
      measure: 'business',
    });
  });
});
