/** Marks that a speck behind a word is taken for. */
const MARKS = /[。.,，、·•:：;；'’‘`^*]+$/u;

/** A recognised title without the mark that a speck behind it was taken for (预算支出总表。): no title ends with one. */
export function titleWithoutSpeck(text: string): string {
  const bare = text.replace(MARKS, '');
  return bare.endsWith('表') ? bare : text;
}
