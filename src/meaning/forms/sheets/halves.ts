import { overlap } from '../../../model/box.ts';
import type { Indicator } from '../../../model/form.ts';
import { bareWords } from '../../../model/text.ts';
import type { WordDistance } from '../../../words/distance.ts';
import { SURE } from '../../sureness.ts';
import { type IndicatorDraft, REVIEW_BELOW } from '../goals/indicators.ts';
import { NO_PRINTS, type Prints } from './prints.ts';

/** An indicator with its full name beside it. */
export type Tied = Omit<IndicatorDraft, 'nameConfidence'> & Pick<Indicator, 'level3Full'>;

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
export function tieHalves(
  drafts: readonly IndicatorDraft[],
  measure: WordDistance,
  prints: Prints = NO_PRINTS,
): Tied[] {
  const named = drafts
    .map((draft) => withLevelBeside(draft, drafts))
    .map((draft): Named => ({ draft, name: bareWords(draft.level3), branch: draft.standard2 ?? draft.level2 }));
  return named.map((one) => {
    const { nameConfidence: _, ...tied } = tiedTo(one, named, measure, prints);
    return tied;
  });
}

function tiedTo(
  one: Named,
  named: readonly Named[],
  measure: WordDistance,
  prints: Prints,
): IndicatorDraft & Pick<Indicator, 'level3Full'> {
  const others = named.filter((other) => other.draft.scope !== one.draft.scope && other.branch === one.branch);
  if (others.length === 0) return { ...one.draft, level3Full: null };
  const same = others.filter((other) => other.name === one.name);
  const twin = same.find((other) => other.draft.raw === one.draft.raw) ?? same[0];
  if (twin !== undefined) return { ...corroborated(one.draft, twin.draft, measure), level3Full: null };
  const recognised = one.draft.confidence < 1;
  const near = recognised ? misreadTwin(one, others, measure) : null;
  if (near !== null) return { ...nameFrom(one.draft, near.draft, prints), level3Full: null };
  const own = named.filter((other) => other.draft.scope === one.draft.scope && other.branch === one.branch);
  const bare = recognised ? withoutTail(one, others) : null;
  if (bare !== null) return { ...renamed(one.draft, bare), level3Full: null };
  const { draft } = recognised ? likeClip(one, own, others, measure) : one;
  const taken = new Set(own.map(({ name }) => name));
  const full = fullName({ ...one, draft, name: bareWords(draft.level3) }, taken, others, measure);
  return { ...draft, level3Full: full };
}

/**
 * A recognised level that the schema does not know is told by that of the other half in the same row, of which it is the
 * beginning, maybe misread: at least half of its characters stand there, in order.
 */
function withLevelBeside(draft: IndicatorDraft, drafts: readonly IndicatorDraft[]): IndicatorDraft {
  const begun = bareWords(draft.level2 ?? '');
  if (draft.confidence === 1 || draft.standard2 !== null || begun.length < LEAST_CLIP) return draft;
  const beside = drafts.find(
    (other) =>
      other.scope !== draft.scope &&
      other.page === draft.page &&
      overlap(other.box.y0, other.box.y1, draft.box.y0, draft.box.y1) > 0 &&
      other.standard2 !== null &&
      other.level1 === draft.level1 &&
      begins(bareWords(other.level2 ?? ''), begun),
  );
  if (beside === undefined) return draft;
  const { level2, standard1, standard2 } = beside;
  return { ...draft, level2, standard1, standard2, flags: [...draft.flags, 'level-corrected'] };
}

function begins(long: string, short: string): boolean {
  const head = long.slice(0, short.length + 1);
  let [at, alike] = [0, 0];
  for (const char of short) {
    const found = head.indexOf(char, at);
    if (found < 0) continue;
    at = found + 1;
    alike++;
  }
  return 2 * alike >= short.length;
}

function renamed(draft: IndicatorDraft, level3: string): IndicatorDraft {
  return { ...draft, level3, flags: [...draft.flags, 'name-corrected'], needsReview: true };
}

