import type { Role } from './mark.ts';

/** How a mark is drawn: outline, filling (transparent when null) and width in points. */
export interface Ink {
  readonly stroke: string | null;
  readonly fill: string | null;
  readonly width: number;
}

/** One look per role; colours that stay apart for colour-blind readers, with width and filling as the second sign. */
export const PALETTE: Readonly<Record<Role, Ink>> = {
  glyph: { stroke: 'rgba(86, 180, 233, 0.9)', fill: null, width: 0.3 },
  word: { stroke: 'rgba(0, 114, 178, 0.8)', fill: 'rgba(86, 180, 233, 0.12)', width: 0.5 },
  furniture: { stroke: 'rgba(120, 120, 120, 0.9)', fill: 'rgba(120, 120, 120, 0.25)', width: 0.5 },
  picture: { stroke: 'rgba(120, 120, 120, 0.9)', fill: null, width: 2 },
  rule: { stroke: 'rgba(213, 94, 0, 0.9)', fill: null, width: 1 },
  grid: { stroke: 'rgba(0, 158, 115, 1)', fill: null, width: 2 },
  cell: { stroke: 'rgba(0, 158, 115, 0.9)', fill: 'rgba(0, 158, 115, 0.06)', width: 0.6 },
  span: { stroke: 'rgba(0, 158, 115, 0.9)', fill: 'rgba(240, 228, 66, 0.3)', width: 0.6 },
  column: { stroke: 'rgba(204, 121, 167, 0.9)', fill: null, width: 1 },
  proven: { stroke: 'rgba(0, 158, 115, 1)', fill: 'rgba(0, 158, 115, 0.18)', width: 0.8 },
  unproven: { stroke: 'rgba(230, 159, 0, 1)', fill: 'rgba(230, 159, 0, 0.22)', width: 1 },
  contradicted: { stroke: 'rgba(200, 0, 0, 1)', fill: 'rgba(200, 0, 0, 0.22)', width: 1.6 },
  reading: { stroke: null, fill: null, width: 0 },
  focus: { stroke: 'rgba(200, 0, 0, 1)', fill: 'rgba(240, 228, 66, 0.3)', width: 2.4 },
};

/** Colour of labels. */
export const LABEL = 'rgba(160, 0, 90, 1)';
