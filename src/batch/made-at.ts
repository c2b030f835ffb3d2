/** A date of the information dictionary or of the metadata packet, as far as the minute. */
const DATES =
  /\/(?:Mod|Creation)Date\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)|<xmp:(?:Modify|Create)Date>(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/g;

/**
 * When a PDF says it was made or last changed (制作时间), in the local time of who made it: `2025-02-14T08:30`. Null where
 * it does not say, or only within packed objects. The latest date counts: later revisions are appended.
 */
export function madeAt(bytes: Uint8Array): string | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let latest: string | null = null;
  for (const match of text.matchAll(DATES)) {
    const [year, month, day, hour, minute] = match.slice(1).filter((part) => part !== undefined);
    const date = `${year}-${month}-${day}T${hour}:${minute}`;
    if (latest === null || date > latest) latest = date;
  }
  return latest;
}
