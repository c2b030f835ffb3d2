/** A document that lies on a server. */
export interface Link {
  readonly url: string;
  /** The SHA-256 that a list says its bytes have; null where it says nothing. */
  readonly sha256: string | null;
}

/** A line of a list that is no link. */
export interface BadLine {
  readonly line: number;
  readonly text: string;
}

export interface LinkList {
  readonly links: readonly Link[];
  readonly bad: readonly BadLine[];
}

/** True for what is meant as a link, of whatever scheme; a Windows drive (`C:\…`) is none. */
export function looksLikeLink(text: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(text);
}

/** The link that `text` is; null unless it is `http:` or `https:` and carries no password. */
export function linkOf(text: string, sha256: string | null = null): Link | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  if (url.username !== '' || url.password !== '') return null;
  // What follows # is for browsers: the document is the same.
  url.hash = '';
  return { url: url.href, sha256 };
}

/** Reads a list: a link a line, its SHA-256 after a space where it is known; empty lines and `#` lines say nothing. */
export function parseLinks(text: string): LinkList {
  const links = new Map<string, Link>();
  const bad: BadLine[] = [];
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [address = '', sum, ...rest] = line.split(/\s+/);
    const sha256 = sum === undefined ? null : sum.toLowerCase().replace(/^sha256[=:-]/, '');
    const known = sha256 === null || /^[0-9a-f]{64}$/.test(sha256);
    const link = known && rest.length === 0 ? linkOf(address, sha256) : null;
    if (link === null) bad.push({ line: index + 1, text: line });
    else if (links.get(link.url)?.sha256 == null) links.set(link.url, link);
  }
  return { links: [...links.values()], bad };
}
