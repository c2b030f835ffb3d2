import type { Indicator } from '../../../model/form.ts';
import { bareWords } from '../../../model/text.ts';
import type { WordDistance } from '../../../words/distance.ts';
import { type IndicatorDraft, REVIEW_BELOW } from '../goals/indicators.ts';

type Tied = IndicatorDraft & Pick<Indicator, 'level3Full'>;

/** A name cut off to fewer characters than this says too little to be tied to a longer one. */
const LEAST_CLIP = 3;
/** Recognised names of the two halves may differ by one character in this many. */
const CHARACTERS_PER_ERROR = 6;
/** So are names of equal length with the same value, with one in this many. */
const CHARACTERS_PER_MISREADING = 3;

/**
 * Ties the two halves of a form: they list the same indicators, the year half often clipped to its narrower column
 * (`规划事项技术审查` for `规划事项技术审查准确率`). Printed names stay; the full one is set beside them.
 */
export function tieHalves(drafts: readonly IndicatorDraft[], measure: WordDistance): Tied[] {
  const named = drafts.map((draft) => ({
    draft,
    name: bareWords(draft.level3),
    branch: draft.standard2 ?? draft.level2,
  }));
  return named.map((one) => {
    const others = named.filter((other) => other.draft.scope !== one.draft.scope && other.branch === one.branch);
    if (others.length === 0) return { ...one.draft, level3Full: null };
    const same = others.filter((other) => other.name === one.name);
    const twin = same.find((other) => other.draft.raw === one.draft.raw) ?? same[0];
    if (twin !== undefined) return { ...corroborated(one.draft, twin.draft, measure), level3Full: null };
    const near = one.draft.confidence < 1 ? misreadTwin(one, others, measure) : null;
    if (near !== null) return { ...nameFrom(one.draft, near.draft), level3Full: null };
    const taken = new Set(named.filter((own) => own.draft.scope === one.draft.scope).map((own) => own.name));
    return { ...one.draft, level3Full: fullName(one, taken, others, measure) };
  });
}

/** The indicator of the other half that says the same but for a few characters of its name. */
function misreadTwin({ draft, name }: Named, others: readonly Named[], measure: WordDistance): Named | null {
  const limit = Math.floor(name.length / CHARACTERS_PER_MISREADING);
  const alike = others.filter(
    (other) =>
      other.draft.raw === draft.raw &&
      other.name.length === name.length &&
      measure.between(other.name, name, limit) <= limit,
  );
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** Of two readings of one name the surer one stands; that they differ is shown. */
function nameFrom(draft: IndicatorDraft, twin: IndicatorDraft): IndicatorDraft {
  if (twin.confidence <= draft.confidence)
    return { ...draft, flags: [...draft.flags, 'halves-differ'], needsReview: true };
  return { ...draft, level3: twin.level3, flags: [...draft.flags, 'name-corrected'], needsReview: true };
}

interface Named {
  readonly draft: IndicatorDraft;
  readonly name: string;
}

/** The one name of the other half that begins with this one; of several, the one with the same value. */
function fullName(
  { draft, name: short }: Named,
  taken: ReadonlySet<string>,
  others: readonly Named[],
  measure: WordDistance,
): string | null {
  if (short.length < LEAST_CLIP) return null;
  // a name that the own half prints in full is no longer free
  const longer = others.filter(
    ({ name }) =>
      name.length > short.length && !taken.has(name) && beginsWith(name, short, draft.confidence < 1 ? measure : null),
  );
  const names = new Set(longer.map((other) => other.draft.level3));
  if (names.size <= 1) return longer[0]?.draft.level3 ?? null;
  const alike = new Set(longer.filter((other) => other.draft.raw === draft.raw).map((other) => other.draft.level3));
  return alike.size === 1 ? ([...alike][0] ?? null) : null;
}

function beginsWith(long: string, short: string, misread: WordDistance | null): boolean {
  if (long.startsWith(short)) return true;
  const limit = Math.floor(short.length / CHARACTERS_PER_ERROR);
  return misread !== null && limit > 0 && misread.between(long.slice(0, short.length), short, limit) <= limit;
}

/** Two readings that agree are better than each alone; that nearly agree, worse. */
function corroborated(draft: IndicatorDraft, other: IndicatorDraft, measure: WordDistance): IndicatorDraft {
  if (draft.confidence === 1) return draft;
  if (draft.raw === other.raw) {
    const confidence = 1 - (1 - draft.confidence) * (1 - other.confidence);
    const stillOdd = draft.flags.some(
      (flag) => flag.endsWith('-missing') || flag === 'joined-over-break' || flag.startsWith('value-'),
    );
    return { ...draft, confidence, needsReview: stillOdd || confidence < REVIEW_BELOW };
  }
  const near = measure.between(draft.raw, other.raw, 2) <= 2;
  return near ? { ...draft, needsReview: true, flags: [...draft.flags, 'halves-differ'] } : draft;
}
