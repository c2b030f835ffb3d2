import { bucketAddress, bucketPlace, isBucketAddress, isPrefix } from './s3-address.ts';

/** A document that lies on a server or in a bucket. */
export interface Link {
  /** `http:`, `https:` or `s3:`. */
  readonly url: string;
  /** The SHA-256 that a list says its bytes have; null where it says nothing. */
  readonly sha256: string | null;
  /** The mark of its version, where a bucket's listing named it. */
  readonly etag?: string;
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

/** The object, or all below a prefix, that `text` names in a bucket; null unless it is `s3://bucket/…`. */
export function bucketLink(text: string, sha256: string | null = null): Link | null {
  const place = bucketPlace(text);
  if (place === null || (sha256 !== null && isPrefix(place))) return null;
  return { url: bucketAddress(place), sha256 };
}

/** The server or bucket that a link leads to: what is asked of one at a time is limited, and kept together. */
export function hostOf({ url }: Link): string {
  const place = bucketPlace(url);
  return place === null ? new URL(url).host : `s3-${place.bucket}`;
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
    const link = isBucketAddress(line) ? bucketLine(line) : webLine(line);
    if (link === null) bad.push({ line: index + 1, text: line });
    else if (links.get(link.url)?.sha256 == null) links.set(link.url, link);
  }
  return { links: [...links.values()], bad };
}

function webLine(line: string): Link | null {
  const [address = '', sum, ...rest] = line.split(/\s+/);
  const sha256 = sum === undefined ? null : sum.toLowerCase().replace(/^sha256[=:-]/, '');
  const known = sha256 === null || /^[0-9a-f]{64}$/.test(sha256);
  return known && rest.length === 0 ? linkOf(address, sha256) : null;
}

/** Keys of objects may hold spaces: only what can be nothing but a sum is taken off the end. */
function bucketLine(line: string): Link | null {
  const [, address = '', sum] = /^(.*?)(?:\s+(?:sha256[=:-])?([0-9a-f]{64}))?$/i.exec(line) ?? [];
  return bucketLink(address, sum?.toLowerCase() ?? null);
}
