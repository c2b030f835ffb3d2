import type { BulkAnswer, DecisionAnswer } from '../../api.ts';

/** What every view shares: who decides, what changed, and how to take things back. */
export interface Desk {
  readonly revision: number;
  /** The reviewer's name; asks for it and gives null when there is none yet. */
  readonly reviewer: () => string | null;
  /** Whether a decision was made or taken back in this window. */
  readonly isMine: (id: number) => boolean;
  readonly decided: (answer: DecisionAnswer) => void;
  /** Many decisions at once, which `u` takes back together. */
  readonly decidedMany: (answer: BulkAnswer) => void;
  readonly undo: (id: number) => void;
  readonly say: (text: string) => void;
}
