import { expect, test } from 'vitest';
import { CHECK_WORDS } from '../../src/messages/checks.ts';
import { REASON_NAMES } from '../../src/messages/reasons.ts';
import { scopeText, sentenceOf } from '../../src/messages/sentences.ts';
import { ENGINE_RULES, FLAGS, NOTE_CODES } from '../../src/model/codes.ts';
import type { Scope } from '../../src/model/fact.ts';
import type { QueueData } from '../../src/model/review-data.ts';
import { SEVERITY } from '../../src/model/severity.ts';

const HAN = /\p{Script=Han}/u;

/** Everything that any entry may quote, in Latin letters: what is Chinese then is ours. */
const DATA: QueueData = {
  ...{ line: '201 Line', measure: 'total+basic', raw: '1.00', header: 'Head', implied: '2.00', rivals: 2, sum: '3.00' },
  ...{
    blame: 'publisher',
    printed: 'yuan',
    expected: 'wan',
    rule: 'children',
    title: '标题',
    off: '0.10',
    form: '5.00',
  },
  ...{ missing: '202 Other', missingMeasure: 'project', witnessPage: 4, witness: '7.00', side: 'revenue', own: '6.00' },
  ...{ phrase: 'words', project: 'Project' },
};

test('in English there is no Chinese but quotations', () => {
  for (const reason of [...Object.keys(SEVERITY), ...FLAGS]) {
    const sentence = sentenceOf(reason, DATA, 'en');
    expect(sentence, reason).not.toMatch(/undefined/);
    if (reason in REASON_NAMES.en) expect(REASON_NAMES.en[reason], reason).not.toMatch(/[\u4e00-\u9fff](?<!元)/u);
  }
  for (const rule of ENGINE_RULES) expect(CHECK_WORDS.en.rule(rule)).not.toMatch(HAN);
  expect(sentenceOf('identity-fails', DATA, 'en')).toBe('children: 201 Line total+basic is off by CNY 0.10');
});

test('every note and flag has a name', () => {
  for (const code of [...NOTE_CODES, ...FLAGS]) expect(REASON_NAMES.zh[code], code).toMatch(HAN);
});

test('a note says what it is about; without words it says its name', () => {
  expect(sentenceOf('unread-cell', { text: '7■0', row: 3 })).toBe('7■0 3');
  expect(sentenceOf('page-not-read', {}, 'en')).toBe('page could not be read');
});

test('an amount that is flagged with a reason’s code tells its place, not half a sentence', () => {
  expect(sentenceOf('unit-line', { line: '201 甲', measure: 'total', raw: '1.00' })).toBe('201 甲 合计 1.00');
});

test('data of any kind makes no script and no crash', () => {
  expect(sentenceOf('unit-line', { printed: '<b>' })).toContain('<b>');
  expect(sentenceOf('of another version', {}, 'en')).toBe('of another version');
});

test.each<[Scope, string, string]>([
  [{ of: 'line', line: '201 甲', measures: ['total', 'basic'] }, '201 甲 total+basic', '201 甲 total+basic'],
  [{ of: 'unit', printed: '元', expected: '万元' }, '单位：元，应为万元', 'unit “元”, should be “万元”'],
  [{ of: 'project', project: '甲', line: '乙' }, '甲≈乙', '甲≈乙'],
  [
    { of: 'items', listed: ['甲', '乙'], instead: ['丙'] },
    '文中所列“甲”、“乙”表中无数；表中“丙”文中未列',
    'the statement has no amount for “甲”, “乙”, listed in the text; it has “丙”, not listed in the text',
  ],
  [
    { of: 'names', phrase: '甲', called: [{ code: '204', name: '乙' }] },
    '“甲”，204 表中为“乙”',
    '“甲”; the statement calls 204 “乙”',
  ],
  [{ of: 'nowhere', phrase: '甲' }, '“甲”，表中无此科目', '“甲”: the statement has no such subject'],
])('the scope %j', (scope, zh, en) => {
  expect(scopeText(scope)).toBe(zh);
  expect(scopeText(scope, 'en')).toBe(en);
});
