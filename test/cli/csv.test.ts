import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Cli, UsageError } from '../../src/cli/io.ts';
import { correctionsIn } from '../../src/cli/typed/corrections.ts';
import { decodeText, parseCsv } from '../../src/cli/typed/csv.ts';
import { messagesIn } from '../../src/messages/index.ts';

const cells = (text: string) => parseCsv(text).rows.map((row) => row.cells);

describe('a CSV', () => {
  test('has quotes, doubled quotes, line breaks, blank lines', () => {
    expect(cells('\ufeffa,b\r\n1,"x ""y"", z"\r\n\r\n"2\n3",\n')).toEqual([
      { a: '1', b: 'x "y", z' },
      { a: '2\n3', b: '' },
    ]);
    expect(cells('a,b\n1,2')).toEqual([{ a: '1', b: '2' }]);
    expect(cells('a,b\n1')).toEqual([{ a: '1', b: '' }]);
    expect(parseCsv('')).toEqual({ names: [], rows: [] });
  });

  test.each([';', '\t', '，', '；'])('may be separated by %j', (separator) => {
    expect(cells(`A${separator}b\n1,5${separator}2`)).toEqual([{ a: '1,5', b: '2' }]);
  });

  test('knows on which line a row begins', () => {
    expect(parseCsv('a\n"1\n2"\n\n3\n').rows.map(({ line }) => line)).toEqual([2, 5]);
  });

  test.each([
    ['a,b\n1,"2\n3,4\n', 2],
    ['a,b\n1,2\n"3"x,4\n', 3],
  ])('whose quotes do not match swallows nothing: %j', (text, line) => {
    expect(() => parseCsv(text)).toThrow(expect.objectContaining({ line }));
  });

  test('may be saved by Excel as UTF-8, UTF-16 or GBK', () => {
    const gbk = [0xc0, 0xed, 0xd3, 0xc9];
    expect(decodeText(Uint8Array.from(gbk))).toBe('理由');
    expect(decodeText(Buffer.from('理由', 'utf8'))).toBe('理由');
    expect(decodeText(Buffer.from('\ufeff理由', 'utf16le'))).toBe('理由');
  });
});

describe('a list of corrections', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'yusuan-corrections-')), '改动.csv');
  const [out, err, signal] = [process.stdout, process.stderr, new AbortController().signal];
  const cli: Cli = { language: 'zh', words: messagesIn('zh'), out, err, signal };
  const read = (text: string) => {
    writeFileSync(path, text);
    return correctionsIn(path, cli);
  };

  test('has its columns in either language and in any order', () => {
    const row = { file: 'a.pdf', statement: '收入总表', line: '合计', value: '5', page: '7' };
    const rest = { side: '', measure: '', reason: '' };
    expect(read('页码,金额,行,报表,文件\n7,5,合计,收入总表,a.pdf\n')).toEqual([{ ...row, ...rest }]);
    expect(read('File;Statement;Line;Value;Page\r\na.pdf;收入总表;合计;5;7\r\n')).toEqual([{ ...row, ...rest }]);
  });

  test.each([
    ['file,statement,line\na,b,c\n', 'CSV 第 1 行：缺少 value'],
    ['file,statement,line,value\na,b,c,1\na,b,c,\n', 'CSV 第 3 行：缺少 value'],
    ['file,statement,line,value,page\na,b,c,1,第4页\n', 'CSV 第 2 行：页码 第4页 不是数字'],
    ['file,statement,line,value\na,b,c,"1\nd,e,f,2\n', 'CSV 第 2 行：引号没有成对'],
    ['file,statement,line,value\n', '里没有改动'],
    ['', 'CSV 第 1 行：缺少 file, statement, line, value'],
  ])('that cannot be told is refused with its line: %j', (text, sentence) => {
    expect(() => read(text)).toThrow(UsageError);
    expect(() => read(text)).toThrow(sentence);
  });
});
