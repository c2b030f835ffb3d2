/** A path as it can be typed into a shell: in quotes where something in it means more than itself. */
export function shellQuoted(path: string): string {
  return /[\s'"`$&|;()<>*?[\]#~!\\]/.test(path) ? `'${path.replaceAll("'", "'\\''")}'` : path;
}
