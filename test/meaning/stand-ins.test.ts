import { expect, test } from 'vitest';
import { loadDeclarations } from '../../src/declare/load.ts';
import { standIns } from '../../src/meaning/stand-ins.ts';
import { page } from './statements/document.ts';

const { tables } = loadDeclarations().wording;
const told = (...lines: string[]) => standIns([page(2, lines)], tables).map(({ code }) => code);

test('a page that only says that its contents are not shown is told of', () => {
  expect(
    told('请稍候...', '如果此消息最终没有被文档的正确内容替换，您的 PDF 查看器可能无法显示此类型的文档。'),
  ).toEqual(['content-absent']);
  expect(
    told('Please wait...', 'If this message is not eventually replaced by the proper contents of the document,'),
  ).toEqual(['content-absent']);
  expect(told('下载后可查看全文')).toEqual(['content-absent']);
});

test('a page with contents of its own is none', () => {
  expect(told('第三部分 部门预算表', '本表无数据')).toEqual([]);
  expect(told(...Array.from({ length: 30 }, () => '群众来访请稍候，工作人员将尽快接待。'))).toEqual([]);
});
