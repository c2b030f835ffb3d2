import type { Evidence, TableLine } from '../../api.ts';
import { measureName, words } from '../words.ts';
import { ScrollArea } from './scroll-area.tsx';

const AROUND = 3;

/** The row and those around it, cell by cell as they were read. */
export function Neighbours({ evidence }: { readonly evidence: Evidence }) {
  const { table, cell } = evidence;
  if (table === null || cell === null) return null;
  const lines = table.lines.filter((line) => line.side === cell.side);
  const at = lines.findIndex((line) => line.line === cell.line);
  const shown = lines.slice(Math.max(0, at - AROUND), at + AROUND + 1);
  const columns = table.columns.filter((column) => column.side === cell.side);
  return (
    <section aria-labelledby="neighbours">
      <h3 id="neighbours">{words.evidence.neighbours}</h3>
      <ScrollArea class="scroll wide" label={words.evidence.neighbours}>
        <table class="grid">
          <thead>
            <tr>
              <th scope="col">{words.evidence.row}</th>
              {columns.map((column) => (
                <th
                  key={column.measure}
                  scope="col"
                  class={column.measure === cell.measure ? 'lit' : ''}
                  title={column.header.join(' ')}
                >
                  {measureName(column.measure)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <tr key={line.line} class={line.line === cell.line ? 'lit' : ''}>
                <th scope="row">
                  <bdi>{[line.code, line.name.slice(0, 60)].filter((part) => part !== null).join(' ')}</bdi>
                </th>
                {columns.map(({ measure }) => (
                  <Reading key={measure} line={line} measure={measure} own={cell.ref.amount} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </section>
  );
}

function Reading({ line, measure, own }: { readonly line: TableLine; readonly measure: string; readonly own: number }) {
  const found = line.cells.filter((one) => one.measure === measure);
  const lit = found.some((one) => one.ref.amount === own);
  const open = found.some((one) => one.needsReview);
  return (
    <td class={`amount${lit ? ' own' : ''}${open ? ' open' : ''}`}>
      {found.map((one) => (
        <bdi key={one.ref.amount}>{one.raw}</bdi>
      ))}
    </td>
  );
}
