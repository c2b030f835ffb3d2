import type { Unit } from '../../model/money.ts';
import { compact } from '../../model/text.ts';

const UNIT_LINE = /(?:金额)?(?:计量)?单位[:：;；](?:人民币)?(亿元|万元|千元|元)/u;
const UNIT_BRACKET = /[（(](?:人民币)?(亿元|万元|千元|元)[）)]/u;

function asUnit(text: string | undefined): Unit | null {
  return text === '元' || text === '千元' || text === '万元' || text === '亿元' ? text : null;
}

/** The unit that a unit line (单位：万元) states; null when the text states none. */
export function unitOf(text: string): Unit | null {
  return asUnit(UNIT_LINE.exec(compact(text))?.[1]);
}

/** The unit in brackets after a title or heading: 金额（万元）. */
export function unitInBrackets(text: string): Unit | null {
  return asUnit(UNIT_BRACKET.exec(compact(text))?.[1]);
}
