import type { Unit } from '../../model/money.ts';
import { compact } from '../../model/text.ts';

const UNIT_LINE = /(?:金额)?(?:计量)?单位[:：;；](?:人民币)?(亿元|万元|千元|元)/u;
/** A unit line by itself whose colon recognition lost. */
const UNIT_ALONE = /^(?:金额)?(?:计量)?单位[.．·,，、'‘’"“”]?(?:人民币)?(亿元|万元|千元|元)$/u;
const UNIT_BRACKET = /[（(](?:人民币)?(亿元|万元|千元|元)[）)]/u;

function asUnit(text: string | undefined): Unit | null {
  return text === '元' || text === '千元' || text === '万元' || text === '亿元' ? text : null;
}

/** The unit that a unit line (单位：万元) states; null when the text states none. */
export function unitOf(text: string): Unit | null {
  const line = compact(text);
  return asUnit((UNIT_LINE.exec(line) ?? UNIT_ALONE.exec(line))?.[1]);
}

/** The unit in brackets after a title or heading: 金额（万元）. */
export function unitInBrackets(text: string): Unit | null {
  return asUnit(UNIT_BRACKET.exec(compact(text))?.[1]);
}
