import { describe, expect, test } from 'vitest';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { asDisplayed } from '../../src/model/page.ts';
import { readAnyPage } from '../../src/pages/read-page.ts';
import { triage } from '../../src/pages/triage/triage.ts';
import { PdfDraft } from '../support/pdf.ts';

const ROWS = [
  [700, '1234.50', '67.00'],
  [688, '2345.60', '78.00'],
] as const;

/** A page of two rows far apart in width, under rules, laid askew by `degrees` counter-clockwise about its lower left. */
async function pageAskew(degrees: number, more: (draft: PdfDraft) => readonly [string, string] = () => ['', '']) {
  const draft = new PdfDraft();
  await draft.font('F1', '0123456789,.-合计');
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const rows = ROWS.map(([y, left, right]) => draft.text(left, 60, y) + draft.text(right, 500, y));
  const [content, resources] = more(draft);
  draft.page(
    `q ${[cos, sin, -sin, cos, 0, 0].join(' ')} cm ${rows.join(' ')} 50 684 500 0.8 re f 50 696 m 550 696 l S Q ${content}`,
    resources,
  );
  const pdf = await openPdf(draft.bytes());
  const raw = await pdf.read(1);
  const { value, notes } = await readAnyPage(pdf, 1, null);
  await pdf.close();
  return { raw, page: value[0], notes: notes.map(({ code }) => code), cos, sin };
}

describe('a text layer that was laid askew', () => {
  test.each([0.08, 0.8, -3])('by %s degrees is turned upright: its rows and rules are level', async (degrees) => {
    const { raw, page, cos, sin } = await pageAskew(degrees);
    expect(raw.rules.map(({ axis }) => axis)).toEqual(['h', 'h']);
    const levels = (page?.glyphs ?? []).map(({ y1 }) => Math.round(y1 * 10));
    expect(new Set(levels).size).toBe(2);
    const last = page?.glyphs.findLast(({ text }) => text === '8');
    if (page === undefined || last === undefined) throw new Error('not read');
    const box = asDisplayed(last, page);
    // Where the 8 of 78.00 was drawn: 5 points right of its cell's start, on the second row.
    const [x, y] = [506, 691];
    expect((box.x0 + box.x1) / 2).toBeCloseTo(cos * x - sin * y, -1);
    expect(page.height - (box.y0 + box.y1) / 2).toBeCloseTo(sin * x + cos * y, -1);
  });

  test('one that stands upright is left as it is, and so is a slant that is meant', async () => {
    expect((await pageAskew(0)).raw.slant).toBeUndefined();
    expect((await pageAskew(20)).raw.slant).toBeUndefined();
  });

  test('with a picture on the page, all of it is looked at as it was laid', async () => {
    const { raw, page, notes } = await pageAskew(0.8, (draft) => {
      const head = '<</Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8>>';
      const image = draft.add(head, new Uint8Array([255, 0, 255, 0]));
      return ['q 300 0 0 200 40 200 cm /I Do Q', `/XObject<</I ${image} 0 R>>`];
    });
    expect(triage(raw)).toMatchObject({ kind: 'scan', reason: 'slanting' });
    expect(page?.glyphs.filter(({ text }) => /\d/u.test(text))).toEqual([]);
    expect(notes).toContain('scan-not-read');
  });
});
