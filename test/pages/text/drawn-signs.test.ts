import { describe, expect, test } from 'vitest';
import { openPdf } from '../../../src/engines/pdf/pdfjs.ts';
import { believeLooks } from '../../../src/pages/text/fonts/believe-fonts.ts';
import { PdfDraft } from '../../support/pdf.ts';
import { FORMATS } from '../../support/traits/formats.ts';
import { makeReport } from '../../support/traits/make.ts';
import { WHOLE } from '../../support/traits/pages.ts';

/** The characters of a page from left to right as they are believed; those read by their looks in brackets. */
async function believed(bytes: Uint8Array, number = 1): Promise<string> {
  const pdf = await openPdf(bytes);
  const { glyphs } = believeLooks(await pdf.read(number), pdf.glyph);
  await pdf.close();
  const sorted = [...glyphs].filter(({ visible }) => visible).sort((a, b) => a.y1 - b.y1 || a.x0 - b.x0);
  return sorted.map(({ text, byLooks }) => (byLooks ? `[${text}]` : text)).join('');
}

async function drawn(content: (draft: PdfDraft) => string): Promise<string> {
  const draft = new PdfDraft();
  await draft.font('F1', '0123456789,.-');
  draft.page(content(draft));
  return believed(draft.bytes());
}

describe('signs that are painted and not written', () => {
  test.each([
    ['a point', '62 700 1 1 re f', '12[.]34'],
    ['a point set down with a pen', '1 w 62.5 700.9 m 62 700 l S', '12[.]34'],
    ['a tick of a rule between two columns', '1 w 62.5 701 m 62.5 700 l S 0.5 w 62.5 690 m 62.5 720 l S', '1234'],
    ['a point above the foot of the digits', '62 705 1 1 re f', '1234'],
    ['dots of a rule between two columns', '62 700 1 1 re f 62 703 1 1 re f 62 697 1 1 re f', '1234'],
    ['a minus', '45 703 4 0.6 re f', '[-]1234'],
    ['a minus drawn with a pen', '0.6 w 45 703.3 m 49 703.3 l S', '[-]1234'],
    ['the end of an underline', '45 698 4 0.6 re f', '1234'],
    ['a piece of a border', '45 703 4 0.6 re f 45 690 m 45 720 l S', '1234'],
  ])('%s', async (_, shape, read) => {
    expect(await drawn((draft) => `${draft.text('12', 50, 700)} ${draft.text('34', 64, 700)} ${shape}`)).toBe(read);
  });
});

test('the number of a footnote, raised in a font of figures, is no digit; digits that say they are such numbers are', async () => {
  const draft = new PdfDraft();
  await draft.font('F1', '0123456789,.¹²');
  await draft.font('F2', '0123456789,.', { '1': '¹', '2': '²' });
  draft.page(draft.text('1,230.45¹', 50, 700) + draft.text('1,230.45', 50, 600, 9, 'F2'));
  expect(await believed(draft.bytes())).toBe('1,230.45¹[1],[2]30.45');
});

test('the outline of a written comma is no point', async () => {
  const text = (draft: PdfDraft) => draft.text('12,345', 50, 700);
  expect(await drawn((draft) => `${text(draft)} 62 699.6 0.9 1.2 re f`)).toBe('12,345');
});

describe('characters of a Type 3 font', () => {
  test.each([
    ['font: Type 3 honest', '12.85'],
    ['font: Type 3 point is a space', '12[.]85'],
    ['font: Type 3 digits turned', '[1][2].[8][5]'],
    ['font: Type 3 no mapping', '[1][2][.][8][5]'],
  ])('%s', async (name, read) => {
    const trait = WHOLE.find((one) => one.name === name);
    const { bytes } = await makeReport(trait ? [trait] : [], 7);
    expect(await believed(bytes, 6)).toContain(read);
  });
});

describe('fonts of figures whose characters are said to be', () => {
  test.each([
    ['letters', 'font: digits as letters', '[1][2].[8][5]'],
    ['ideographs', 'font: digits as Chinese', '[1][2].[8][5]'],
    ['circled numbers', 'font: digits circled', '[1][2].[8][5]'],
    ['wide digits, which they are', 'full-width digits', '１２．８５'],
  ])('%s', async (_, name, read) => {
    const trait = [...WHOLE, ...FORMATS].find((one) => one.name === name);
    const { bytes } = await makeReport(trait ? [trait] : [], 7);
    expect(await believed(bytes, 6)).toContain(read);
  });
});
