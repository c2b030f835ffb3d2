import { CHECK_WORDS } from '../../messages/checks.ts';
import { learnNames } from '../../messages/names.ts';
import { scopeText, sentenceOf } from '../../messages/sentences.ts';
import type { ReviewData } from '../../model/review-data.ts';
import type { AddedName } from '../../model/statement.ts';
import type { CheckView } from '../api.ts';
import { applyLanguage } from './state/look.ts';
import { bulkEn, bulkZh } from './words/bulk.ts';
import { editsEn, editsZh } from './words/edits.ts';
import { en } from './words/en.ts';
import { findEn, findZh } from './words/find.ts';
import { findingsEn, findingsZh } from './words/findings.ts';
import { intakeEn, intakeZh } from './words/intake.ts';
import { zh } from './words/zh.ts';

export type { Words } from './words/zh.ts';

// Before any word is chosen.
applyLanguage();

/** The words of the page, in the language that the reader chose, else that the server was started with. */
export const words = document.documentElement.lang === 'en' ? en : zh;
const language = words === en ? 'en' : 'zh';
export const intakeWords = language === 'en' ? intakeEn : intakeZh;
export const bulkWords = language === 'en' ? bulkEn : bulkZh;
export const editWords = language === 'en' ? editsEn : editsZh;
export const findWords = language === 'en' ? findEn : findZh;
export const findingWords = language === 'en' ? findingsEn : findingsZh;

/** `key` of `list`, or the key itself: codes that the page has no words for are shown as they are. */
export function named(list: Readonly<Record<string, string>>, key: string | null): string {
  return list[key ?? ''] ?? key ?? '';
}

/** Takes the names of statements and columns that declarations added. */
export function learn(names: readonly AddedName[]): void {
  learnNames(names);
  for (const name of names) Object.assign(words[name.what], { [name.key]: name[language] });
}

/** A column in words. */
export function measureName(measure: string): string {
  if (/^(?:other|economic|item):/u.test(measure)) return words.otherColumn(measure.replace(/^[a-z]+:/u, ''));
  return named(words.measure, measure);
}

/** An entry of the queue, in full or as the list has it. */
interface Said {
  readonly reason: string;
  readonly detail: string;
  readonly data: ReviewData | string | null;
}

/** What an entry of the queue says; rows of an older version have nothing but their words. */
export function sentence({ reason, detail, data }: Said): string {
  if (data === null) return detail;
  const known: ReviewData = typeof data === 'string' ? JSON.parse(data) : data;
  return sentenceOf(reason, known, language);
}

/** An identity and the place where it is applied. */
export function checkWords(check: Pick<CheckView, 'rule' | 'title' | 'scope' | 'place'>): readonly [string, string] {
  const title = language === 'zh' ? check.title : CHECK_WORDS.en.rule(check.rule);
  return [title, check.place === null ? check.scope : scopeText(check.place, language, measureName)];
}
