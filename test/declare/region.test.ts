import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadDeclarations, OWN_PIPELINES } from '../../src/declare/load.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { classify } from '../../src/meaning/classify/classify.ts';
import { readDocument } from '../../src/pipeline.ts';
import { openStore } from '../../src/store/open.ts';
import { readDocumentReading } from '../../src/store/read/read-document.ts';
import { rowsOf } from '../../src/store/write/rows.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { table } from '../meaning/statements/build.ts';
import { page } from '../meaning/statements/document.ts';
import { samplePath } from '../review/database.ts';
import { record } from '../store/sample-result.ts';

let root: string;
beforeEach(() => {
  root = join(mkdtempSync(join(tmpdir(), 'yusuan-region-')), 'pipelines');
  cpSync(OWN_PIPELINES, root, { recursive: true });
});
afterEach(() => rmSync(join(root, '..'), { recursive: true }));

const statement = (title: string) =>
  table(['科目|合计|基本支出|项目支出', '201 甲|3.00|1.00|2.00', '合计|3.00|1.00|2.00'], {
    above: [title, '单位：万元'],
  });

const read = (title: string, cover: readonly string[]) =>
  classify([statement(title)], [page(1, cover)], loadDeclarations([root])).value;

test('a new ending of organisations’ names is one word in pipelines/', () => {
  const cover = ['某某市河湖署', '2025年部门预算'];
  expect(read('部门支出总表', cover).identity.department).toBeNull();
  const file = join(root, 'department', 'words.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('common: [局,', 'common: [署, 局,'));
  expect(read('部门支出总表', cover).identity.department).toBe('某某市河湖署');
});

test('a new region is a folder in pipelines/', () => {
  const cover = ['某某市教育局', '2025年部门预算'];
  const title = '部门用款一览表';
  expect(read(title, cover).tables[0]?.role).not.toBe('statement');
  const folder = join(root, 'some-province');
  mkdirSync(folder);
  writeFileSync(join(folder, 'kind.yaml'), 'title: 某省部门预算\nextends: department-budget\n');
  writeFileSync(join(folder, 'statements.yaml'), `statements:\n  expenditure:\n    titles: [["${title}"]]\n`);
  const { pipeline, tables } = read(title, cover);
  expect(pipeline).toBe('some-province');
  expect(tables[0]).toMatchObject({ role: 'statement', kind: 'expenditure' });
});

test('a new statement and a new measure are keys of catalogue.yaml, and go all the way to the facts', async () => {
  const folder = join(root, 'some-province');
  mkdirSync(folder);
  const write = (file: string, lines: readonly string[]) => writeFileSync(join(folder, file), `${lines.join('\n')}\n`);
  write('kind.yaml', ['extends: department-budget']);
  write('statements.yaml', [
    ...['headers:', '  measures:', '    daily: [基本支出]', '    basic: null', 'statements:', '  expenditure: null'],
    ...[
      '  rural_expenditure:',
      '    name: 涉农支出表',
      '    titles: [[部门支出预算总表]]',
      '    scheme: functional',
      '    expects: { any: [基本支出] }',
    ],
  ]);
  expect(() => loadDeclarations([root])).toThrow(/statements\.yaml:(?:3|6|7)：.*(?:daily|rural_expenditure)/u);
  write('catalogue.yaml', [
    ...['statements:', '  rural_expenditure: { zh: 涉农支出表, en: rural expenditure }'],
    ...['measures:', '  daily: { zh: 日常支出, en: daily expenditure }'],
  ]);
  const declarations = loadDeclarations([root]);
  const { pages, result } = await readDocument(readFileSync(samplePath('shanghai-budget')), {
    ...{ openPdf, declarations, scan: null },
  });
  expect(result.pipeline).toBe('some-province');
  const store = openStore(':memory:');
  const one = { ...record({}, result), rows: rowsOf(result, pages) };
  documentWriter(store.db).write(one, { replace: false, path: '/甲.pdf', now: new Date() });
  const count = store.db.prepare(
    "SELECT count(*) FROM facts WHERE statement = 'rural_expenditure' AND measure = 'daily'",
  );
  expect(count.pluck().get()).toBeGreaterThan(5);
  const stored = readDocumentReading(store.db, one.sha256);
  expect(stored?.statements.map(({ kind }) => kind)).toContain('rural_expenditure');
  store.close();
});
