import type { Evidence } from '../api.ts';
import type { Deciding } from './decision.ts';
import { takeCandidate } from './evidence-panel.tsx';
import type { Actions } from './keys.ts';
import { tellPicture } from './page-picture.tsx';

/** The keys that work wherever evidence is shown: deciding, and moving the picture. */
export function decisionKeys(evidence: Evidence | null, deciding: Deciding): Actions {
  return {
    accept: () => evidence !== null && deciding.submit(evidence.cell === null ? 'seen' : 'accept'),
    correct: () => evidence !== null && deciding.open('correct'),
    publisher: () => deciding.submit('publisher'),
    line: () => deciding.open('line'),
    measure: () => deciding.open('measure'),
    ignore: () => deciding.open('ignore'),
    cancel: () => deciding.open(null),
    reason: () => document.getElementById('reason')?.focus(),
    digit: (n) => evidence !== null && takeCandidate(evidence, deciding, n - 1),
    zoomIn: () => tellPicture('+'),
    zoomOut: () => tellPicture('-'),
    fit: () => tellPicture('0'),
    pan: tellPicture,
  };
}
