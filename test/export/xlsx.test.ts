import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CellObject, read, utils, type WorkBook } from '@e965/xlsx';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { FileSink } from '../../src/export/file-sink.ts';
import { EXPORT_TABLES } from '../../src/export/index.ts';
import { Workbook } from '../../src/export/xlsx/workbook.ts';
import { openStore } from '../../src/store/open.ts';
import { exported, importSamples, NASTY, nastyDatabase, scratch } from './database.ts';

const folder = scratch();

/** The workbook as SheetJS reads it. */
function open(path: string): WorkBook {
  return read(readFileSync(path), { cellNF: true, cellStyles: true });
}

function sheet(book: WorkBook, name: string) {
  const found = book.Sheets[name];
  if (found === undefined) throw new Error(`no sheet ${name} among ${book.SheetNames.join(', ')}`);
  return found;
}

function cells(book: WorkBook, name: string): CellObject[] {
  const own = sheet(book, name);
  return Object.keys(own).flatMap((at) => (at.startsWith('!') ? [] : [own[at]]));
}

function part(path: string, name: string): string {
  const bytes = unzipSync(readFileSync(path))[name];
  if (bytes === undefined) throw new Error(`no ${name}`);
  return strFromU8(bytes);
}

describe('a workbook of reports', () => {
  let book: WorkBook;
  let db = '';
  const path = join(folder, 'reports.xlsx');
  beforeAll(async () => {
    db = await importSamples(folder, ['publisher-errors', 'final-accounts']);
    await exported(db, 'xlsx', path, { tables: ['facts', 'checks', 'documents'] });
    book = open(path);
  });

  function stored<T>(sql: string): T[] {
    const store = openStore(db, { mode: 'read' });
    const rows = store.db.prepare<[], T>(sql).all();
    store.close();
    return rows;
  }

  test('prints on its side, a page wide, with the heads on every page', () => {
    const names: { Name: string; Ref: string; Sheet?: number }[] = book.Workbook?.Names ?? [];
    expect(names.filter(({ Name }) => Name === '_xlnm.Print_Titles').map(({ Ref, Sheet }) => [Sheet, Ref])).toEqual(
      book.SheetNames.map((name, index) => [index, expect.stringMatching(`^'?${name}'?!\\$1:\\$1$`)]),
    );
    const xml = part(path, 'xl/worksheets/sheet2.xml');
    expect(xml).toContain('orientation="landscape" fitToWidth="1" fitToHeight="0"');
    expect(xml.indexOf('<autoFilter')).toBeLessThan(xml.indexOf('<pageSetup '));
  });

  test('has a sheet per statement with every amount as a real number', () => {
    expect(book.SheetNames.slice(0, 3)).toEqual(['说明', '收支总表', '收入总表']);
    const numbers = book.SheetNames.flatMap((name) => cells(book, name)).filter(
      ({ t, z }) => t === 'n' && z === '#,##0.00',
    );
    const checked = stored<{ n: number }>('SELECT count(*) AS n FROM facts')[0]?.n ?? 0;
    const sides = stored<{ n: number }>('SELECT count(*) * 4 AS n FROM checks')[0]?.n ?? 0;
    expect(numbers.length).toBe(checked + sides);
    expect(numbers.every(({ v }) => typeof v === 'number')).toBe(true);
  });

  test('gives the exact sum of every statement and column', () => {
    const kinds = { 收支总表: 'balance', 支出总表: 'expenditure', 收入总表: 'revenue' };
    for (const [name, kind] of Object.entries(kinds)) {
      const rows = utils.sheet_to_json<Record<string, unknown>>(sheet(book, name), { raw: true });
      const fen = (amounts: readonly unknown[]) =>
        amounts.reduce<bigint>((sum, value) => sum + BigInt(Math.round(Number(value) * 100)), 0n);
      const facts = stored<{ amount: string }>(
        `SELECT amount FROM facts WHERE statement = '${kind}' AND measure = 'total'`,
      );
      const read = rows.map((row) => row.合计).filter((value) => value !== undefined);
      expect([name, read.length, fen(read)]).toEqual([name, facts.length, fen(facts.map(({ amount }) => amount))]);
    }
  });

  test('keeps printed lines together and in order', () => {
    const rows = utils.sheet_to_json<Record<string, unknown>>(sheet(book, '支出总表'), { raw: true });
    const budget = rows.filter((row) => row.文件 === 'publisher-errors.pdf');
    expect(budget.map((row) => row.行)).toEqual(budget.map((_, index) => index + 1));
    expect(budget[1]).toMatchObject({ 科目编码: '201', 名称: '一般公共服务支出', 年度: 2026 });
  });

  test('colours doubtful amounts and says why', () => {
    const commented = book.SheetNames.flatMap((name) => cells(book, name)).filter(({ c }) => c !== undefined);
    const doubtful = stored<{ amount: string }>('SELECT amount FROM facts WHERE needs_review = 1 ORDER BY amount');
    expect(commented.map(({ v }) => Number(v).toFixed(2)).sort()).toEqual(doubtful.map(({ amount }) => amount).sort());
    for (const { c, s } of commented) {
      expect(c?.[0]?.t).toMatch(/^第 \d+ 页，原文“.+”\n.*勾稽/);
      expect(s).toMatchObject({ patternType: 'solid', fgColor: { rgb: 'F8CBAD' } });
    }
  });

  test('keeps the header in sight and can be filtered', () => {
    const xml = part(path, 'xl/worksheets/sheet2.xml');
    expect(xml).toMatch(/<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"\/>/);
    expect(sheet(book, '收支总表')['!autofilter']?.ref).toMatch(/^A1:[A-Z]+\d+$/);
  });

  test('gives the same bytes for the same rows', async () => {
    const again = join(folder, 'again.xlsx');
    await exported(db, 'xlsx', again, { tables: ['facts', 'checks', 'documents'] });
    expect(readFileSync(again).equals(readFileSync(path))).toBe(true);
  });
});

describe('a workbook of strange lines', () => {
  test('holds them as text, never as formulas, and long numbers unrounded', async () => {
    const path = join(folder, 'nasty.xlsx');
    await exported(nastyDatabase(folder), 'xlsx', path);
    const rows = cells(open(path), '支出总表');
    expect(rows.every(({ f }) => f === undefined)).toBe(true);
    const texts = rows.filter(({ t }) => t === 's').map(({ v }) => v);
    for (const { name } of NASTY) expect(texts).toContain(name.replace('\u0001', '\uFFFD'));
    expect(texts).toContain('123456789012345.67');
    expect(rows.filter(({ t }) => t === 'n').map(({ v }) => v)).toContain(999999999999.99);
  });

  test('English headings are the names of the columns', async () => {
    const path = join(folder, 'english.xlsx');
    const { useEn } = await import('../../src/messages/use.ts');
    await exported(nastyDatabase(folder, 2), 'xlsx', path, { tables: EXPORT_TABLES, words: useEn, language: 'en' });
    const [first] = utils.sheet_to_json<string[]>(sheet(open(path), 'expenditure'), { header: 1 });
    expect(first).toEqual(expect.arrayContaining(['file', 'department', 'line_code', 'total']));
  });

  test('a sheet that is full goes on in another one', async () => {
    const path = join(folder, 'long.xlsx');
    const sink = new FileSink(path);
    const book = new Workbook(sink, 4);
    async function* rows() {
      for (let n = 1; n <= 6; n += 1) yield [{ number: String(n) }];
    }
    await book.add({ name: '长/表', columns: [{ title: '数', width: 8 }], frozen: 0, rows });
    book.finish();
    sink.close();
    const opened = open(path);
    expect(opened.SheetNames).toEqual(['长_表', '长_表 (2)']);
    const read = opened.SheetNames.flatMap((name) => utils.sheet_to_json<Record<string, number>>(sheet(opened, name)));
    expect(read.map((row) => row.数)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
