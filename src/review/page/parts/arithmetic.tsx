import type { CheckView, Evidence } from '../../api.ts';
import { type Effect, effectsOf, fen } from '../../effects.ts';
import { yuan, yuanOf } from '../state/format.ts';
import { checkWords, measureName, named, words } from '../words.ts';

interface ArithmeticProps {
  readonly evidence: Evidence;
  /** The value that is being typed; null for none. */
  readonly draft: bigint | null;
  readonly onPage: (page: number) => void;
}

/** The identities over the cell: what fails, what would mend it, and what a typed value would do. */
export function Arithmetic({ evidence, draft, onPage }: ArithmeticProps) {
  const { checks, cell } = evidence;
  if (cell === null) return null;
  const w = words.evidence;
  const effects = new Map(
    draft === null ? [] : effectsOf(checks, cell.ref, draft).map((effect) => [effect.check.index, effect]),
  );
  const failing = checks.filter(({ status }) => status === 'fail');
  const passing = checks.filter(({ status }) => status === 'pass');
  const idle = checks.filter(({ status }) => status === 'not_applicable');
  const list = (some: readonly CheckView[]) =>
    some.map((check) => (
      <Equation key={check.index} {...{ check, cell: cell.ref, onPage }} effect={effects.get(check.index) ?? null} />
    ));
  const breaking = passing.filter(({ index }) => effects.get(index)?.holds === false);
  return (
    <section aria-labelledby="arithmetic">
      <h3 id="arithmetic">{w.arithmetic}</h3>
      {checks.length === 0 && <p class="muted">{w.noChecks}</p>}
      {list(failing)}
      {list(breaking)}
      {passing.length > breaking.length && (
        <details>
          <summary>{w.holding(passing.length - breaking.length)}</summary>
          {list(passing.filter((check) => !breaking.includes(check)))}
        </details>
      )}
      {idle.length > 0 && (
        <details>
          <summary>{w.notApplicable(idle.length)}</summary>
          {list(idle)}
        </details>
      )}
    </section>
  );
}

interface EquationProps {
  readonly check: CheckView;
  /** The cell that is looked at; null where it is the equation that one looks at. */
  readonly cell: { readonly statement: number; readonly amount: number } | null;
  readonly effect: Effect | null;
  readonly onPage: (page: number) => void;
}

/** Members that are listed; an identity over hundreds of lines says how many more there are. */
const MEMBERS = 40;

/** One identity written out: both sides with their members, what they come to, and how far apart they are. */
export function Equation({ check, cell, effect, onPage }: EquationProps) {
  const w = words.evidence;
  const side = (left: boolean) => check.cells.filter((one) => one.left === left);
  const member = (one: CheckView['cells'][number]) => {
    const own = cell !== null && one.ref.statement === cell.statement && one.ref.amount === cell.amount;
    return (
      <li key={`${one.ref.statement}/${one.ref.amount}`} class={own ? 'own' : one.suspect ? 'suspect' : ''}>
        <button type="button" class="link" onClick={() => onPage(one.page)}>
          {named(words.statement, one.kind)} {words.pageNo(one.page)}
        </button>{' '}
        <bdi>{one.lineName}</bdi> {measureName(one.measure)} <span class="amount">{yuan(one.amount)}</span>
      </li>
    );
  };
  const total = (left: boolean) => {
    const members = side(left);
    const sum = effect === null ? fen(left ? check.lhs : check.rhs) : left ? effect.lhs : effect.rhs;
    return (
      <div class={left ? 'left' : 'right'}>
        <div class="sum amount">{yuanOf(sum)}</div>
        <ul>{members.slice(0, MEMBERS).map(member)}</ul>
        {members.length > MEMBERS && <p class="muted">… +{members.length - MEMBERS}</p>}
      </div>
    );
  };
  const broken = effect === null ? check.status === 'fail' : !effect.holds;
  const [title, scope] = checkWords(check);
  const difference = effect === null ? fen(check.difference) : effect.difference;
  return (
    <article class={`equation ${check.status}`}>
      <h4>
        {title} <span class="muted">{scope}</span>
      </h4>
      <div class="sides">
        {total(true)}
        <div class="relation">{check.relation === 'at_most' ? w.atMost : broken ? '≠' : '='}</div>
        {total(false)}
      </div>
      <p>
        {w.difference} <span class="amount">{yuanOf(difference)}</span>{' '}
        <span class="muted">
          {w.tolerance} {yuan(check.tolerance)}
        </span>{' '}
        {check.blame !== null && <span class="bad">{named(w.blame, check.blame)}</span>}{' '}
        {effect !== null && <EffectWords effect={effect} />}
      </p>
    </article>
  );
}

function EffectWords({ effect }: { readonly effect: Effect }) {
  const w = words.evidence;
  if (effect.change === 'mends') return <strong class="good">✓ {w.wouldHold}</strong>;
  if (effect.change === 'breaks') return <strong class="bad">✗ {w.wouldBreak}</strong>;
  return effect.change === 'stays-broken' ? <strong class="bad">✗ {w.wouldFail}</strong> : null;
}
