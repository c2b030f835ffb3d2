import type { Part } from '../row-label.ts';

/** Whether the columns of a code and a name were not told apart for certain, and no dictionary has the one for the other. */
export function isAstray({ code, nameCell, codeCells }: Part, name: string, isConfirmed: boolean): boolean {
  const isUnsure = [...codeCells, ...(nameCell === null ? [] : [nameCell])].some(({ doubts }) =>
    doubts?.includes('heading-reach'),
  );
  return isUnsure && !isConfirmed && (code !== null || /\d/u.test(name));
}
