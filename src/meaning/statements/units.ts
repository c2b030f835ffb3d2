import type { StatementsWording } from '../../declare/wording/wording.ts';
import type { Unit } from '../../model/money.ts';
import { compact } from '../../model/text.ts';

function asUnit(text: string | undefined): Unit | null {
  return text === '元' || text === '千元' || text === '万元' || text === '亿元' ? text : null;
}

/** The unit that a unit line (单位：万元) states; null when the text states none. */
export function unitOf(text: string, { unit_line, unit_alone }: StatementsWording): Unit | null {
  const line = compact(text);
  return asUnit((unit_line.exec(line) ?? unit_alone.exec(line))?.[1]);
}

/** The unit in brackets after a title or heading: 金额（万元）. */
export function unitInBrackets(text: string, { unit_bracket }: StatementsWording): Unit | null {
  return asUnit(unit_bracket.exec(compact(text))?.[1]);
}

/** The unit that a line says and nothing else (万元 at the right over a table). */
export function unitByItself(text: string, { unit_bare }: StatementsWording): Unit | null {
  return asUnit(unit_bare.exec(compact(text))?.[1]);
}
