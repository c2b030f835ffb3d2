export function statedIn(..._: unknown[]): { assets: []; procurement: []; staff: []; institutions: [] } {
  return { assets: [], procurement: [], staff: [], institutions: [] };
}
