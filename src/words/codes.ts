/**
 * The line of which another is a part by code (科目的上下级): the nearest above whose code begins its own. `codeOf` gives a
 * line's code, null where it has none; `alike` says whether codes of two lines may be compared at all.
 */
export function codeParent<L>(
  lines: readonly L[],
  at: number,
  codeOf: (line: L) => string | null,
  alike: (above: L, line: L) => boolean,
): number | null {
  const line = lines[at];
  const code = line === undefined ? null : codeOf(line);
  if (line === undefined || code === null || code === '') return null;
  for (let i = at - 1; i >= 0; i--) {
    const above = lines[i];
    if (above === undefined || !alike(above, line)) continue;
    const prefix = codeOf(above);
    if (prefix && code.length > prefix.length && code.startsWith(prefix)) return i;
  }
  return null;
}
