import { join } from 'node:path';
import { loadLexicon } from '../../src/declare/lexicon.ts';
import { OWN_PIPELINES } from '../../src/declare/load.ts';
import { loadWording } from '../../src/declare/wording/wording.ts';
import type { PageLayout } from '../../src/model/grid.ts';
import type { Page } from '../../src/model/page.ts';
import type { Table } from '../../src/model/table.ts';
import { tables as joined } from '../../src/tables/join/join-tables.ts';
import { layout as cut } from '../../src/tables/layout/layout.ts';

/** The package's own wording. */
export const WORDING = loadWording([OWN_PIPELINES]);

/** The distance of names that knows the package's confusions. */
export const DISTANCE = loadLexicon(join(OWN_PIPELINES, 'lexicon')).distance;

/** Pages cut with it. */
export const layout = (pages: readonly Page[]): PageLayout[] => cut(pages, WORDING.tables);

/** Tables joined with it. */
export const tables = (pages: readonly PageLayout[]): Table[] => joined(pages, WORDING.tables);
