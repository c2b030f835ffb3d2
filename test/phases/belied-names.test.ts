import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadDeclarations } from '../../src/declare/load.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import type { Statement } from '../../src/model/statement.ts';
import { withoutBelied } from '../../src/pages/text/fonts/belied-fonts.ts';
import { beliedNames } from '../../src/phases/belied-names.ts';
import { readDocument } from '../../src/pipeline.ts';
import { samplePath } from '../review/database.ts';
import { rawGlyph } from '../support/build.ts';

const declarations = loadDeclarations();
const bytes = readFileSync(samplePath('shanghai-budget'));
const { upright } = await readDocument(bytes, { openPdf, declarations, scan: null });

/** The statements with other characters in the names of all lines. */
function spelt(change: (name: string) => string): Statement[] {
  return upright.map((one) => ({ ...one, lines: one.lines.map((line) => ({ ...line, name: change(line.name) })) }));
}

test('characters that stand wherever the names of codes have others are not believed', () => {
  const { characters, names } = beliedNames(
    spelt((name) => name.replaceAll('支', '收')),
    declarations.lexicon,
  );
  expect([...characters]).toEqual(['收']);
  expect(names.every(({ read, meant }) => read.replaceAll('收', '支') === meant)).toBe(true);
});

test('names as codes have them, and one name that somebody changed, doubt no font', () => {
  const changed = (from: string, to: string) =>
    beliedNames(
      spelt((name) => name.replace(from, to)),
      declarations.lexicon,
    ).characters.size;
  expect(changed('', '')).toBe(0);
  expect(changed('住房公积金', '住房公积钱')).toBe(0);
});

test('all ideographs of a font that draws one as another are read from the picture, those of others are not', () => {
  const glyphs = [
    rawGlyph('收', { font: 'a' }),
    rawGlyph('入', { font: 'a' }),
    rawGlyph('7', { font: 'a' }),
    rawGlyph('入', { font: 'b' }),
  ];
  const raw = { number: 1, width: 595, height: 842, glyphs, rules: [], pictures: [], skipped: 0 };
  expect(withoutBelied(raw, new Set('收')).glyphs.map(({ unreadable }) => unreadable)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(withoutBelied(raw, new Set())).toBe(raw);
});
