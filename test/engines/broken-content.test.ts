import { deflateSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { brokenContents } from '../../src/engines/pdf/bytes/broken-content.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { readAnyPage } from '../../src/pages/read-page.ts';
import { PdfDraft } from '../support/pdf.ts';

const CONTENT = Buffer.from(Array.from({ length: 200 }, (_, at) => `50 ${3 * at + 7} ${at + 90} 1 re f`).join('\n'));
const WHOLE = deflateSync(CONTENT);
const garbage = Buffer.from(WHOLE);
garbage.fill(0xff, 20, 60);

/** A document of one page whose content is these data; by default deflated ones. */
function withContent(data: Uint8Array, filter = '/Filter/FlateDecode'): Uint8Array {
  const draft = new PdfDraft();
  const stream = draft.add(`<<${filter}>>`, data);
  draft.page(stream);
  return draft.bytes();
}

function withoutEnds(bytes: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('endstream', ' '.repeat(9)), 'latin1');
}

test.each([
  ['all there', withContent(WHOLE), 0],
  ['all there without its check sum', withContent(WHOLE.subarray(0, -4)), 0],
  ['not deflated', withContent(CONTENT, ''), 0],
  ['nothing, on a blank page', withContent(new Uint8Array()), 0],
  ['cut off', withContent(WHOLE.subarray(0, WHOLE.length / 2)), 1],
  ['damaged in the middle', withContent(garbage), 1],
  ['without the mark of its end', withoutEnds(withContent(CONTENT, '')), 1],
  ['no data at all', withContent(Buffer.from('this is no stream')), 1],
])('content that is %s', (_, bytes, broken) => {
  expect(brokenContents(bytes).size).toBe(broken);
});

test('a page whose content is not in the file', () => {
  const draft = new PdfDraft();
  draft.page(999);
  expect(brokenContents(draft.bytes()).size).toBe(1);
});

test('a page with broken content is told of', async () => {
  const pdf = await openPdf(withContent(WHOLE.subarray(0, WHOLE.length / 2)));
  const { notes } = await readAnyPage(pdf, 1, null);
  await pdf.close();
  expect(notes.map(({ code, page }) => [code, page])).toEqual([['page-damaged', 1]]);
});

test.each([
  ['a pattern that the page does not have', '/Pattern cs /Nowhere scn 0 0 9 9 re f', true],
  ['too many lines that go nowhere', '1 l '.repeat(30), true],
  ['a string without an end', '(no end', true],
  ['a picture in the line without an end', 'BI /W 1 /H 1 /BPC 8 /CS /G ID a ', true],
  ['a picture that the page does not have', '/Nowhere Do', false],
  ['a colour that says too little', '1 rg', false],
])('%s: whether what is drawn behind it is missing', async (_, mistake, missing) => {
  const pdf = await openPdf(withContent(Buffer.from(`0 0 9 9 re f ${mistake} 20 20 9 9 re f`), ''));
  const { damaged = false } = await pdf.read(1);
  await pdf.close();
  expect(damaged).toBe(missing);
});

/** Pages (damaged or not) of a document of three, the last two of which write in the font `F2`. */
async function writingIn(font: (draft: PdfDraft) => number | null): Promise<boolean[]> {
  const draft = new PdfDraft();
  await draft.font('F1', '12.00');
  draft.page(draft.text('12.00', 50, 700));
  const object = font(draft);
  if (object !== null) draft.ownFont('F2', object);
  for (const y of [700, 600])
    draft.page(`${draft.text('12.00', 50, y)} BT /F2 9 Tf 1 0 0 1 90 ${y} Tm <00410042> Tj ET`);
  const pdf = await openPdf(draft.bytes());
  const pages = [await pdf.read(1), await pdf.read(2), await pdf.read(3)];
  await pdf.close();
  return pages.map(({ damaged = false }) => damaged);
}

test.each<readonly [string, (draft: PdfDraft) => number | null, boolean]>([
  ['the pages do not have', () => null, true],
  ['is in pieces', (draft) => draft.add('[/Type/Font]'), true],
  [
    'cannot be made use of',
    (draft) => {
      const kind = '/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>';
      const inner = draft.add(`<</Type/Font${kind}/FontDescriptor<</Type/FontDescriptor/FontName/A/Flags 4>>>>`);
      return draft.add(
        `<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[${inner} 0 R]/ToUnicode/Nowhere>>`,
      );
    },
    true,
  ],
  ['every program has', (draft) => draft.add('<</Type/Font/Subtype/Type1/BaseFont/Courier>>'), false],
])('a font that %s: whether each page that writes in it is told of', async (_, font, missing) => {
  expect(await writingIn(font)).toEqual([false, missing, missing]);
});

test('what others write to the console goes on', async () => {
  const written = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const pdf = await openPdf(withContent(Buffer.from('/Pattern cs /Nowhere scn'), ''));
  const reading = pdf.read(1);
  console.warn('mine');
  await reading;
  await pdf.close();
  expect(written.mock.calls).toEqual([['mine']]);
  written.mockRestore();
});
