import type { Box } from '../model/box.ts';
import type { SideReport } from '../model/document.ts';
import type { ClaimDraft } from '../model/fact.ts';
import type { Note } from '../model/note.ts';
import { asDisplayed } from '../model/page.ts';
import type { Statement } from '../model/statement.ts';
import type { PageFrame } from './artefacts.ts';

type Placed = { readonly page: number | null; readonly box: Box | null };

/** Says where boxes of upright pages lie on the pages as displayed. Most documents have no turned page. */
export interface Placer {
  one<T extends Placed>(item: T): T;
  statement(statement: Statement): Statement;
  notes(notes: readonly Note[]): Note[];
  claims(drafts: readonly ClaimDraft[]): ClaimDraft[];
  report(report: SideReport): SideReport;
}

export function placer(pages: readonly PageFrame[]): Placer {
  const turned = new Map(
    pages.filter((page) => page.turn !== 0 || page.slant || page.sheet).map((page) => [page.number, page]),
  );
  const one = <T extends Placed>(item: T): T => {
    const page = item.page === null ? undefined : turned.get(item.page);
    if (page === undefined) return item;
    const sheet = page.sheet ? { page: page.sheet.page } : {};
    return item.box === null ? { ...item, ...sheet } : { ...item, ...sheet, box: asDisplayed(item.box, page) };
  };
  return {
    one,
    notes: (notes) => (turned.size === 0 ? [...notes] : notes.map(one)),
    report: ({ fields, assets, procurement, staff, institutions, chapters }) => ({
      ...{ fields: fields.map(one), assets: assets.map(one), procurement: procurement.map(one) },
      ...{ staff: staff.map(one), institutions: institutions.map(one), chapters: chapters.map(one) },
    }),
    claims: (drafts) => (turned.size === 0 ? [...drafts] : drafts.map(one)),
    statement: (statement) =>
      statement.pages.some((page) => turned.has(page))
        ? {
            ...statement,
            pages: [...new Set(statement.pages.map((page) => turned.get(page)?.sheet?.page ?? page))],
            columns: statement.columns.map((column) => ({
              ...column,
              ...(column.at ? { at: one(column.at) } : {}),
              ...(column.items ? { items: column.items.map(one) } : {}),
            })),
            lines: statement.lines.map(one),
            amounts: statement.amounts.map(one),
          }
        : statement,
  };
}
