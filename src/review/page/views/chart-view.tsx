import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ChartBar, ChartPart, ChartRows } from '../../api.ts';
import { fen } from '../../effects.ts';
import { ScrollArea } from '../parts/scroll-area.tsx';
import { YearsChart } from '../parts/years-chart.tsx';
import { api } from '../state/client.ts';
import type { Desk } from '../state/desk.ts';
import { report, yuan, yuanOf } from '../state/format.ts';
import { href } from '../state/route.ts';
import { measureName, named, words } from '../words.ts';

const SHOWN = 40;
/** As many colours as can be told apart; further classes have them again, hatched and then crossed. */
const FILLS = 10;
const HATCHES = ['', ' hatched', ' crossed'];

function filling(at: number): string {
  return `fill-${at % FILLS}${HATCHES[Math.floor(at / FILLS) % HATCHES.length]}`;
}

interface Chosen {
  readonly bar: ChartBar;
  readonly part: ChartPart;
}

/** Expenditure of departments by class and year; a segment opens the rows behind it. */
export function ChartView({ desk }: { readonly desk: Desk }) {
  const [bars, setBars] = useState<readonly ChartBar[] | null>(null);
  const [department, setDepartment] = useState('');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  useEffect(() => {
    void api.chart().then(setBars, () => undefined);
  }, [desk.revision]);
  const departments = useMemo(() => [...new Set(bars?.map((bar) => bar.department) ?? [])], [bars]);
  const w = words.chart;
  if (bars === null) return <p class="muted pad">{words.loading}</p>;
  if (bars.length === 0) return <p class="empty">{w.empty}</p>;
  const matching = bars.filter((bar) => department === '' || bar.department === department);
  const shown = matching.slice(0, SHOWN);
  return (
    <ScrollArea class="chart scroll pad" label={w.label}>
      <h2 class="view-title">{w.label}</h2>
      <label class="choice">
        <span>{w.department}</span>
        <select value={department} onChange={({ currentTarget }) => setDepartment(currentTarget.value)}>
          <option value="">{w.all}</option>
          {departments.map((name) => (
            <option key={name} value={name}>
              {name.slice(0, 80)}
            </option>
          ))}
        </select>
      </label>
      <p class="muted">
        {w.hint} {matching.length > SHOWN && w.shown(SHOWN, matching.length)}
      </p>
      <Bars bars={shown} chosen={chosen} onChoose={setChosen} />
      {chosen !== null && <Behind key={`${chosen.bar.document}/${chosen.part.code}`} chosen={chosen} />}
      <DataTable bars={shown} onChoose={setChosen} />
      <YearsChart department={department} revision={desk.revision} />
    </ScrollArea>
  );
}

interface BarsProps {
  readonly bars: readonly ChartBar[];
  readonly chosen: Chosen | null;
  readonly onChoose: (chosen: Chosen) => void;
}

function totalOf(bar: ChartBar): bigint {
  return bar.parts.reduce((sum, part) => sum + fen(part.amount), 0n);
}

/** Widths are drawing, not arithmetic: sums stay exact, a share of the longest bar becomes a float at the very end. */
function share(part: bigint, whole: bigint): number {
  return whole <= 0n ? 0 : Number((part * 100_000n) / whole) / 1000;
}

function Bars({ bars, chosen, onChoose }: BarsProps) {
  const longest =
    bars
      .map(totalOf)
      .toSorted((a, b) => (a < b ? -1 : 1))
      .at(-1) ?? 0n;
  const codes = [...new Set(bars.flatMap((bar) => bar.parts.map(({ code }) => code)))].sort();
  const names = new Map(bars.flatMap((bar) => bar.parts.map(({ code, name }) => [code, name] as const)));
  return (
    <>
      <ul class="legend classes">
        {codes.map((code, at) => (
          <li key={code}>
            <i class={`swatch ${filling(at)}`} aria-hidden="true" /> {code} <bdi>{names.get(code)?.slice(0, 30)}</bdi>
          </li>
        ))}
      </ul>
      <div class="bars">
        {bars.map((bar) => (
          <div key={bar.document} class="bar-row">
            <div class="bar-name">
              <bdi>{bar.department.slice(0, 60)}</bdi> {report(bar.documentType, bar.fiscalYear)}
            </div>
            <div class="bar">
              {bar.parts.map((part) => {
                const width = share(fen(part.amount), longest);
                const label = `${part.code} ${part.name} ${bar.department} ${bar.fiscalYear} ${yuan(part.amount)}`;
                const open = part.needsReview ? ` ${words.chart.doubtful}` : '';
                return (
                  <button
                    key={part.code}
                    type="button"
                    class={`segment ${filling(codes.indexOf(part.code))}${part.needsReview ? ' doubtful' : ''}`}
                    style={{ width: `${Math.max(width, 0.4)}%` }}
                    aria-label={label + open}
                    aria-pressed={chosen?.part === part}
                    title={label + open}
                    onClick={() => onChoose({ bar, part })}
                  >
                    {width > 6 ? part.code : ''}
                  </button>
                );
              })}
            </div>
            <div class="bar-total amount">{yuanOf(totalOf(bar))}</div>
          </div>
        ))}
      </div>
    </>
  );
}

function Behind({ chosen: { bar, part } }: { readonly chosen: Chosen }) {
  const [answer, setAnswer] = useState<ChartRows | null>(null);
  useEffect(() => {
    void api.chartRows(bar.document, part.code).then(setAnswer, () => undefined);
  }, [bar.document, part.code]);
  return (
    <section class="behind" aria-labelledby="behind">
      <h2 id="behind">{words.chart.behind(bar.department.slice(0, 60), bar.fiscalYear, part.name)}</h2>
      <ScrollArea
        class="scroll wide"
        label={words.chart.behind(bar.department.slice(0, 60), bar.fiscalYear, part.name)}
      >
        <table class="grid">
          <tbody>
            {answer?.rows.map((row) => (
              <tr key={`${row.ref.statement}/${row.ref.amount}`}>
                <td>{named(words.statement, row.kind)}</td>
                <th scope="row">
                  <a
                    href={href({
                      view: 'document',
                      sha256: bar.document,
                      cell: `${row.ref.statement}/${row.ref.amount}`,
                    })}
                  >
                    {row.lineCode ?? ''} <bdi>{row.lineName.slice(0, 60)}</bdi>
                  </a>
                </th>
                <td>{measureName(row.measure)}</td>
                <td class="amount">{yuan(row.amount)}</td>
                <td>
                  <span class={`tag tag-${row.proof}`}>{named(words.proof, row.proof)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea>
    </section>
  );
}

function DataTable({ bars, onChoose }: Pick<BarsProps, 'bars' | 'onChoose'>) {
  return (
    <details>
      <summary>{words.chart.table}</summary>
      <table class="grid">
        <tbody>
          {bars.flatMap((bar) =>
            bar.parts.map((part) => (
              <tr key={`${bar.document}/${part.code}`}>
                <th scope="row">
                  <bdi>{bar.department.slice(0, 60)}</bdi>
                </th>
                <td>{report(bar.documentType, bar.fiscalYear)}</td>
                <td>
                  <button type="button" class="link" onClick={() => onChoose({ bar, part })}>
                    {part.code} {part.name.slice(0, 40)}
                  </button>
                </td>
                <td class="amount">{yuan(part.amount)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </details>
  );
}
