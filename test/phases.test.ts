import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadDeclarations } from '../src/declare/load.ts';
import { openPdf } from '../src/engines/pdf/pdfjs.ts';
import { phaseOf } from '../src/phase.ts';
import { secondLook } from '../src/phases/second-look.ts';
import { phasesWith, readDocument } from '../src/pipeline.ts';
import { samplePath } from './review/database.ts';

const declarations = loadDeclarations();
const bytes = readFileSync(samplePath('shanghai-budget'));
const tools = { openPdf, declarations, scan: null };
const phases = phasesWith(tools);

describe('each phase', () => {
  test('runs alone from what the one before it left as JSON, with the same result', async () => {
    const pages = phases.pages.encode(await phases.pages.run(bytes));
    const tables = phases.tables.encode(phases.tables.run(await phases.pages.decode(pages)));
    const meaning = phases.meaning.encode(phases.meaning.run(phases.tables.decode(tables)));
    const proof = phases.proof.encode(phases.proof.run(phases.meaning.decode(meaning)));
    expect([pages, tables, meaning, proof].map(phaseOf)).toEqual(['pages', 'tables', 'meaning', 'proof']);
    const { result } = await readDocument(bytes, tools);
    const read = phases.proof.decode(proof);
    expect(read.statements.reduce((sum, { amounts }) => sum + amounts.length, 0)).toBeGreaterThan(250);
    expect(phases.proof.encode(read)).toBe(phases.proof.encode(result));
  });

  test('takes nothing that another phase left', () => {
    expect(() => phases.proof.decode(phases.meaning.encode(phases.meaning.run(empty)))).toThrow('proof');
    expect(phaseOf('{"artefact": 1}')).toBeNull();
    expect(phaseOf('%PDF-1.7')).toBeNull();
  });
});

const empty = { frames: [], layouts: [], tables: [], notes: [] };

test('a mistake inside looking again is an error note of its page, and the others are looked at', async () => {
  const page = { width: 595, height: 842, turn: 0, kind: 'scan', glyphs: [], rules: [], pictures: [] } as const;
  const pages = [1, 2].map((number) => ({ ...page, number, alternatives: [], aside: [] }));
  const { statements } = (await readDocument(bytes, tools)).result;
  const amount = statements[0]?.amounts[0];
  if (amount === undefined) throw new Error('the sample has no amount');
  const seen = { box: amount.box, text: '1.00', confidence: 0.5, how: 'look' } as const;
  const scan = { recogniser: { id: '', blocks: NOBODY, lines: null }, cache: null, when: 'auto', dpi: null } as const;
  const look = secondLook(
    () => openPdf(bytes),
    scan,
    async (number) => {
      if (number === 1) throw new Error('out of range');
      return [seen];
    },
  );
  const wanted = [1, 2].map((number) => ({ ...amount, page: number }));
  const read = await look.at(wanted, { pages, notes: [] });
  expect(read.notes).toMatchObject([
    { code: 'look-failed', severity: 'error', page: 1, data: { reason: 'out of range' } },
  ]);
  expect(read.pages.map(({ alternatives }) => alternatives.length)).toEqual([0, 1]);
});

const NOBODY = { id: '', read: () => Promise.resolve([]) };
