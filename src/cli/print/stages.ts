/** Where `inspect` may look: the stages whose results are data of a page. */
export const STAGES = ['read', 'recognise', 'layout', 'tables', 'map', 'reconcile'] as const;
export type Stage = (typeof STAGES)[number];
