import type { Amount } from '../../model/statement.ts';

/** What else was read of an amount. */
export type OtherReadings = Pick<Amount, 'others' | 'looks'>;

/**
 * The column `others`: a list of texts; where the picture was looked at again (复看), an object that holds the looks
 * too, so that what they decided stays decided when stored readings are concluded again.
 */
export function readingsJson({ others, looks }: OtherReadings): string {
  return JSON.stringify(looks === undefined ? others : { others, looks });
}

export function readingsOf(json: string): OtherReadings {
  const stored: readonly string[] | Required<OtherReadings> = JSON.parse(json);
  return 'looks' in stored ? { others: stored.others, looks: stored.looks } : { others: stored };
}

/** All that was read besides, each text once. */
export function textsOf(json: string): readonly string[] {
  const { others, looks = [] } = readingsOf(json);
  return [...new Set([...others, ...looks])];
}
