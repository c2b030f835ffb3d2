import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { rawObjects } from '../../src/engines/pdf/bytes/objects.ts';
import { pagesLost, pagesTold, pageTree } from '../../src/engines/pdf/bytes/page-count.ts';
import { rawPdf } from '../batch/files.ts';
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
