import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MEASURES, STATEMENT_KINDS } from '../../src/model/catalogue.ts';
import { openStore } from '../../src/store/open.ts';
import { VIEWS } from '../../src/store/views.ts';

const DOC = readFileSync(new URL('../../docs/contract.md', import.meta.url), 'utf8');

/** What the contract promises: a view may gain columns behind these, never lose, rename or move one. */
const PROMISED: Readonly<Record<string, string>> = {
  facts: `file sha256 document_type fiscal_year department statement side page row line_code line_name standard_code
    code_scheme measure amount raw unit source confidence proof needs_review flags x0 y0 x1 y1`,
  documents: 'file sha256 document_type fiscal_year department pages status imported_at pipeline_version',
  indicators: `file page project scope level1 level2 level3 operator value unit raw confidence needs_review flags
    standard1 standard2 level3_full`,
  projects: `file page name department_code unit nature duration_years total_funds annual_funds total_central
    total_provincial total_local total_self_raised total_other annual_central annual_provincial annual_local
    annual_self_raised annual_other`,
  claims: 'file page section phrase amount statement line_name measure status',
  checks: 'file rule statement scope lhs rhs difference tolerance status blame cells',
  catalog: 'file page agency code level1 level2 level3 level4',
  review_queue: 'file page statement reason',
  corrections: 'file old_value new_value reviewer reason',
};

/** The tables of the document, by heading: [column, type] of each row. */
function documented(view: string): string[][] {
  const section = DOC.split(/^## /m).find((text) => text.startsWith(`${view}\n`)) ?? '';
  return [...section.matchAll(/^\| `(\w+)` \| (\w+) \|/gm)].map((match) => [match[1] ?? '', match[2] ?? '']);
}

const store = openStore(':memory:');
const columnsOf = (view: string) =>
  store.db.prepare<[string], { name: string; type: string }>('SELECT name, type FROM pragma_table_info(?)').all(view);

test.each(Object.keys(VIEWS))('%s: the document names every column of the view, in order', (view) => {
  expect(documented(view).map(([name]) => name)).toEqual(columnsOf(view).map((column) => column.name));
});

test.each(Object.keys(VIEWS))('%s: types are as documented', (view) => {
  // SQLite knows no type for computed columns; what is written there is checked with the rows.
  for (const [index, { name, type }] of columnsOf(view).entries()) {
    if (type !== '') expect([name, type]).toEqual(documented(view)[index]);
  }
});

test.each(Object.entries(PROMISED))('%s: promised columns come first and in order', (view, promised) => {
  const names = columnsOf(view).map((column) => column.name);
  const wanted = promised.split(/\s+/);
  if (view === 'review_queue' || view === 'corrections') expect(names).toEqual(expect.arrayContaining(wanted));
  else expect(names.slice(0, wanted.length)).toEqual(wanted);
});

test('every statement and measure is explained', () => {
  for (const word of [...STATEMENT_KINDS, ...MEASURES]) expect(DOC).toContain(`\`${word}\``);
});

test.each(Object.keys(VIEWS))('%s: one file is looked up, not searched for among all', (view) => {
  const plan = store.db
    .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN SELECT * FROM ${view} WHERE file = 'a.pdf'`)
    .all()
    .map(({ detail }) => detail);
  // `c`: corrections, which are few and anchored to no document row; `cell`, `listed`: a list of one row; `findings`:
  // what its parts, each looked up, have found.
  expect(
    plan.filter(
      (step) => /^SCAN (?!(cell|listed|findings)\b)/.test(step) && !(view === 'corrections' && step === 'SCAN c'),
    ),
  ).toEqual([]);
  // A check's cells are found one by one; SQLite left to itself reads all amounts of the document for each.
  if (view === 'checks')
    expect(plan.filter((step) => /SEARCH a .*document=\? AND statement=\? AND idx=\?/.test(step))).toHaveLength(2);
});
