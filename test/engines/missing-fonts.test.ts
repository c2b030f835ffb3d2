import { expect, test } from 'vitest';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { readAnyPage } from '../../src/pages/read-page.ts';
import { PdfDraft } from '../support/pdf.ts';

/** The notes of a page on which `show` prints glyphs of a font that is not in the file and maps nothing, each an em wide. */
async function notesOf(show: (glyphs: (codes: string, x: number, y: number) => string) => string, unicode = '') {
  const draft = new PdfDraft();
  await draft.font('F1', '科目名称合计教育支出单位万元部门');
  const mapping = unicode === '' ? '' : `/ToUnicode ${draft.add('<<>>', unicode)} 0 R`;
  const descriptor = draft.add(
    '<</Type/FontDescriptor/FontName/Absent/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 730/StemV 80>>',
  );
  const cid = draft.add(
    `<</Type/Font/Subtype/CIDFontType2/BaseFont/Absent/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ${descriptor} 0 R/DW 1000>>`,
  );
  draft.ownFont(
    'F2',
    draft.add(`<</Type/Font/Subtype/Type0/BaseFont/Absent/Encoding/Identity-H/DescendantFonts[${cid} 0 R]${mapping}>>`),
  );
  const frame = '50 650 200 60 re S 50 680 m 250 680 l S 150 650 m 150 710 l S ';
  const words = draft.text('科目名称', 60, 690) + draft.text('教育支出', 60, 660);
  draft.page(frame + words + show((codes, x, y) => `BT /F2 9 Tf 1 0 0 1 ${x} ${y} Tm <${codes}> Tj ET `));
  const pdf = await openPdf(draft.bytes());
  const { notes } = await readAnyPage(pdf, 1, null);
  await pdf.close();
  return notes.map(({ code, box }) => [code, box === null ? null : Math.round(box.x0)]);
}

test('figures of a font that is not in the file and does not say what they are are told of, though nothing shows them', async () => {
  expect(await notesOf((glyphs) => glyphs('00030004000500060007', 160, 660))).toEqual([['unread-ink', 160]]);
});

test('those of which the font says what they are, are read', async () => {
  const unicode =
    'begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0003> <0007> <0033> endbfrange endcmap';
  expect(await notesOf((glyphs) => glyphs('00030004000500060007', 160, 660), unicode)).toEqual([]);
});

test('so is a page on which such a font shows what spells nothing', async () => {
  const codes = '0041'.repeat(30);
  expect(await notesOf((glyphs) => glyphs(codes, 60, 600))).toContainEqual(['fonts-missing', null]);
});
