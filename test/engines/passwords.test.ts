import { expect, test } from 'vitest';
import { PdfError } from '../../src/engines/pdf/pdf.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { lockedPdf } from '../support/locked-pdf.ts';

async function problemOf(bytes: Uint8Array, passwords: readonly string[]): Promise<string> {
  const error: unknown = await openPdf(bytes, passwords).then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof PdfError ? error.problem : String(error);
}

test('a locked PDF opens with whichever of the passwords is its own, Chinese ones too', async () => {
  const bytes = lockedPdf(['one', 'two'], '预算2025');
  const pdf = await openPdf(bytes, ['wrong', '预算2025']);
  expect(pdf.pageCount).toBe(2);
  expect((await pdf.read(2)).glyphs.map(({ text }) => text).join('')).toBe('two');
  // Drawing opens the document once more.
  expect((await pdf.render(1, 1)).data.some((value) => value < 100)).toBe(true);
  await pdf.close();
});

test('no password, wrong ones, and encryption that no password opens are told apart', async () => {
  const bytes = lockedPdf(['one'], 'secret');
  expect(await problemOf(bytes, [])).toBe('encrypted');
  expect(await problemOf(bytes, ['x', 'y'])).toBe('wrong-password');
  const certified = Buffer.from(bytes.toString('latin1').replace('/Filter /Standard', '/Filter /Adobe.PS'), 'latin1');
  expect(await problemOf(certified, ['secret'])).toBe('unknown-encryption');
});
