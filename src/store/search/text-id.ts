import { createHash } from 'node:crypto';

/** The number of a text: the same in every database. */
export function textId(text: string): bigint {
  return createHash('sha256').update(text).digest().readBigUInt64BE() >> 1n;
}
