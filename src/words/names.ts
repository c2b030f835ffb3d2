/** A name without its last word 支出: publishers print it or leave it out, and prose and statements differ in it. */
export const stem = (bare: string): string => (bare.length > 3 ? bare.replace(/支出$/u, '') : bare);
