import type { TablesWording } from '../../declare/wording/wording.ts';
import { withoutForeignRules } from '../../geometry/foreign-rules.ts';
import type { PageLayout } from '../../model/grid.ts';
import type { Page } from '../../model/page.ts';
import { alignedGrids } from './aligned-grids.ts';
import { withCutFigures } from './cut-figures.ts';
import { withoutMarks } from './footnote-marks.ts';
import { splitFurniture } from './furniture.ts';
import { textLines } from './lines.ts';
import { underLooseHeads } from './lost-rules/loose-heads.ts';
import { withOuterCodes } from './outer-codes.ts';
import { ruledGrids } from './ruled-grids.ts';
import { underRuledHeads } from './ruled-heads.ts';

/** Cuts all pages of a document into tables and the text between them. Ruled and borderless tables give the same grids. */
export function layout(read: readonly Page[], wording: TablesWording): PageLayout[] {
  const pages = read.map((page) => ({
    ...page,
    rules: withoutForeignRules(page.rules, page),
    glyphs: withoutMarks(withCutFigures(page), page.rules),
  }));
  const ruled = pages.map((page) => withOuterCodes(ruledGrids(page)));
  const lines = ruled.map(({ outside }, index) => ({
    height: pages[index]?.height ?? 0,
    lines: textLines(outside),
  }));
  const split = splitFurniture(lines, wording);
  const cut = pages.map(({ number }, index) => ({
    page: number,
    lines: split[index]?.content ?? [],
    ruled: ruled[index]?.grids ?? [],
  }));
  const headed = underRuledHeads(underLooseHeads(cut, wording), wording);
  const aligned = alignedGrids(
    pages.map((page, index) => ({ page, lines: headed[index]?.lines ?? [], ruled: headed[index]?.ruled ?? [] })),
    wording,
  );
  return pages.map((page, index) => {
    const { grids, lines: outside } = aligned[index] ?? { grids: [], lines: [] };
    const all = [...(headed[index]?.ruled ?? []), ...grids];
    return {
      page: page.number,
      width: page.width,
      height: page.height,
      grids: all.sort((a, b) => a.box.y0 - b.box.y0 || a.box.x0 - b.box.x0),
      lines: outside,
      furniture: split[index]?.furniture ?? [],
      alternatives: page.alternatives,
      ...(page.pictures.length > 0 ? { pictures: page.pictures } : {}),
    };
  });
}
