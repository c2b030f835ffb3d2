import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { typeset } from '../../samples/generator/typeset.ts';
import { openStore } from '../../src/store/open.ts';
import { yusuan } from '../cli/run.ts';
import { scratch } from '../export/database.ts';
import { STRANGE, strangeFacts } from './strange-form.ts';

const folder = scratch();
const sample = join(folder, '样本.pdf');
const page = readFileSync(new URL('../../docs/add-a-statement.md', import.meta.url), 'utf8');
const yaml = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';

beforeAll(async () => writeFileSync(sample, await typeset(STRANGE)));

function factsOf(db: string): string[] {
  const store = openStore(db, { mode: 'read' });
  const facts = store.db
    .prepare<[], { fact: string }>(
      `SELECT coalesce(line_code, '') || '|' || line_name || '|' || measure || '|' || amount AS fact FROM facts`,
    )
    .all();
  store.close();
  return facts.map(({ fact }) => fact).sort();
}

describe('a form that no declaration knows', () => {
  test('is kept as printed and guessed to be no statement', async () => {
    const db = join(folder, 'without.sqlite');
    expect((await yusuan(['import', sample, '--db', db, '--quiet'])).code).toBe(0);
    const store = openStore(db, { mode: 'read' });
    const kinds = store.db.prepare<[], string>('SELECT DISTINCT statement FROM facts').pluck().all();
    store.close();
    expect(kinds).toEqual(['other']);
  });

  test('gets a draft that says what was not matched', async () => {
    const draft = join(folder, 'draft.yaml');
    const run = await yusuan(['new-pipeline', sample, '-o', draft, '--name', 'qingshi']);
    expect(run).toMatchObject({ code: 0, out: '' });
    for (const line of (/^带金额的表[\s\S]*?(?=\n```)/m.exec(page)?.[0] ?? '没有').split('\n'))
      expect(run.err).toContain(line);
    const text = readFileSync(draft, 'utf8');
    // What it names lies where it says, seen from where the draft lies.
    for (const [, path = ''] of text.matchAll(/(?:\$schema=|写法见 )([^；\s]+)/g))
      expect(existsSync(join(folder, path))).toBe(true);
    expect(text.match(/\$schema=|写法见 /g)).toHaveLength(2);
    expect(text).toContain('name: qingshi\nkind:\n  title: 样本\n  extends: department-budget\n');
    // The draft itself can be used at once: it only inherits.
    const db = join(folder, 'draft.sqlite');
    expect((await yusuan(['import', sample, '--db', db, '--quiet', '--pipeline', draft])).code).toBe(0);
    const again = await yusuan(['new-pipeline', sample, '-o', draft]);
    expect(again).toMatchObject({ code: 2 });
    expect(readFileSync(draft, 'utf8')).toBe(text);
  });

  test('the draft, uncommented and completed, is what the recipe shows', () => {
    const draft = readFileSync(join(folder, 'draft.yaml'), 'utf8')
      .replaceAll(/^# (?=(statements:| {2}))/gm, '')
      .replace('？: [专项开支]', 'project: [专项开支]')
      .replace('？: [日常开支]', 'basic: [日常开支]');
    const words = (text: string) =>
      text
        .split('\n')
        .map((line) => line.replace(/ #.*$/, ''))
        .filter((line) => line.trim() !== '' && !line.startsWith('#') && !/title:/.test(line))
        .sort();
    expect(words(draft)).toEqual(words(yaml));
  });

  test('is read exactly with the YAML of the recipe alone', async () => {
    const file = join(folder, 'qingshi.yaml');
    writeFileSync(file, yaml);
    const db = join(folder, 'with.sqlite');
    const run = await yusuan(['import', sample, '--db', db, '--json', '--pipeline', file]);
    expect(run.code).toBe(0);
    expect(factsOf(db)).toEqual(strangeFacts());
    const store = openStore(db, { mode: 'read' });
    const document = store.db.prepare<[], object>('SELECT * FROM documents').get();
    store.close();
    expect(document).toMatchObject({
      ...{ department: '青石县档案馆', fiscal_year: 2025, document_type: 'budget', pipeline: 'qingshi' },
      ...{
        status: 'done',
        facts: strangeFacts().length,
        proven: strangeFacts().length,
        to_review: 0,
        checks_failed: 0,
      },
    });
  });
});

test('a sample that is known needs nothing more; one without tables is said to have none', async () => {
  const report = join(folder, '某市 决算.pdf');
  copyFileSync(new URL('../../samples/final-accounts/final-accounts.pdf', import.meta.url), report);
  const already = join(folder, 'already.yaml');
  const known = await yusuan(['new-pipeline', report, '-o', already]);
  expect(known).toMatchObject({ code: 0, out: '' });
  expect(known.err).toContain(`现在就能读，不需要声明：yusuan import '${report}'`);
  expect(existsSync(already)).toBe(false);
  const wanted = await yusuan(['new-pipeline', report, '--name', 'my-city']);
  expect(wanted.out).toContain('extends: department-final');
  expect(wanted.out).toContain('全部认出');
  const blank = await yusuan([
    'new-pipeline',
    new URL('../../samples/blank-template/blank-template.pdf', import.meta.url).pathname,
  ]);
  expect(blank.code).toBe(1);
  expect(blank.err).toContain('没有带金额的表格');
  const out = join(folder, 'none.yaml');
  expect((await yusuan(['new-pipeline', join(folder, 'none.pdf'), '-o', out])).code).toBe(1);
  expect(existsSync(out)).toBe(false);
});
