import type { TitlesWording } from '../../declare/wording/wording.ts';

/** No title is longer. */
export const LONGEST = 60;

/** Whether a line ends as titles do: in 表, with brackets or a part behind it at most. */
export function endsAsTitle(printed: string, { numbered, unit }: TitlesWording): boolean {
  // the unit may be printed in one line with the title
  const text = printed.replace(numbered, '').replace(unit, '');
  return text.length <= LONGEST && !/[。；！]|[:：]./u.test(text) && /表(?:[（(〔【—\-–－].*|续)?[》〉]?$/u.test(text);
}
