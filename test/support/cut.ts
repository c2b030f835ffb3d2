import { OWN_PIPELINES } from '../../src/declare/load.ts';
import { loadWording } from '../../src/declare/wording/wording.ts';
import type { PageLayout } from '../../src/model/grid.ts';
import type { Page } from '../../src/model/page.ts';
import type { Table } from '../../src/model/table.ts';
import { tables as join } from '../../src/tables/join/join-tables.ts';
import { layout as cut } from '../../src/tables/layout/layout.ts';

/** The package's own wording. */
export const WORDING = loadWording([OWN_PIPELINES]);

/** Pages cut with it. */
export const layout = (pages: readonly Page[]): PageLayout[] => cut(pages, WORDING.tables);

/** Tables joined with it. */
export const tables = (pages: readonly PageLayout[]): Table[] => join(pages, WORDING.tables);
