import type { Indicator } from '../../model/form.ts';
import { bareWords } from '../../model/text.ts';
import { editDistance } from './fuzzy.ts';
import { type IndicatorDraft, REVIEW_BELOW } from './indicators.ts';

type Tied = IndicatorDraft & Pick<Indicator, 'level3Full'>;

/** A name cut off to fewer characters than this says too little to be tied to a longer one. */
const LEAST_CLIP = 3;
/** Recognised names of the two halves may differ by one character in this many. */
const CHARACTERS_PER_ERROR = 6;

/**
 * Ties the two halves of a form: they list the same indicators, the year half often clipped to its narrower column
 * (`规划事项技术审查` for `规划事项技术审查准确率`). Printed names stay; the full one is set beside them.
 */
export function tieHalves(drafts: readonly IndicatorDraft[]): Tied[] {
  return drafts.map((draft) => {
    const others = drafts.filter((other) => other.scope !== draft.scope && sameBranch(other, draft));
    if (others.length === 0) return { ...draft, level3Full: null };
    const same = others.find((other) => sameName(other, draft));
    if (same !== undefined) return { ...corroborated(draft, same), level3Full: null };
    return { ...draft, level3Full: fullName(draft, drafts, others) };
  });
}

function sameBranch(a: IndicatorDraft, b: IndicatorDraft): boolean {
  return a.standard2 === b.standard2 && (a.standard2 !== null || a.level2 === b.level2);
}

function sameName(a: IndicatorDraft, b: IndicatorDraft): boolean {
  return bareWords(a.level3) === bareWords(b.level3);
}

/** The one name of the other half that begins with this one; of several, the one with the same value. */
function fullName(
  draft: IndicatorDraft,
  all: readonly IndicatorDraft[],
  others: readonly IndicatorDraft[],
): string | null {
  const short = bareWords(draft.level3);
  if (short.length < LEAST_CLIP) return null;
  const longer = others.filter((other) => {
    const long = bareWords(other.level3);
    if (long.length <= short.length || !beginsWith(long, short, draft.confidence < 1)) return false;
    // a name that the own half prints in full is no longer free
    return !all.some((own) => own.scope === draft.scope && bareWords(own.level3) === long);
  });
  const names = new Set(longer.map((other) => other.level3));
  if (names.size <= 1) return longer[0]?.level3 ?? null;
  const alike = new Set(longer.filter((other) => other.raw === draft.raw).map((other) => other.level3));
  return alike.size === 1 ? ([...alike][0] ?? null) : null;
}

function beginsWith(long: string, short: string, misread: boolean): boolean {
  if (long.startsWith(short)) return true;
  const limit = misread ? Math.floor(short.length / CHARACTERS_PER_ERROR) : 0;
  return limit > 0 && editDistance(long.slice(0, short.length), short, limit) <= limit;
}

/** Two readings that agree are better than each alone; that nearly agree, worse. */
function corroborated(draft: IndicatorDraft, other: IndicatorDraft): IndicatorDraft {
  if (draft.confidence === 1) return draft;
  if (draft.raw === other.raw) {
    const confidence = 1 - (1 - draft.confidence) * (1 - other.confidence);
    const stillOdd = draft.flags.some((flag) => flag.endsWith('-missing') || flag === 'joined-over-break');
    return { ...draft, confidence, needsReview: stillOdd || confidence < REVIEW_BELOW };
  }
  const near = editDistance(draft.raw, other.raw, 1) <= 1;
  return near ? { ...draft, needsReview: true, flags: [...draft.flags, 'halves-differ'] } : draft;
}
