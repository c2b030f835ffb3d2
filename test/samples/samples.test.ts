import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SAMPLES } from '../../samples/generator/samples.ts';
import { parseCsv } from '../support/csv.ts';
import { ROOT } from '../support/sources.ts';

type Row = Readonly<Record<string, string | number | null>>;

const folder = mkdtempSync(join(tmpdir(), 'yusuan-samples-'));
const path = join(folder, 'samples.sqlite');
let db: Database.Database;

beforeAll(() => {
  const run = spawnSync(
    process.execPath,
    ['bin/yusuan.js', 'import', 'samples', '--db', path, '--cache-dir', join(folder, 'cache')],
    {
      cwd: ROOT,
      encoding: 'utf8',
    },
  );
  expect(run.stderr + run.stdout).toContain('scanned.pdf');
  expect(run.status).toBe(0);
  db = new Database(path, { readonly: true });
}, 600_000);

afterAll(() => {
  db?.close();
  rmSync(folder, { recursive: true, force: true });
});

const view = (name: string, sample: string): Row[] =>
  db.prepare<[string], Row>(`SELECT * FROM ${name} WHERE file = ?`).all(`${sample}.pdf`);

const expected = (sample: string, file: string) =>
  parseCsv(readFileSync(join(ROOT, 'samples', sample, `${file}.csv`), 'utf8'));

/** One line per record, sorted: two sets of records are compared as multisets and shown as text. */
function lines(rows: readonly Row[], columns: readonly string[]): string[] {
  return rows.map((row) => columns.map((column) => `${row[column] ?? ''}`).join(' | ')).sort();
}

/** Items printed as columns have no row of their own. */
const numbered = (rows: readonly Row[]): Row[] =>
  rows.map((row) => (row.statement === 'three_public' ? { ...row, row: null } : row));

const WHAT = ['statement', 'side', 'line_code', 'line_name', 'line_name_2', 'measure', 'amount', 'raw', 'unit'];
const CODES = ['standard_code', 'standard_code_2', 'code_scheme'];

describe.each(SAMPLES.filter((sample) => !sample.scan))('$name', (sample) => {
  const { name } = sample;

  test('every amount is in its line and column, with its code, on its page', () => {
    const columns = ['page', 'row', ...WHAT, ...CODES];
    expect(lines(numbered(view('facts', name)), columns)).toEqual(lines(numbered(expected(name, 'facts')), columns));
  });

  test('every box holds the amount and little else', () => {
    const boxes = new Map<string, Row[]>();
    const key = (row: Row) => lines([row], ['page', ...WHAT]).join('');
    for (const fact of view('facts', name)) boxes.set(key(fact), [...(boxes.get(key(fact)) ?? []), fact]);
    const astray = expected(name, 'facts').filter(
      (truth) => !boxes.get(key(truth))?.some((fact) => holds(fact, truth)),
    );
    expect(astray).toEqual([]);
  });

  test('the document says whose it is and what was found in it', () => {
    const about: Row = parse(readFileSync(join(ROOT, 'samples', name, 'about.yaml'), 'utf8'));
    const [document] = view('documents', name);
    expect(document).toMatchObject({ pages: about.pages, document_type: about.document_type });
    if (sample.template) expect(document?.status).toBe('template');
    else expect(document).toMatchObject({ fiscal_year: about.fiscal_year, department: about.department });
  });

  test('a publisher’s errors are pointed at, and nothing else', () => {
    const failed = view('checks', name).filter((check) => check.status === 'fail');
    const doubtful = view('facts', name).filter((fact) => fact.needs_review === 1 || fact.proof === 'contradicted');
    if (!sample.planted) {
      expect(failed).toEqual([]);
      expect(doubtful).toEqual([]);
      return;
    }
    for (const { statement, line, measure, printed } of sample.planted) {
      const at = (fact: Row) => fact.statement === statement && (fact.line_code ?? fact.line_name) === line;
      expect(doubtful.filter((fact) => at(fact) && fact.measure === measure)).toMatchObject([
        { raw: printed, source: 'text', proof: 'contradicted' },
      ]);
      expect(failed.filter((check) => `${check.statement}`.includes(statement))).not.toEqual([]);
    }
    expect(doubtful).toHaveLength(sample.planted.length);
    expect(new Set(failed.map((check) => check.blame))).toEqual(new Set(['publisher']));
    expect(view('claims', name).filter((claim) => claim.status === 'disagrees')).toMatchObject([
      { amount: '17854900.00' },
    ]);
  });
});

/** A box of the contract: the middle of the print in it, at most three lines high and about twice as wide. */
function holds(fact: Row, truth: Row): boolean {
  const [x0, y0, x1, y1] = [fact.x0, fact.y0, fact.x1, fact.y1].map(Number) as [number, number, number, number];
  const [a, b, c, d] = [truth.x0, truth.y0, truth.x1, truth.y1].map(Number) as [number, number, number, number];
  const inside = x0 - 2 <= (a + c) / 2 && (a + c) / 2 <= x1 + 2 && y0 - 2 <= (b + d) / 2 && (b + d) / 2 <= y1 + 2;
  return inside && x1 - x0 <= 2 * (c - a) + 24 && y1 - y0 <= 3 * (d - b) + 6;
}

describe.each(SAMPLES.filter((sample) => sample.scan))('$name', ({ name }) => {
  test('a scan gives the facts of the print; what could not be read is flagged, never silent', () => {
    const found = lines(
      view('facts', name),
      WHAT.filter((column) => column !== 'raw'),
    );
    const truth = lines(
      expected(name, 'facts'),
      WHAT.filter((column) => column !== 'raw'),
    );
    const missing = truth.filter((line) => !found.includes(line));
    const spurious = view('facts', name).filter(
      (fact) =>
        !truth.includes(
          lines(
            [fact],
            WHAT.filter((column) => column !== 'raw'),
          ).join(''),
        ),
    );
    expect(missing).toEqual([]);
    expect(spurious.filter((fact) => fact.needs_review !== 1)).toEqual([]);
  });

  test('its figures say that they were recognised', () => {
    expect(view('facts', name).map((fact) => fact.source)).toContain('ocr');
  });
});

describe.each(SAMPLES.filter((sample) => sample.claims))('$name', ({ name, claims }) => {
  test('its prose is held, with no table to compare it with', () => {
    const stated = view('claims', name).filter((claim) => claim.amount !== '0.00');
    expect(stated.map((claim) => claim.amount)).toEqual(claims);
    expect(new Set(stated.map((claim) => claim.status))).toEqual(new Set(['unlinked']));
    expect(view('documents', name)).toMatchObject([{ status: 'done' }]);
  });
});

describe('forms', () => {
  const names = SAMPLES.filter(({ name }) => existsSync(join(ROOT, 'samples', name, 'projects.csv'))).map(
    ({ name }) => name,
  );

  test.each(names)('%s: indicators, projects and catalogue as printed', (name) => {
    const compare = (file: string, columns: readonly string[]) =>
      expect(lines(view(file, name), columns)).toEqual(lines(expected(name, file), columns));
    compare('projects', ['name', 'department_code', 'unit', 'nature', 'duration_years', 'total_funds', 'annual_funds']);
    compare('indicators', ['project', 'scope', 'level1', 'level2', 'level3', 'operator', 'value', 'unit']);
    compare('catalog', ['agency', 'code', 'level1', 'level2', 'level3', 'level4']);
  });
});
