export function chaptersOf(..._: unknown[]): [] {
  return [];
}
