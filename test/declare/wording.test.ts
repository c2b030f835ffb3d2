import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OWN_PIPELINES } from '../../src/declare/load.ts';
import { DeclarationError } from '../../src/declare/source.ts';
import { loadWording } from '../../src/declare/wording/wording.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'yusuan-wording-'));
  mkdirSync(join(root, 'wording'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const TABLES = {
  continued: "'^{mark}$'",
  same_for_all: "'[:：]'",
  note: "'^注'",
  goes_on: '续',
  caption: '单位',
  table_line: '编制',
  above_table: '说明',
  page_mark: '页',
  stand_in: '请稍候',
};

function write(entries: Readonly<Record<string, string>>): void {
  const lines = Object.entries(entries).map(([key, value]) => `${key}: ${value}`);
  writeFileSync(join(root, 'wording', 'tables.yaml'), `words:\n  mark: [续, '（接）']\n${lines.join('\n')}\n`);
}

function problemOf(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    if (error instanceof DeclarationError) return error.message;
    throw error;
  }
  throw new Error('no DeclarationError');
}

describe('wording', () => {
  test('of a folder of one’s own replaces the package’s, list by name; words are literal', () => {
    write(TABLES);
    const { tables, titles } = loadWording([OWN_PIPELINES, root]);
    expect(['续', '（接）', '接', '续表'].map((text) => tables.continued.test(text))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(titles.closed_title.test('2025年部门预算')).toBe(true);
  });

  test.each([
    ['a list that is none', { note: "'^{notes}'" }, 'tables.yaml:5：note：没有名为“notes”的词表'],
    ['a pattern that cannot be read', { note: "'(注'" }, 'tables.yaml:5：note：不是有效的正则表达式'],
    ['an unknown entry', { notes: '注' }, 'notes'],
  ])('with %s is refused where it stands', (_what, wrong, message) => {
    write({ ...TABLES, ...wrong });
    expect(problemOf(() => loadWording([OWN_PIPELINES, root]))).toContain(message);
  });
});
