import type { PageLayout } from '../../model/grid.ts';
import type { Page } from '../../model/page.ts';
import { alignedGrids } from './aligned-grids.ts';
import { splitFurniture } from './furniture.ts';
import { textLines } from './lines.ts';
import { ruledGrids } from './ruled-grids.ts';

/** Cuts all pages of a document into tables and the text between them. Ruled and borderless tables give the same grids. */
export function layout(pages: readonly Page[]): PageLayout[] {
  const ruled = pages.map((page) => ruledGrids(page));
  const lines = ruled.map(({ outside }, index) => ({
    height: pages[index]?.height ?? 0,
    lines: textLines(outside),
  }));
  const split = splitFurniture(lines);
  return pages.map((page, index) => {
    const { content, furniture } = split[index] ?? { content: [], furniture: [] };
    const grids = ruled[index]?.grids ?? [];
    const aligned = alignedGrids(page, content, grids);
    return {
      page: page.number,
      width: page.width,
      height: page.height,
      grids: [...grids, ...aligned.grids].sort((a, b) => a.box.y0 - b.box.y0 || a.box.x0 - b.box.x0),
      lines: aligned.lines,
      furniture,
      alternatives: page.alternatives,
    };
  });
}
