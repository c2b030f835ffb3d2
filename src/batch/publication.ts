import type { PageLayout } from '../model/grid.ts';
import { compact } from '../model/text.ts';
import type { Publication } from '../store/publication.ts';

const DIGITS = '〇一二三四五六七八九';
const NUMBER = '(\\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])';
/** A line that is a date and nothing else, with or without its label; the year of a title has no month. */
const DATE = new RegExp(
  `^[（(]?(?:(?:公布|公开|发布|编制|印发|更新|报送)?(?:日期|时间)?[:：])?([\\d〇○零一二三四五六七八九]{4})年${NUMBER}月(?:${NUMBER}[日号])?[）)]?$`,
  'u',
);
const DOTTED = /^(20\d\d)[.\-/](\d{1,2})[.\-/](\d{1,2})$/u;
/** A whole line or a bracket: a department whose name has 修订 in it publishes no correction by that. */
const REVISED =
  /^[（(]?(?:更正|修订|订正|勘误)(?:版|稿|后|公告|说明)?[）)]?$|[（(](?:更正|修订|订正)(?:版|稿|后)?[）)]/u;

/** What is printed on top of the first page with anything on it, above any table. */
function frontLines(pages: readonly PageLayout[]): string[] {
  const page = pages.find(({ lines, grids }) => lines.length + grids.length > 0);
  const tableTop = page?.grids[0]?.box.y0 ?? Number.POSITIVE_INFINITY;
  return [...(page?.lines ?? [])]
    .sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0)
    .filter(({ y0 }) => y0 < tableTop)
    .map(({ text }) => compact(text));
}

/** What the cover says of the publication (公布): the last date on it, and whether it is a correction. */
export function publicationOf(pages: readonly PageLayout[]): Publication {
  const lines = frontLines(pages);
  const issued = lines.flatMap((text) => dateOf(text) ?? []).at(-1) ?? null;
  return { issued, revised: lines.some((text) => REVISED.test(text)), made: null };
}

function dateOf(text: string): string | null {
  const match = DATE.exec(text) ?? DOTTED.exec(text);
  if (match === null) return null;
  const [, printed = '', month = '', day] = match;
  const year = [...printed]
    .map((digit) => (/[○零]/u.test(digit) ? 0 : /\d/.test(digit) ? digit : DIGITS.indexOf(digit)))
    .join('');
  if (!/^20\d\d$/.test(year)) return null;
  const parts = [numberOf(month), ...(day === undefined ? [] : [numberOf(day)])];
  const [m = 0, d = 1] = parts;
  if (m < 1 || m > 12 || d < 1 || d > 31) return null;
  return [year, ...parts.map((part) => String(part).padStart(2, '0'))].join('-');
}

/** 十二 → 12. */
function numberOf(text: string): number {
  if (/^\d+$/u.test(text)) return Number(text);
  const [tens, ones] = text.includes('十') ? text.split('十') : ['零', text];
  const ten = tens === '' ? 1 : Math.max(0, DIGITS.indexOf(tens ?? ''));
  return 10 * ten + Math.max(0, DIGITS.indexOf(ones === '' ? '〇' : (ones ?? '〇')));
}
