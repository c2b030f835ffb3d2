import { useEffect, useState } from 'preact/hooks';
import type { Facets, QueueFilter } from '../../api.ts';
import { api, RequestError } from '../state/client.ts';
import { named, words } from '../words.ts';
import { ExportButtons } from './export-buttons.tsx';

interface Props {
  readonly filter: QueueFilter;
  readonly revision: number;
  readonly total: number | null;
  readonly onFilter: (filter: QueueFilter) => void;
}

/** How long changes may settle before everything is counted again. */
const REST_MS = 400;

/** What of the queue is shown, with how much each choice would leave. */
export function Filters({ filter, revision, total, onFilter }: Props) {
  const [facets, setFacets] = useState<Facets | null>(null);
  const name = JSON.stringify(filter);
  useEffect(() => {
    let gone = false;
    const timer = window.setTimeout(
      async () => {
        const answer = await api.facets(JSON.parse(name)).catch((error: unknown) => {
          if (error instanceof RequestError) return null;
          throw error;
        });
        if (!gone && answer !== null) setFacets(answer);
      },
      revision === 0 ? 0 : REST_MS,
    );
    return () => {
      gone = true;
      window.clearTimeout(timer);
    };
  }, [name, revision]);
  const set = (part: keyof QueueFilter) => (value: string | undefined) => onFilter({ ...filter, [part]: value });
  const reasons = facets?.reasons.map((one) => ({ ...one, label: named(words.reason, one.value) }));
  const statements = facets?.statements.map((one) => ({ ...one, label: named(words.statement, one.value) }));
  const departments = facets?.departments.map((one) => ({ ...one, label: one.label || words.queue.none }));
  const w = words.queue;
  return (
    <section class="filters" aria-label={w.filters}>
      <Choice id="filter-reason" label={w.reason} value={filter.reason} list={reasons} onChange={set('reason')} />
      <Choice label={w.statement} value={filter.statement} list={statements} onChange={set('statement')} />
      <Choice label={w.department} value={filter.department} list={departments} onChange={set('department')} />
      <Choice label={w.document} value={filter.document} list={facets?.documents} onChange={set('document')} />
      <div class="filters-foot">
        <output class="muted">{total === null ? words.loading : w.count(total)}</output>
        {Object.values(filter).some((value) => value !== undefined) && (
          <button type="button" class="link" onClick={() => onFilter({})}>
            {w.clear}
          </button>
        )}
      </div>
      <ExportButtons table="review_queue" filter={filter} />
    </section>
  );
}

interface ChoiceProps {
  readonly id?: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly list: Facets['documents'] | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** Values are told apart from "all" by a mark in front: an empty value is one, too. */
export function Choice({ id, label, value, list, onChange }: ChoiceProps) {
  const known = list?.some((one) => one.value === value) ?? false;
  return (
    <label class="choice">
      <span>{label}</span>
      <select
        id={id}
        value={value === undefined ? '' : `=${value}`}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.value === '' ? undefined : currentTarget.value.slice(1))
        }
      >
        <option value="">{words.queue.all}</option>
        {value !== undefined && !known && <option value={`=${value}`}>{value}</option>}
        {list?.slice(0, 1000).map((one) => (
          <option key={one.value} value={`=${one.value}`}>
            {`${one.label.slice(0, 80)} (${one.count})`}
          </option>
        ))}
      </select>
    </label>
  );
}
