import type { TablesWording } from '../declare/wording/wording.ts';
import { union } from '../model/box.ts';
import type { PageLayout } from '../model/grid.ts';
import type { Note } from '../model/note.ts';
import { compact } from '../model/text.ts';

/** A page that says so much beside has contents of its own. */
const MOST_LINES = 12;

/** Pages that only say that what belongs on them is not shown (请稍候…): forms that a program fills in, previews of a page. */
export function standIns(layouts: readonly PageLayout[], { stand_in }: TablesWording): Note[] {
  return layouts.flatMap(({ page, lines, grids }): Note[] => {
    if (lines.length === 0 || lines.length > MOST_LINES || grids.length > 0) return [];
    const text = lines.map((line) => compact(line.text)).join('');
    const found = stand_in.exec(text)?.[0];
    if (found === undefined) return [];
    return [
      { code: 'content-absent', severity: 'warning', page, box: union(lines), statement: null, data: { text: found } },
    ];
  });
}