/** What specks behind a name are read as, where the other half has the name without them: 对接费用7. */
const TAIL = /^[^\p{Script=Han}）)]{1,2}$/u;

/** The name of the other half, of which this one differs by a speck at its end; null where there is none. */
function withoutTail({ draft, name }: Named, others: readonly Named[]): string | null {
  const clean = others.find(
    (other) => other.draft.raw === draft.raw && name.startsWith(other.name) && TAIL.test(name.slice(other.name.length)),
  );
  return clean?.draft.level3 ?? null;
}

/**
 * Where one half prints the beginning of a name, and it was read otherwise than the whole in the other half, the surer
 * reading of that beginning stands; that they differ is shown.
 */
function likeClip(one: Named, own: readonly Named[], others: readonly Named[], measure: WordDistance): Named {
  const clips = (short: Named, long: Named) =>
    short.name.length >= LEAST_CLIP && short.name.length < long.name.length && short.draft.raw === long.draft.raw;
  const exact = (short: Named, longs: readonly Named[]) =>
    longs.some((long) => clips(short, long) && long.name.startsWith(short.name));
  const near = others.filter((other) => {
    const [short, long] = other.name.length < one.name.length ? [other, one] : [one, other];
    const longs = short === one ? others : own;
    return clips(short, long) && !exact(short, longs) && beginsWith(long.name, short.name, measure);
  });
  const [other] = near;
  if (other === undefined || near.length > 1) return one;
  const length = Math.min(one.name.length, other.name.length);
  const plain = [one, other].every(({ draft, name }) => draft.level3.length === name.length);
  if (!plain || other.draft.nameConfidence <= one.draft.nameConfidence)
    return { ...one, draft: { ...one.draft, flags: [...one.draft.flags, 'halves-differ'], needsReview: true } };
  return { ...one, draft: renamed(one.draft, other.draft.level3.slice(0, length) + one.draft.level3.slice(length)) };
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

/** Of two readings of one name that in the words of the document stands, else the surer one; that they differ is shown. */
function nameFrom(draft: IndicatorDraft, twin: IndicatorDraft, prints: Prints): IndicatorDraft {
  const usual = prints.usual(draft.level3, twin.level3);
  const keeps = usual === null ? twin.nameConfidence <= draft.nameConfidence : usual === draft.level3;
  if (keeps) return { ...draft, flags: [...draft.flags, 'halves-differ'], needsReview: true };
  return renamed(draft, twin.level3);
}

interface Named {
  readonly draft: IndicatorDraft;
  readonly name: string;
  readonly branch: string | null;
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
      name.length > short.length &&
      !taken.has(name) &&
      !(draft.confidence < 1 && TAIL.test(name.slice(short.length))) &&
      beginsWith(name, short, draft.confidence < 1 ? measure : null),
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
    const nameConfidence = 1 - (1 - draft.nameConfidence) * (1 - other.nameConfidence);
    const flags = draft.flags.filter((flag) => flag !== 'name-doubtful' || nameConfidence < SURE.words);
    const stillOdd = flags.some(
      (flag) =>
        flag.endsWith('-missing') ||
        flag === 'joined-over-break' ||
        flag.startsWith('value-') ||
        flag === 'name-doubtful',
    );
    return { ...draft, confidence, nameConfidence, flags, needsReview: stillOdd || confidence < REVIEW_BELOW };
  }
  const near = measure.between(draft.raw, other.raw, 2) <= 2;
  if (!near) return draft;
  const { operator, value, unit, raw } = isLost(draft.raw, other.raw) ? other : draft;
  return { ...draft, operator, value, unit, raw, needsReview: true, flags: [...draft.flags, 'halves-differ'] };
}

/** Whether of a value only its sign, or its whole number, got lost: 20万元 of ≤20万元, 人 of 1人. */
function isLost(read: string, other: string): boolean {
  const [, sign = '', number = ''] = /^([≥≤><=]?)(\d*)/u.exec(other) ?? [];
  return (
    (sign !== '' && read === other.slice(sign.length)) ||
    (number !== '' && read === other.slice(sign.length + number.length))
  );
}
