import { useEffect } from 'preact/hooks';
import type { FindingEntry } from '../../../api.ts';
import { type FindingList as Found, spotOf } from '../../state/finding-data.ts';
import { report, yuan } from '../../state/format.ts';
import { checkWords, measureName, named, findingWords as w, words } from '../../words.ts';

interface Props {
  readonly list: Found;
  readonly chosen: string | null;
  readonly onChoose: (spot: string) => void;
}

/** What was found, worst first. */
export function FindingList({ list, chosen, onChoose }: Props) {
  useEffect(() => {
    document.getElementById(`finding-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  if (list.total === 0) return <p class="empty">{w.empty}</p>;
  return (
    <div class="list findings" role="listbox" tabIndex={0} aria-label={w.label} aria-busy={list.total === null}>
      {list.rows.map((row) => (
        <Finding key={spotOf(row)} row={row} chosen={spotOf(row) === chosen} onChoose={onChoose} />
      ))}
      {list.total !== null && list.rows.length < Math.min(list.total, 500) && (
        <button type="button" class="more" onClick={list.more}>
          {w.more}
        </button>
      )}
    </div>
  );
}

interface FindingProps {
  readonly row: FindingEntry;
  readonly chosen: boolean;
  readonly onChoose: (spot: string) => void;
}

function Finding({ row, chosen, onChoose }: FindingProps) {
  const spot = spotOf(row);
  return (
    <div
      id={`finding-${spot}`}
      class={`finding${chosen ? ' selected' : ''}`}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      onClick={() => onChoose(spot)}
      onKeyDown={({ key }) => key === 'Enter' && onChoose(spot)}
    >
      <div class="row-top">
        <span class="row-name">
          <bdi>{placeOf(row)}</bdi>
        </span>
        <span class="row-amount">
          {row.difference === null ? yuan(row.lhs) : yuan(row.difference.replace('-', ''))}
        </span>
      </div>
      <div class="row-bottom">
        <span class={row.state === 'fails' ? 'reason reason-bad' : 'reason reason-open'}>
          {named(w.kinds, row.kind)}
        </span>
        <span class="muted">
          {row.mark === 'none' ? '' : `${named(w.marks, row.mark)} · `}
          {row.page === null ? '' : `${words.pageNo(row.page)} · `}
          {row.title}
        </span>
      </div>
      <div class="row-file muted">
        <bdi>{row.department ?? row.file}</bdi> {report(row.documentType, row.fiscalYear)}
      </div>
    </div>
  );
}

/** Where in its report a finding is: the line and columns of a sum, the sentence of the prose. */
function placeOf(row: FindingEntry): string {
  if (row.origin === 'claim') {
    return [
      named(words.statement, row.statement),
      row.lineName ?? '',
      row.measure === null ? '' : measureName(row.measure),
    ]
      .concat(row.said.slice(0, 80))
      .join(' ')
      .trim();
  }
  const place = row.place === null ? null : JSON.parse(row.place);
  return checkWords({ rule: row.rule, title: row.title, scope: row.said, place })[1];
}
