import { type Fen, print, type Unit } from '../figures.ts';
import type { Cell, FactSeed } from '../model.ts';
import type { What } from '../recombined/tables.ts';

/** What stands for nothing. */
export type Zero = 'blank' | '0.00' | '-';

/** How a table's amounts are printed, and the statements that are right for them, parted by `|`. */
export class Pen {
  readonly unit: Unit;
  readonly grouping: boolean;
  readonly zero: Zero;

  constructor(unit: Unit, grouping: boolean, zero: Zero) {
    this.unit = unit;
    this.grouping = grouping;
    this.zero = zero;
  }

  /** One amount; a printed zero is a fact, a blank and a dash are none. `measures` are alternatives, parted by `|`. */
  amount(fen: Fen, statement: string, measures: string, what: What): Cell {
    if (fen === 0n && this.zero !== '0.00') return { text: this.zero === '-' ? '-' : '', align: 'right' };
    const raw = print(fen, this.unit, 2, this.grouping);
    const nothing = { side: null, row: 0, lineCode: null, lineName2: null, standardCode: null, standardCode2: null };
    const fact: FactSeed = {
      ...{ ...nothing, codeScheme: null, statement, measure: measures },
      ...{ amount: print(fen, '元', 2, false), raw, unit: this.unit, ...what },
    };
    return { text: raw, align: 'right', fact };
  }

  /** An amount of a column in 元, whatever the table's unit. */
  inYuan(fen: Fen, statement: string, measures: string, what: What): Cell {
    return new Pen('元', this.grouping, this.zero).amount(fen, statement, measures, what);
  }

  /** An amount that is no fact: a difference between columns. */
  difference(fen: Fen): Cell {
    return { text: print(fen, this.unit, 2, this.grouping), align: 'right' };
  }
}
