import type { TablesWording } from '../../declare/wording/wording.ts';
import type { Grid, PageLayout, TextLine } from '../../model/grid.ts';
import type { Table } from '../../model/table.ts';
import { assemble, type Part, type Whole } from './assemble.ts';
import { isUntitled, titlesBelow, withOrphan, withTitleBelow } from './captions.ts';
import { continues, goesOnBelow, isSetAnew } from './continues.ts';
import { bordersFit } from './fit.ts';
import { printOf, repeatsPart } from './reprints.ts';
import { joinSideways } from './sideways.ts';
import { besideText } from './surroundings.ts';

/** Grids of all pages → logical tables: continuation pages joined, repeated headers dropped, nothing counted twice. */
export function tables(pages: readonly PageLayout[], wording: TablesWording): Table[] {
  const groups: Whole[] = [];
  const printed = new Map<string, Whole>();
  let last: { part: Part; page: PageLayout; lastOnPage: boolean } | null = null;
  let before: PageLayout | null = null;
  const below = titlesBelow(pages);
  const sheets = pages.filter((page) => !isBlank(page));
  for (const page of sheets) {
    page.grids.forEach((grid, position) => {
      const printedPart = partOf(page, grid, position);
      const part = below ? withTitleBelow(printedPart, page, wording) : printedPart;
      const group = groups.at(-1);
      if (group !== undefined && last?.part === group.parts.at(-1) && goesOnBelow(group.parts, part, wording)) {
        group.parts.push(inColumnsOf(group.parts, part));
        last = { part, page, lastOnPage: position === page.grids.length - 1 };
        return;
      }
      const open = last?.lastOnPage === true && last.page === before && position === 0;
      const print = printOf(part, wording);
      const again = open && group !== undefined && repeatsPart(group.parts, part);
      const earlier = again ? group : print === null ? undefined : printed.get(print);
      if (earlier !== undefined) earlier.reprints.push(part);
      else if (group !== undefined && open && continues(group.parts, part, wording))
        group.parts.push(inColumnsOf(group.parts, part));
      else if (open && part.above.length === 0) groups.push(begun({ ...part, above: headingOf(last?.part, wording) }));
      else groups.push(begun(position === 0 && !below ? withOrphan(part, orphanage(before, group), wording) : part));
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

/** Whether nothing stands on a page (空白背面): tables go on behind it. */
function isBlank({ grids, lines, pictures }: PageLayout): boolean {
  return grids.length === 0 && lines.length === 0 && (pictures ?? []).length === 0;
}

/** The page whose foot may hold the title of the next one's table: not below a table that has none itself. */
function orphanage(before: PageLayout | null, group: Whole | undefined): PageLayout | null {
  const [first, ...more] = group?.parts ?? [];
  const own = first !== undefined && more.length === 0 && first.grid.page === before?.page;
  return own && isUntitled(first) ? null : before;
}

/** A part that was set as a table of its own, in the columns of the first. */
function inColumnsOf(parts: readonly Part[], part: Part): Part {
  const [first, { grid }] = [parts[0]?.grid, part];
  if (first === undefined || grid.ruling !== 'ruled' || !isSetAnew(first, grid)) return part;
  const known = parts.map((one) => one.grid);
  if (bordersFit(known, grid)) return part;
  const { x0, x1 } = first.box;
  return { ...part, grid: { ...grid, xs: first.xs, box: { ...grid.box, x0, x1 } } };
}

function begun(part: Part): Whole {
  return { parts: [part], reprints: [] };
}

/** A heading at the foot of a page belongs to the table at the top of the next. */
function headingOf(previous: Part | undefined, { note }: TablesWording): readonly TextLine[] {
  return previous?.below.filter((line) => !note.test(line.text.trim())) ?? [];
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
