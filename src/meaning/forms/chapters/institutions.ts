import type { FormWords } from '../../../declare/forms.ts';
import type { Institution } from '../../../model/form.ts';
import { filled, place, type Sheet, sameColumn } from '../sheets/sheet.ts';
import type { NestedChapter } from './chapters.ts';

/** The subordinate units and internal offices that prose and tables list. */
export function institutionsOf(
  chapters: readonly NestedChapter[],
  sheets: readonly Sheet[],
  words: FormWords,
): Institution[] {
  const { internal, subordinate } = words.declared.prose;
  const listed = chapters.flatMap((chapter) => [
    ...named(chapter, internal, 'internal', words),
    ...named(chapter, subordinate, 'subordinate', words),
    ...numbered(chapter, words),
  ]);
  return [...listed, ...sheets.flatMap((sheet) => tabled(sheet, words))];
}

/** `内设机构：办公室、党务办公室、…。`, `内设机构，分别是办公室、…。` */
function named(
  chapter: NestedChapter,
  labels: readonly string[],
  kind: Institution['kind'],
  words: FormWords,
): Institution[] {
  const found: Institution[] = [];
  for (const word of labels) {
    // 内设机构：A、B / 内设机构，分别是A、B / 内设A、B
    const list = new RegExp(`${word}${words.wording.list_opening.source.slice(1)}`, 'gu');
    for (const match of chapter.text.matchAll(list)) {
      for (const name of namesIn(match[1] ?? '', words)) {
        if (!found.some((other) => other.name === name)) found.push(institution(chapter, kind, name));
      }
    }
  }
  return found;
}

function namesIn(text: string, { organisations, wording }: FormWords): string[] {
  const names = text.split(wording.list_separator).map((name) => name.replace(wording.list_count, '').trim());
  const good = names.filter((name) => organisations.isListed(name) && name.length <= 30);
  // prose that merely mentions an office is no list
  if (good.length < Math.max(2, 0.6 * names.length)) return [];
  return names.filter((name) => name !== '' && name.length <= 30);
}

/** `1. 某街道办事处（本部）。` line by line. */
function numbered(chapter: NestedChapter, { organisations }: FormWords): Institution[] {
  if (chapter.kind !== 'organisation') return [];
  return chapter.text.split('\n').flatMap((line) => {
    const name = /^\d{1,2}[.．、]\s*([^，,。；]{3,40})[。；]?$/u.exec(line)?.[1];
    return name !== undefined && organisations.isListed(name) ? [institution(chapter, 'subordinate', name)] : [];
  });
}

function institution(chapter: NestedChapter, kind: Institution['kind'], name: string): Institution {
  return { page: chapter.page, box: chapter.box, kind, name, remark: null };
}

/** A table 序号 | 单位名称 | 备注 without amounts. */
function tabled(sheet: Sheet, words: FormWords): Institution[] {
  const { amounts_head, remarks_head } = words.wording;
  const header = filled(sheet.starting[0]);
  const names = header.find((cell) => words.unitColumns.find(cell.text) !== null);
  if (names === undefined || header.length > 4 || header.some((cell) => amounts_head.test(cell.text))) return [];
  const remarks = header.find((cell) => remarks_head.test(cell.text));
  return sheet.starting.slice(1).flatMap((row) => {
    const cell = filled(row).find((one) => sameColumn(one, names));
    if (cell === undefined || !words.organisations.isListed(cell.text)) return [];
    const remark = remarks === undefined ? undefined : filled(row).find((one) => sameColumn(one, remarks));
    return [{ ...place([cell]), kind: 'subordinate' as const, name: cell.text, remark: remark?.text ?? null }];
  });
}
