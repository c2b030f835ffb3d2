import type { Evidence } from '../../api.ts';
import { tellPicture } from '../parts/page-picture.tsx';
import { takeCandidate } from '../views/evidence-panel.tsx';
import type { Deciding } from './decision.ts';
import type { Actions } from './keys.ts';

/** The keys that work wherever evidence is shown: deciding, and moving the picture. */
export function decisionKeys(evidence: Evidence | null, deciding: Deciding): Actions {
  const amount = evidence !== null && evidence.cell !== null;
  return {
    accept: () => evidence !== null && deciding.submit(evidence.cell === null ? 'seen' : 'accept'),
    correct: () => (amount || evidence?.entry != null) && deciding.open('correct'),
    publisher: () => amount && deciding.submit('publisher'),
    line: () => amount && deciding.open('line'),
    measure: () => amount && deciding.open('measure'),
    ignore: () => amount && deciding.open('ignore'),
    cancel: () => deciding.open(null),
    reason: () => document.getElementById('reason')?.focus(),
    digit: (n) => evidence !== null && takeCandidate(evidence, deciding, n - 1),
    zoomIn: () => tellPicture('+'),
    zoomOut: () => tellPicture('-'),
    fit: () => tellPicture('0'),
    pan: tellPicture,
  };
}
