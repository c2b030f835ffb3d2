import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/main.ts';
import { openStore } from '../../src/store/open.ts';
import { importSamples, scratch } from '../export/database.ts';
import { yusuan } from './run.ts';

/** Ideographs, and punctuation that only Chinese print uses. */
const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/u;
/** What a person types as reports print it: amounts, names of departments and statements, words to search for. */
const TYPED = ['470万元', '财政局', '支出总表', '信息化', '绩效', '满意度', '培训费'];

const folder = scratch();
const SAMPLES = ['shanghai-budget', 'final-accounts'];
const pdf = fileURLToPath(new URL('../../samples/shanghai-budget/shanghai-budget.pdf', import.meta.url));
let db = '';
let quoted: readonly string[] = [];

beforeAll(async () => {
  db = await importSamples(folder, SAMPLES);
  const store = openStore(db, { mode: 'read' });
  const printed = (sql: string) => store.db.prepare<[], { text: string | null }>(sql).all();
  const all = [
    'SELECT DISTINCT line_name AS text FROM facts',
    'SELECT DISTINCT statement_title AS text FROM facts',
    'SELECT DISTINCT department AS text FROM documents',
    "SELECT DISTINCT replace(measure, 'other:', '') AS text FROM facts",
    'SELECT DISTINCT phrase AS text FROM claims',
    'SELECT DISTINCT section AS text FROM claims',
  ].flatMap(printed);
  store.close();
  quoted = [...new Set(all.flatMap(({ text }) => (text === null ? [] : [text])))].sort((a, b) => b.length - a.length);
});

/** Lines that hold Chinese when all that the report prints is taken out. */
function foreign(text: string): string[] {
  return text.split('\n').filter((line) => {
    const rest = [...quoted, ...TYPED].reduce((left, word) => left.replaceAll(word, ''), line);
    return CHINESE.test(rest);
  });
}

describe('--lang en shows no Chinese but quotations from the report', () => {
  test('in the help of every command', async () => {
    const help = await yusuan(['--help', '--lang', 'en']);
    const names = [...help.out.matchAll(/^ {2}([a-z][a-z-]+)/gmu)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThanOrEqual(COMMANDS.length);
    const texts = await Promise.all(
      names.filter((name) => name !== 'help').map((name) => yusuan([name, '--help', '--lang', 'en'])),
    );
    expect([help, ...texts].flatMap(({ out, err }) => foreign(out + err))).toEqual([]);
  });

  test.each([
    [['check', '-v', '--db']],
    [['check', '--format', 'html', '--db']],
    [['correct', '--list', '--db']],
    [['compare', '--year', '2025', '--db']],
    [['rerun', '--stage', 'reconcile', '--db']],
    [['doctor', '--db']],
  ])('from %j', async (args) => {
    const { out, err } = await yusuan([...args, db, '--lang', 'en']);
    expect(out + err).not.toBe('');
    expect(foreign(out + err)).toEqual([]);
  });

  test('from reading a report, and from a draft for another', async () => {
    const again = join(folder, 'again.sqlite');
    const read = await yusuan(['import', pdf, '--db', again, '--lang', 'en', '-v']);
    const draft = await yusuan(['new-pipeline', pdf, '--name', 'my-city', '--lang', 'en']);
    // words of the print stand in brackets, or behind what was not matched
    const own = `${draft.out}\n${draft.err}`.replace(/\[[^\]]*\]|(?<=not matched: ).*/gu, '');
    const said = [read.out, read.err, own].join('\n');
    expect(foreign(said)).toEqual([]);
  });
});
