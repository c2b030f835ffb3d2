/** A tree of plain data as YAML gives it. */
type Tree = { readonly [key: string]: unknown };

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Lays `own` over `inherited`: maps are merged key by key, lists are joined with the own entries first (so they win
 * where order decides), `null` removes what was inherited, everything else is replaced.
 */
export function extend(inherited: unknown, own: unknown): unknown {
  if (own === undefined) return inherited;
  if (Array.isArray(inherited) && Array.isArray(own)) return [...own, ...inherited];
  if (!isTree(inherited) || !isTree(own)) return own;
  const merged: Record<string, unknown> = { ...inherited };
  for (const [key, value] of Object.entries(own)) {
    if (value === null) delete merged[key];
    else merged[key] = key in merged ? extend(merged[key], value) : value;
  }
  return merged;
}
