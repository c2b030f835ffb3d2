import type { StatementsWording } from '../../declare/wording/wording.ts';
import type { Unit } from '../../model/money.ts';
import { compact } from '../../model/text.ts';

function asUnit(text: string | undefined): Unit | null {
  return text === '元' || text === '千元' || text === '万元' || text === '亿元' ? text : null;
}

/**
 * The unit that a unit line (单位：万元) states; null when the text states none. A name may begin like one (编制单位：元氏县财政局):
 * 元 is a unit where the print leaves a gap behind it, or no ideograph follows.
 */
export function unitOf(text: string, { unit_line, unit_alone }: StatementsWording): Unit | null {
  const line = compact(text);
  for (let from = 0, found = unit_line.exec(line); found !== null; found = unit_line.exec(line.slice(from))) {
    from += found.index + found[0].length;
    if (found[1] !== '元' || endsAt(text, from)) return asUnit(found[1]);
  }
  return asUnit(unit_alone.exec(line)?.[1]);
}

/** Whether a gap, or no ideograph, follows so many characters of a text, white space not counted. */
function endsAt(text: string, length: number): boolean {
  let left = length;
  for (const [at, char] of [...text].entries()) {
    if (compact(char) === '') continue;
    if (left === 0) return compact([...text][at - 1] ?? '') === '' || !/\p{Script=Han}/u.test(char);
    left--;
  }
  return true;
}

/** The unit in brackets after a title or heading: 金额（万元）. */
export function unitInBrackets(text: string, { unit_bracket }: StatementsWording): Unit | null {
  return asUnit(unit_bracket.exec(compact(text))?.[1]);
}

/** The unit that a line says and nothing else (万元 at the right over a table). */
export function unitByItself(text: string, { unit_bare }: StatementsWording): Unit | null {
  return asUnit(unit_bare.exec(compact(text))?.[1]);
}
