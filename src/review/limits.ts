/** What server and page agree on as too much, so that the page can say so before it asks. */

/** Larger than any report; a slip of the hand must not fill the disk. */
export const LARGEST_UPLOAD = 512 << 20;

/** More findings than this are a database to query, not a list to send. */
export const MOST_FINDINGS = 20_000;

/** Documents listed at first: a screen's worth many times over, and there at once with any number of them. */
export const DOCUMENTS_SHOWN = 200;

/** More documents than this are looked for by name; a browser takes long over longer tables. */
export const MOST_DOCUMENTS = 2_000;
