import type { TablesWording } from '../../declare/wording/wording.ts';
import type { Grid, PageLayout, TextLine } from '../../model/grid.ts';
import type { Table } from '../../model/table.ts';
import { assemble, type Part, type Whole } from './assemble.ts';
import { continues } from './continues.ts';
import { printOf, repeatsPart } from './reprints.ts';
import { joinSideways } from './sideways.ts';
import { besideText } from './surroundings.ts';

/** Grids of all pages → logical tables: continuation pages joined, repeated headers dropped, nothing counted twice. */
export function tables(pages: readonly PageLayout[], wording: TablesWording): Table[] {
  const groups: Whole[] = [];
  const printed = new Map<string, Whole>();
  let last: { part: Part; page: PageLayout; lastOnPage: boolean } | null = null;
  let before: PageLayout | null = null;
  for (const page of pages) {
    page.grids.forEach((grid, position) => {
      const part = partOf(page, grid, position);
      const group = groups.at(-1);
      const open = last?.lastOnPage === true && page.page === last.page.page + 1 && position === 0;
      const print = printOf(part, wording);
      const again = open && group !== undefined && repeatsPart(group.parts, part);
      const earlier = again ? group : print === null ? undefined : printed.get(print);
      if (earlier !== undefined) earlier.reprints.push(part);
      else if (group !== undefined && open && continues(group.parts, part, wording)) group.parts.push(part);
      else if (open && part.above.length === 0) groups.push(begun({ ...part, above: headingOf(last?.part, wording) }));
      else groups.push(begun(position === 0 ? withOrphan(part, before, wording) : part));
      const whole = earlier ?? groups.at(-1);
      if (print !== null && whole !== undefined) printed.set(print, whole);
      const goingOn = earlier === undefined || earlier === group;
      last = { part, page, lastOnPage: position === page.grids.length - 1 && goingOn };
    });
    before = page;
  }
  return joinSideways(
    groups.map((whole, index) => assemble(whole, index)),
    wording,
  );
}

function begun(part: Part): Whole {
  return { parts: [part], reprints: [] };
}

/** A heading at the foot of a page belongs to the table at the top of the next. */
function headingOf(previous: Part | undefined, { note }: TablesWording): readonly TextLine[] {
  return previous?.below.filter((line) => !note.test(line.text.trim())) ?? [];
}

/** A title (标题) by its look alone: a short line that ends in 表. */
const TITLE = /^[^。；，！？:：]{2,60}表(?:[（(〔][^。；]*[）)〕])?(?:续表?)?$/u;
/** A title and what stands around it take no more lines. */
const CAPTION_LINES = 4;

/** A table whose title was left behind at the foot of the page before, even of a page of prose. */
function withOrphan(part: Part, before: PageLayout | null, { caption: around }: TablesWording): Part {
  const text = (line: TextLine) => line.text.replace(/\s/gu, '');
  if (before === null || part.above.some((line) => !around.test(text(line)) || TITLE.test(text(line)))) return part;
  const end = Math.max(-Infinity, ...before.grids.map((grid) => grid.box.y1));
  const foot = before.lines.filter((line) => line.y0 > end).sort((a, b) => a.y0 - b.y0);
  const caption: TextLine[] = [];
  for (const line of foot.slice(-CAPTION_LINES).reverse()) {
    if (!TITLE.test(text(line)) && (!around.test(text(line)) || /[。；，]/u.test(line.text))) break;
    caption.unshift(line);
  }
  return caption.some((line) => TITLE.test(text(line))) ? { ...part, above: [...caption, ...part.above] } : part;
}

function partOf(page: PageLayout, grid: Grid, position: number): Part {
  const beside = (other: Grid) => other !== grid && other.box.y0 < grid.box.y1 && other.box.y1 > grid.box.y0;
  const alone = !page.grids.some(beside);
  const earlier = page.grids.slice(0, position).filter((other) => other.box.y1 <= grid.box.y0 + 2);
  const later = page.grids.slice(position + 1).filter((other) => other.box.y0 >= grid.box.y1 - 2);
  const top = Math.max(-Infinity, ...earlier.map((other) => other.box.y1));
  const bottom = Math.min(Infinity, ...later.map((other) => other.box.y0));
  const middle = (line: TextLine) => (line.y0 + line.y1) / 2;
  const above = page.lines.filter((line) => middle(line) > top && middle(line) < grid.box.y0);
  const below = page.lines.filter((line) => middle(line) > grid.box.y1 && middle(line) < bottom);
  return {
    grid,
    width: page.width,
    above: alone ? above : besideText(above, grid.box),
    below: alone ? below : besideText(below, grid.box),
    alternatives: page.alternatives,
  };
}
