import type { DocumentResult } from '../model/document.ts';
import type { PageLayout } from '../model/grid.ts';
import type { Note } from '../model/note.ts';
import type { Page } from '../model/page.ts';
import type { Statement } from '../model/statement.ts';
import type { Table } from '../model/table.ts';

/** How a page was turned and straightened: what leads its boxes back to the page as displayed. */
export type PageFrame = Pick<Page, 'number' | 'width' | 'height' | 'turn' | 'slant' | 'sheet'>;

/** What the phase `tables` leaves: lines, grids and logical tables, on upright pages. */
export interface TablesFound {
  readonly frames: readonly PageFrame[];
  readonly layouts: readonly PageLayout[];
  readonly tables: readonly Table[];
  readonly notes: readonly Note[];
}

/** What the phase `meaning` leaves: everything that the report says, as read, on the pages as displayed. */
export type Meaning = Omit<DocumentResult, 'reconciliation' | 'status'> &
  Required<Pick<DocumentResult, 'drafts'>> & {
    /** The statements with boxes on the upright pages, for looking again. */
    readonly upright: readonly Statement[];
    /** How many figures tables and prose print; a blank form has none. */
    readonly figures: number;
  };
