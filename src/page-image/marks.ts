import type { Proof, Reconciliation } from '../model/fact.ts';
import type { PageLayout } from '../model/grid.ts';
import { asDisplayed, type Page } from '../model/page.ts';
import type { Statement } from '../model/statement.ts';
import type { Table } from '../model/table.ts';
import type { Mark, Role } from './mark.ts';

/** What reading saw: glyphs, rules, pictures, and what was set aside. */
export function pageMarks(page: Page): Mark[] {
  return [
    ...page.pictures.map((box): Mark => ({ shape: 'box', role: 'picture', box })),
    ...page.aside.map((box): Mark => ({ shape: 'box', role: 'furniture', box })),
    ...page.glyphs.map((box): Mark => ({ shape: 'box', role: 'glyph', box })),
    ...page.rules.map((rule): Mark => ({ shape: 'rule', role: 'rule', rule })),
  ];
}

/** What layout saw: grids with their cells and column borders, text lines inside and outside them. */
export function layoutMarks(layout: PageLayout): Mark[] {
  const lines = [...layout.lines, ...layout.grids.flatMap((grid) => grid.cells.flatMap((cell) => cell.lines))];
  return [
    ...layout.furniture.map((box): Mark => ({ shape: 'box', role: 'furniture', box })),
    ...lines.map((box): Mark => ({ shape: 'box', role: 'word', box })),
    ...layout.grids.flatMap((grid): Mark[] => [
      ...grid.cells.map(
        ({ box, rowSpan, columnSpan }): Mark => ({ shape: 'box', role: spanRole(rowSpan, columnSpan), box }),
      ),
      ...columnMarks(grid.xs, grid.box.y0, grid.box.y1),
      { shape: 'box', role: 'grid', box: grid.box },
    ]),
  ];
}

/** What a logical table holds on `page`: cells labelled with row and column, both from 1. */
export function tableMarks(tables: readonly Table[], page: number): Mark[] {
  return tables.flatMap((table) =>
    table.rows.flat().flatMap((cell): Mark[] => {
      if (cell.page !== page) return [];
      const label = `${table.index + 1}:${cell.row + 1}.${cell.column + 1}`;
      const box: Mark = { shape: 'box', role: spanRole(cell.rowSpan, cell.columnSpan), box: cell.box, label };
      return cell.ink === null ? [box] : [box, { shape: 'box', role: 'word', box: cell.ink }];
    }),
  );
}

const PROOF_ROLE: Readonly<Record<Proof, Role>> = {
  proven: 'proven',
  consistent: 'proven',
  unproven: 'unproven',
  contradicted: 'contradicted',
};

/** The amounts on `page`, coloured by what the identities say of them and labelled with their measure. */
export function amountMarks(statements: readonly Statement[], { verdicts }: Reconciliation, page: number): Mark[] {
  const proofs = new Map(verdicts.map(({ ref, proof }) => [`${ref.statement}.${ref.amount}`, proof]));
  return statements.flatMap((statement) =>
    statement.amounts.flatMap((amount): Mark[] => {
      if (amount.page !== page) return [];
      const proof = proofs.get(`${statement.index}.${amount.index}`) ?? 'unproven';
      return [{ shape: 'box', role: PROOF_ROLE[proof], box: amount.box, label: amount.measure }];
    }),
  );
}

/** What recognition read, by confidence, with the characters that the label font can show (digits, Latin). */
export function readingMarks(page: Page): Mark[] {
  return page.glyphs.flatMap((glyph): Mark[] => {
    if (glyph.source !== 'ocr') return [];
    const role = glyph.confidence < 0.9 ? 'unproven' : 'reading';
    const label = /^[\x20-\x7e]+$/.test(glyph.text) ? { label: glyph.text } : {};
    return [{ shape: 'box', role, box: glyph, ...label }];
  });
}

/** Marks of an upright page as marks of the page as displayed, which is what is rendered. */
export function asDisplayedMarks(marks: readonly Mark[], page: Pick<Page, 'width' | 'height' | 'turn'>): Mark[] {
  if (page.turn === 0) return [...marks];
  return marks.map((mark) => {
    if (mark.shape === 'box') return { ...mark, box: asDisplayed(mark.box, page) };
    const { axis, at, from, to, thickness } = mark.rule;
    const thin = axis === 'h' ? { x0: from, y0: at, x1: to, y1: at } : { x0: at, y0: from, x1: at, y1: to };
    const { x0, y0, x1, y1 } = asDisplayed(thin, page);
    const flat = (axis === 'h') === (page.turn === 180);
    const rule = flat ? { at: y0, from: x0, to: x1 } : { at: x0, from: y0, to: y1 };
    return { ...mark, rule: { axis: flat ? 'h' : 'v', thickness, ...rule } };
  });
}

function spanRole(rowSpan: number, columnSpan: number): Role {
  return rowSpan > 1 || columnSpan > 1 ? 'span' : 'cell';
}

function columnMarks(xs: readonly number[], y0: number, y1: number): Mark[] {
  const rise = 6;
  return xs.map((at) => ({
    shape: 'rule',
    role: 'column',
    rule: { axis: 'v', at, from: y0 - rise, to: y1 + rise, thickness: 1 },
  }));
}
