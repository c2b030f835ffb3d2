import { expect, test } from 'vitest';
import { remembering, wordMap } from '../../src/model/word-map.ts';

test('words are found alike before and after more texts than are remembered', () => {
  const words = wordMap([
    ['合计', 'sum'],
    ['本年*合计', 'sum of a year'],
  ]);
  const asked = () => [words.find('合 计'), words.find('本年收入合计'), words.find('收入')];
  expect(asked()).toEqual(['sum', 'sum of a year', null]);
  for (let at = 0; at < 12_000; at++) expect(words.find(`第${at}项`)).toBeNull();
  expect(asked()).toEqual(['sum', 'sum of a year', null]);
});

test('what was looked for lately, in vain too, is looked for once', () => {
  const looked: string[] = [];
  const find = (text: string) => {
    looked.push(text);
    return text === '金额' ? true : null;
  };
  const words = remembering({ find });
  expect(['金额', '收入', '金额', '收入'].map(words.find)).toEqual([true, null, true, null]);
  expect(looked).toEqual(['金额', '收入']);
});
