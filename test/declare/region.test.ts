import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadDeclarations, OWN_PIPELINES } from '../../src/declare/load.ts';
import { classify } from '../../src/meaning/classify/classify.ts';
import { table } from '../meaning/statements/build.ts';
import { page } from '../meaning/statements/document.ts';

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
