import { useState } from 'preact/hooks';
import type { DocumentRow } from '../../api.ts';
import { ExportButtons } from '../parts/export-buttons.tsx';
import { ScrollArea } from '../parts/scroll-area.tsx';
import type { Desk } from '../state/desk.ts';
import { useDocuments } from '../state/documents-data.ts';
import { report } from '../state/format.ts';
import { href } from '../state/route.ts';
import { named, words } from '../words.ts';

/** Every document: what was found, how much is proven, what is open. */
export function DocumentsView({ desk }: { readonly desk: Desk }) {
  const [text, setText] = useState('');
  const { held, more } = useDocuments(text, desk.revision);
  const w = words.documents;
  if (held === null) return <p class="muted pad">{words.loading}</p>;
  const { rows, total } = held;
  if (total === 0 && text === '') return <p class="empty">{w.empty}</p>;
  return (
    <ScrollArea class="scroll pad documents-view" label={w.label}>
      <h2 class="hidden">{w.label}</h2>
      <p>
        <ExportButtons table="documents" what={w.label} /> <ExportButtons table="facts" what={w.facts} />
      </p>
      <p>
        <input
          type="search"
          aria-label={w.find}
          placeholder={w.find}
          value={text}
          maxLength={200}
          onInput={({ currentTarget }) => setText(currentTarget.value.trim())}
        />{' '}
        <span class="muted" role="status">
          {rows.length === total ? w.all(total) : w.some(rows.length, total)}
        </span>
      </p>
      <table class="grid documents">
        <thead>
          <tr>
            {[w.file, w.department, w.year, w.pages, w.statements, w.facts, w.proven, w.open, w.failed, w.corrections]
              .concat(w.status)
              .map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Document key={row.sha256} row={row} />
          ))}
        </tbody>
      </table>
      {more !== null && (
        <button type="button" class="more" onClick={more}>
          {w.more}
        </button>
      )}
    </ScrollArea>
  );
}

function Document({ row }: { readonly row: DocumentRow }) {
  const share = row.facts === 0 ? '–' : `${(Math.floor((1000 * row.proven) / row.facts) / 10).toFixed(1)}%`;
  const queue = href({ view: 'queue', filter: { document: row.sha256 }, of: null, key: null });
  const findings = href({ view: 'findings', filter: { state: 'fails', document: row.sha256 }, at: null });
  return (
    <tr>
      <th scope="row">
        <a href={href({ view: 'document', sha256: row.sha256, cell: null })}>
          <bdi>{row.file.slice(0, 120)}</bdi>
        </a>
        {!row.current && <span class="tag">{words.documents.older}</span>}
      </th>
      <td>
        <bdi>{(row.department ?? '').slice(0, 80)}</bdi>
      </td>
      <td>{report(row.documentType, row.fiscalYear)}</td>
      <td class="amount">{row.pages}</td>
      <td class="amount">{row.statements}</td>
      <td class="amount">{row.facts}</td>
      <td class="amount">{share}</td>
      <td class="amount">{row.open === 0 ? '0' : <a href={queue}>{row.open}</a>}</td>
      <td class="amount">{row.findings === 0 ? '0' : <a href={findings}>{row.findings}</a>}</td>
      <td class="amount">{row.corrections}</td>
      <td>{named(words.status, row.status)}</td>
    </tr>
  );
}
