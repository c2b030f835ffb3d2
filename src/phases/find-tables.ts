import type { TablesWording } from '../declare/wording/wording.ts';
import type { ReadPages } from '../model/page.ts';
import { tables } from '../tables/join/join-tables.ts';
import { layout } from '../tables/layout/layout.ts';
import type { PageFrame, TablesFound } from './artefacts.ts';

/** Pages → text lines, grids and logical tables. */
export function findTables({ pages, notes }: ReadPages, wording: TablesWording): TablesFound {
  const layouts = layout(pages, wording);
  const frames = pages.map(
    ({ number, width, height, turn, slant, sheet }): PageFrame => ({
      ...{ number, width, height, turn },
      ...(slant === undefined ? {} : { slant }),
      ...(sheet === undefined ? {} : { sheet }),
    }),
  );
  return { frames, layouts, tables: tables(layouts, wording), notes };
}
