import { expect, test } from 'vitest';
import { madeAt } from '../../src/batch/made-at.ts';
import { publicationOf } from '../../src/batch/publication.ts';
import type { PageLayout, TextLine } from '../../src/model/grid.ts';

function cover(...texts: string[]): PageLayout[] {
  const lines = texts.map(
    (text, at): TextLine => ({
      text,
      size: 12,
      source: 'text',
      confidence: 1,
      glyphs: [],
      x0: 100,
      y0: 100 + 40 * at,
      x1: 400,
      y1: 120 + 40 * at,
    }),
  );
  return [{ page: 1, width: 595, height: 842, lines, grids: [], furniture: [], alternatives: [] }];
}

test.each([
  ['2025年2月', '2025-02'],
  ['二〇二五年三月十二日', '2025-03-12'],
  ['二○二五年十二月', '2025-12'],
  ['公开日期：2025年2月8日', '2025-02-08'],
  ['2025.02.08', '2025-02-08'],
  ['2025年13月', null],
  ['2025年度部门预算', null],
  ['截至2025年2月8日有车辆3辆', null],
])('the cover line %s dates the report %s', (text, issued) => {
  expect(publicationOf(cover('临江县教育局', '2025年部门预算', text))).toMatchObject({ issued, revised: false });
});

test('a cover that says 更正 is a correction; a department whose name has the word is not', () => {
  expect(publicationOf(cover('2025年部门预算（更正版）')).revised).toBe(true);
  expect(publicationOf(cover('2025年部门预算', '（修订稿）')).revised).toBe(true);
  expect(publicationOf(cover('方志修订办公室2025年部门预算')).revised).toBe(false);
});

test('a file says when it was made, in its dictionary or its metadata; the latest counts', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(madeAt(bytes("/CreationDate (D:20250210083000+08'00') /ModDate(D:20250311101500Z)"))).toBe('2025-03-11T10:15');
  expect(madeAt(bytes('<xmp:ModifyDate>2025-02-14T08:30:11+08:00</xmp:ModifyDate>'))).toBe('2025-02-14T08:30');
  expect(madeAt(bytes('%PDF-1.7'))).toBeNull();
});
