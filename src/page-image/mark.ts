import type { Box } from '../model/box.ts';
import type { Rule } from '../model/page.ts';

/** What a mark stands for; decides its colour. */
export const ROLES = [
  'glyph',
  'word',
  'furniture',
  'picture',
  'rule',
  'grid',
  'cell',
  'span',
  'column',
  'proven',
  'unproven',
  'contradicted',
  'reading',
  'focus',
] as const;
export type Role = (typeof ROLES)[number];

/** Something to draw over a page, in points of the page as displayed. */
export type Mark =
  | { readonly shape: 'box'; readonly role: Role; readonly box: Box; readonly label?: string }
  | { readonly shape: 'rule'; readonly role: Role; readonly rule: Rule };
