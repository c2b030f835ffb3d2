import { FINDING_STATES } from '../../../../model/fact.ts';
import type { FindingFacets, FindingFilter } from '../../../api.ts';
import { findingWords as w, words } from '../../words.ts';
import { Choice } from '../filters.tsx';

interface Props {
  readonly filter: FindingFilter;
  readonly facets: FindingFacets | null;
  readonly total: number | null;
  readonly onFilter: (filter: FindingFilter) => void;
}

type Part = Exclude<keyof FindingFilter, 'state'>;

/** Which of the three states is shown, and what of it. */
export function FindingFilters({ filter, facets, total, onFilter }: Props) {
  const set = (part: Part) => (value: string | undefined) => onFilter({ ...filter, [part]: value });
  const list = (part: Part, name: (value: string, label: string) => string) =>
    facets?.[part].map((one) => ({ ...one, label: name(one.value, one.label) }));
  const choice = (part: Part, label: string, name: (value: string, label: string) => string) => (
    <Choice id={`finding-${part}`} label={label} value={filter[part]} list={list(part, name)} onChange={set(part)} />
  );
  const from = (names: Readonly<Record<string, string>>) => (value: string) => names[value] ?? value;
  const narrowed = Object.entries(filter).some(([part, value]) => part !== 'state' && value !== undefined);
  return (
    <section class="filters" aria-label={words.queue.filters}>
      <fieldset class="states">
        <legend class="hidden">{w.label}</legend>
        {FINDING_STATES.map((state) => (
          <button
            key={state}
            type="button"
            aria-pressed={filter.state === state}
            onClick={() => onFilter({ ...filter, state })}
          >
            {w.states[state]} {facets === null ? '' : facets.states[state]}
          </button>
        ))}
      </fieldset>
      {choice('kind', w.kind, from(w.kinds))}
      {choice('grade', w.grade, from(w.grades))}
      {choice('department', w.department, (value) => value || words.queue.none)}
      {choice('document', w.document, (_value, label) => label)}
      {choice('mark', w.mark, from(w.marks))}
      <div class="filters-foot">
        <output class="muted">{total === null ? words.loading : w.count(total)}</output>
        {narrowed && (
          <button type="button" class="link" onClick={() => onFilter({ state: filter.state })}>
            {w.clear}
          </button>
        )}
      </div>
      <p class="muted about">{w.about[filter.state]}</p>
    </section>
  );
}
