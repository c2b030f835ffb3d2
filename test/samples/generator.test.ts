import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { APPROVAL_OFFICE } from '../../samples/generator/data/shanxi.ts';
import { fen, print } from '../../samples/generator/figures.ts';
import { shanxiBudget } from '../../samples/generator/forms/shanxi-budget.ts';
import { sampleFiles } from '../../samples/generator/main.ts';
import type { Report } from '../../samples/generator/model.ts';
import { SAMPLES } from '../../samples/generator/samples.ts';
import { typesetWithFacts } from '../../samples/generator/typeset.ts';
import { ROOT } from '../support/sources.ts';

const textual = SAMPLES.filter((sample) => !sample.scan);

test.each(textual)('$name is what the generator writes', async (sample) => {
  const folder = join(ROOT, 'samples', sample.name);
  const files = await sampleFiles(sample);
  expect(readdirSync(folder).sort()).toEqual([...files.keys()].sort());
  for (const [name, content] of files) {
    const stored = readFileSync(join(folder, name));
    expect(stored.equals(Buffer.from(content)), `${name} differs: npm run samples`).toBe(true);
  }
});

test.each(SAMPLES.filter((sample) => sample.scan))(
  'the facts of $name are what the generator writes',
  async (sample) => {
    // The picture's bytes depend on the canvas library's build; the words beside it do not.
    const files = await sampleFiles(sample);
    const stored = readFileSync(join(ROOT, 'samples', sample.name, 'facts.csv'), 'utf8');
    expect(files.get('facts.csv')).toBe(stored);
  },
);

test('every style tells the same facts', async () => {
  const report = shanxiBudget(APPROVAL_OFFICE, { whole: false });
  const key = ({
    page: _page,
    x0: _x0,
    y0: _y0,
    x1: _x1,
    y1: _y1,
    ...fact
  }: {
    page: number;
    x0: number;
    y0: number;
    x1: number;
    y1: number;
  }) => JSON.stringify(fact);
  const plain = (await typesetWithFacts(report)).facts.map(key).sort();
  for (const style of [
    { ruling: 'none', order: 'shuffled' },
    { packTables: true, rotate: 180, rowAir: 2 },
  ] as const)
    expect((await typesetWithFacts(report, style)).facts.map(key).sort()).toEqual(plain);
});

test('a table that does not fill its columns is refused', async () => {
  const table = { kind: 'table', widths: [1, 1], header: [], body: [[{ text: '合计' }]] } as const;
  const report: Report = { documentType: 'budget', year: 2025, department: '某局', blocks: [table] };
  await expect(typesetWithFacts(report)).rejects.toThrow('fills 1 of 2 columns');
});

test('amounts print exactly, rounded half up', () => {
  expect(print(fen('1758.48', '万元'), '万元', 2, true)).toBe('1,758.48');
  expect(print(fen('1710062', '元'), '万元', 2, false)).toBe('171.01');
  expect(print(fen('-95.57', '万元'), '元', 0, true)).toBe('-955,700');
  expect(print(fen('49', '元'), '万元', 2, false)).toBe('0.00');
  expect(() => fen('1.001', '元')).toThrow('Finer than a 分');
});
