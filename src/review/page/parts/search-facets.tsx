import type { SearchAnswer, SearchFilter } from '../../find/api.ts';
import { findWords, named, words } from '../words.ts';

export type Facets = SearchAnswer['facets'];
type Name = keyof Facets;

const NAMES = ['kind', 'department', 'year', 'type', 'statement', 'region'] as const satisfies readonly Name[];
/** More choices than these are found by words. */
const MOST = 300;

interface Props {
  readonly filter: SearchFilter;
  readonly facets: Facets | null;
  readonly onFilter: (filter: SearchFilter) => void;
}

/** What the hits may be narrowed down by, with how many each choice would leave. */
export function SearchFacets({ filter, facets, onFilter }: Props) {
  const w = findWords.search;
  const label = (name: Name, value: string) => {
    if (name === 'kind') return named(w.kinds, value);
    if (name === 'type') return named(words.documentType, value);
    return name === 'statement' ? named(words.statement, value) : value;
  };
  return (
    <>
      <div class="facet-grid">
        {NAMES.map((name) => (
          <label key={name} class="choice">
            <span>{w.facets[name]}</span>
            <select
              value={filter[name] ?? ''}
              onChange={({ currentTarget }) => onFilter({ ...filter, [name]: currentTarget.value || undefined })}
            >
              <option value="">{w.all}</option>
              {chosenFirst(facets?.[name] ?? [], filter[name]).map(({ value, count }) => (
                <option key={value} value={value}>
                  {`${label(name, value).slice(0, 60)}${count === null ? '' : ` (${count})`}`}
                </option>
              ))}
            </select>
          </label>
        ))}
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={filter.all === '1'}
          onChange={({ currentTarget }) => onFilter({ ...filter, all: currentTarget.checked ? '1' : undefined })}
        />
        {w.allVersions}
      </label>
    </>
  );
}

/** A choice that leaves nothing is still shown as chosen. */
function chosenFirst(facets: Facets[Name], chosen: string | undefined) {
  const list: { value: string; count: number | null }[] = facets.slice(0, MOST);
  const known = chosen === undefined || list.some(({ value }) => value === chosen);
  return known ? list : [{ value: chosen, count: null }, ...list];
}
