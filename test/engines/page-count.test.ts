import { deflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import { expect, test } from 'vitest';
import { loadDeclarations } from '../../src/declare/load.ts';
import { rawObjects } from '../../src/engines/pdf/bytes/objects.ts';
import { pagesLost, pagesTold, pageTree } from '../../src/engines/pdf/bytes/page-count.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { readPages } from '../../src/phases/read-pages.ts';
import { plainPdf, rawPdf } from '../batch/files.ts';
import { lockedPdf } from '../support/locked-pdf.ts';

const CATALOG = '<< /Type /Catalog /Pages 2 0 R >>';
const page = (parent: number) => `<< /Type /Page /Parent ${parent} 0 R >>`;
const inTwo = ['<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 3 >>', page(2)];

test('pages of a locked PDF are counted without its password', () => {
  expect(pagesTold(lockedPdf(['one', 'two', 'three'], 'secret'))).toBe(3);
});

test('a tree is walked to its leaves; pages that were taken out of it are none', () => {
  const branch = '<< /Type /Pages /Parent 2 0 R /Kids [5 0 R 6 0 R] /Count 2 >>';
  const bytes = rawPdf([CATALOG, ...inTwo, branch, page(4), page(4), page(2)], '/Root 1 0 R');
  expect(pageTree(rawObjects(bytes))).toEqual({ leaves: 3, said: 3 });
  expect(pagesLost(rawObjects(bytes), 3)).toBe(0);
  expect(pagesTold(bytes)).toBe(3);
});

test('of a tree that goes in circles or breaks off, the highest count that anything tells', () => {
  const circle = '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 2 >>';
  expect(pageTree(rawObjects(rawPdf([CATALOG, ...inTwo, circle], '/Root 1 0 R'))).leaves).toBeNull();
  expect(pagesTold(rawPdf([CATALOG, ...inTwo], '/Root 1 0 R'))).toBe(3);
});

test('pages packed into other objects are counted; where they are locked, what the beginning of the file says', () => {
  const objects = [CATALOG, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', page(2)];
  const numbers = objects.map((_, at) => `${at + 1} ${objects.slice(0, at).join(' ').length + (at > 0 ? 1 : 0)}`);
  const head = `${numbers.join(' ')} `;
  const packed = (data: Buffer) =>
    `<< /Type /ObjStm /N 3 /First ${head.length} /Length ${data.length} >>\nstream\n${data.toString('latin1')}\nendstream`;
  const data = deflateSync(`${head}${objects.join(' ')}`);
  const legible = rawPdf(['<< >>', '<< >>', '<< >>', packed(data)], '/Root 1 0 R');
  expect(pagesTold(legible)).toBe(1);
  const locked = rawPdf(['<< /Linearized 1 /N 7 /T 99 >>', packed(data.subarray(9))], '/Root 3 0 R');
  expect(pagesTold(locked)).toBe(7);
  expect(pagesTold(rawPdf([packed(data.subarray(9))], '/Root 3 0 R'))).toBeNull();
});

const declarations = loadDeclarations();

async function told(bytes: Uint8Array) {
  const { notes } = await readPages(bytes, { openPdf, declarations, scan: null });
  return notes.map(({ code, page, data }) => [code, page, ...Object.values(data)]);
}

test('pages beyond the count of the tree, and behind one that is missing, are told', async () => {
  const sheet = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] >>';
  const tree = (kids: string, count: number) =>
    rawPdf([CATALOG, `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`, sheet, sheet, sheet], '/Root 1 0 R');
  expect(await told(tree('3 0 R 4 0 R 5 0 R', 3))).toEqual([]);
  expect(await told(tree('3 0 R 4 0 R 5 0 R', 2))).toEqual([['page-lost', 3]]);
  const behind = await told(tree('3 0 R 99 0 R 5 0 R', 3));
  expect(behind.map(([code, page]) => [code, page])).toEqual([
    ['page-not-read', 2],
    ['page-lost', 3],
  ]);
});

test('a page that was taken out later is not lost, whichever version is packed', async () => {
  const sheet = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] >>';
  const tree = (kids: string, count: number) => `<< /Type /Pages /Kids [${kids}] /Count ${count} >>`;
  const bytes = rawPdf([CATALOG, tree('3 0 R', 1), sheet, sheet], '/Root 1 0 R');
  expect(await told(bytes)).toEqual([]);
  const head = '2 0 ';
  const old = deflateSync(`${head}${tree('3 0 R 4 0 R', 2)}`).toString('latin1');
  const packed = `<< /Type /ObjStm /N 1 /First ${head.length} /Length ${old.length} >>\nstream\n${old}\nendstream`;
  expect(await told(rawPdf([CATALOG, tree('3 0 R', 1), sheet, sheet, packed], '/Root 1 0 R'))).toEqual([]);
});

test('PDFs within a PDF that are not read are told by their names; the one that a cover wraps is read', async () => {
  const report = await PDFDocument.load(await plainPdf('report', 2));
  await report.attach(await plainPdf('a'), '附件一.pdf', { mimeType: 'application/pdf' });
  await report.attach(Buffer.from('no PDF'), '说明.txt', { mimeType: 'text/plain' });
  expect(await told(await report.save())).toEqual([['embedded-documents', null, '附件一.pdf']]);
  const cover = await PDFDocument.load(await plainPdf('cover'));
  await cover.attach(await plainPdf('a', 3), '报告.pdf', { mimeType: 'application/pdf' });
  expect(await told(await cover.save())).toEqual([]);
  await cover.attach(await plainPdf('b'), '另一份.pdf', { mimeType: 'application/pdf' });
  expect((await told(await cover.save())).map(([code]) => code)).toEqual(['embedded-documents']);
});
