import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import frictionless from 'datapackage';
import { beforeAll, describe, expect, test } from 'vitest';
import { EXPORT_TABLES } from '../../src/export/index.ts';
import { openStore } from '../../src/store/open.ts';
import { exported, importSamples, NASTY, nastyDatabase, scratch } from './database.ts';

const folder = scratch();
const out = join(folder, 'package');
let db = '';

interface Descriptor {
  readonly resources: readonly {
    readonly name: string;
    readonly path: string;
    readonly bytes: number;
    readonly hash: string;
    readonly dialect: Record<string, unknown>;
  }[];
  readonly model: {
    readonly dimensions: Readonly<Record<string, { readonly attributes: Record<string, { source: string }> }>>;
  };
}
const descriptor = (): Descriptor => JSON.parse(readFileSync(join(out, 'datapackage.json'), 'utf8'));
const stored = (sql: string) => {
  const store = openStore(db, { mode: 'read' });
  const rows = store.db.prepare<[], Record<string, unknown>>(sql).all();
  store.close();
  return rows;
};

beforeAll(async () => {
  db = await importSamples(folder, ['shanxi-budget', 'final-accounts']);
  await exported(db, 'datapackage', out, { tables: EXPORT_TABLES });
});

describe('a data package, by the Frictionless library', () => {
  test('its descriptor is a valid Tabular and a valid Fiscal Data Package', async () => {
    const loaded = await frictionless.Package.load(join(out, 'datapackage.json'), { strict: true });
    expect(loaded.errors).toEqual([]);
    for (const name of ['tabular-data-package', 'fiscal-data-package']) {
      const profile = await frictionless.Profile.load(name);
      expect(profile.validate(descriptor()).errors).toEqual([]);
    }
    const fiscal = await frictionless.Profile.load('fiscal-data-package');
    expect(fiscal.validate({ ...descriptor(), model: {} }).valid).toBe(false);
  });

  test('says how its CSV is written', () => {
    for (const { dialect, path } of descriptor().resources) {
      expect(dialect).toMatchObject({ delimiter: ',', quoteChar: '"', doubleQuote: true, lineTerminator: '\r\n' });
      expect(readFileSync(join(out, path), 'utf8')).toMatch(/\r\n$/);
    }
  });

  test('every cell fits the type of its column, every table has its rows', async () => {
    const loaded = await frictionless.Package.load(join(out, 'datapackage.json'), { strict: true });
    const counts: number[] = [];
    for (const { name, read } of loaded.resources.map((resource) => ({
      name: resource.name,
      read: resource.read.bind(resource),
    }))) {
      const rows = await read({ keyed: true });
      expect([name, rows.length]).toEqual([name, stored(`SELECT count(*) AS n FROM ${name}`)[0]?.n]);
      counts.push(rows.length);
    }
    // Those without rows are read as well as the others.
    expect(counts).toContain(0);
  });

  test('amounts are the exact text of the database', async () => {
    const loaded = await frictionless.Package.load(join(out, 'datapackage.json'));
    const rows = await loaded.getResource('facts').read({ keyed: true, cast: false });
    const key = (row: Record<string, unknown>) => `${row.sha256} ${row.statement_index} ${row.amount_index}`;
    const amounts = new Map(rows.map((row) => [key(row), row.amount]));
    for (const fact of stored('SELECT * FROM facts')) expect(amounts.get(key(fact))).toBe(fact.amount);
  });

  test('says size and checksum of its files', () => {
    for (const { path, bytes, hash } of descriptor().resources) {
      const file = readFileSync(join(out, path));
      expect([path, bytes, hash]).toEqual([
        path,
        file.length,
        `sha256:${createHash('sha256').update(file).digest('hex')}`,
      ]);
    }
  });
});

describe('fiscal dimensions', () => {
  let facts: Record<string, unknown>[] = [];
  beforeAll(async () => {
    const loaded = await frictionless.Package.load(join(out, 'datapackage.json'));
    facts = await loaded.getResource('facts').read({ keyed: true });
  });
  const where = (wanted: Record<string, unknown>) =>
    facts.filter((fact) => Object.entries(wanted).every(([name, value]) => fact[name] === value));

  test('name columns that exist', () => {
    const names = Object.keys(facts[0] ?? {});
    for (const { attributes } of Object.values(descriptor().model.dimensions)) {
      for (const { source } of Object.values(attributes)) expect(names).toContain(source);
    }
  });

  test('a budget is approved, final accounts are executed, what they compare themselves with is approved', () => {
    expect(new Set(where({ document_type: 'budget' }).map((fact) => fact.phase))).toEqual(new Set(['approved']));
    expect(new Set(where({ document_type: 'final', measure: 'total' }).map((fact) => fact.phase))).toEqual(
      new Set(['executed']),
    );
    const planned = where({ document_type: 'final', measure: 'planned' });
    expect(planned.length).toBeGreaterThan(0);
    expect(new Set(planned.map((fact) => fact.phase))).toEqual(new Set(['approved']));
  });

  test('classifications stand in columns of their own', () => {
    const [salaries] = where({ statement: 'basic_expenditure', line_name: '工资奖金津补贴' }).concat(
      where({ statement: 'basic_expenditure', line_name_2: '工资奖金津补贴' }),
    );
    expect(salaries).toMatchObject({ fund: 'general_public', direction: 'expenditure', functional_code: null });
    expect(salaries?.economic_department_code).toMatch(/^301/);
    expect(salaries?.economic_government_code).toMatch(/^501/);
    const [office] = where({ statement: 'expenditure', standard_code: '201' });
    expect(office).toMatchObject({ functional_code: '201', economic_department_code: null, direction: 'expenditure' });
    const [income] = where({ statement: 'revenue', measure: 'government_fund' }).concat(
      where({ statement: 'revenue' }),
    );
    expect(income?.direction).toBe('revenue');
  });
});

test('text that a spreadsheet would run is harmless here as well', async () => {
  const nasty = join(folder, 'nasty');
  await exported(nastyDatabase(folder), 'datapackage', nasty);
  const loaded = await frictionless.Package.load(join(nasty, 'datapackage.json'), { strict: true });
  const rows = await loaded.getResource('facts').read({ keyed: true });
  expect(rows.map((row) => String(row.line_name))).toEqual(
    NASTY.map(({ name }) => (/^[=+@－']/.test(name) ? `'${name}` : name)),
  );
});
