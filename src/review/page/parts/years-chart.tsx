import { useEffect, useMemo, useState } from 'preact/hooks';
import { STATEMENT_KINDS } from '../../../model/catalogue.ts';
import { fen } from '../../effects.ts';
import type { YearFigure } from '../../find/api.ts';
import { findApi } from '../state/find-client.ts';
import { report, yuan, yuanOf } from '../state/format.ts';
import { href } from '../state/route.ts';
import { findWords, named, words } from '../words.ts';

/** Departments that are drawn at a time; each has a row of its own. */
const SHOWN = 20;
const WIDTH = 900;
const LABEL = 110;
const AMOUNT = 270;
const BAR = 18;
const GAP = 10;
const HEAD = 22;

/** What one line of one statement is over years and departments: a bar each, budget and final accounts side by side. */
export function YearsChart({ department, revision }: { readonly department: string; readonly revision: number }) {
  const w = findWords.years;
  const [statement, setStatement] = useState('expenditure');
  const [code, setCode] = useState('');
  const [figures, setFigures] = useState<readonly YearFigure[] | null>(null);
  useEffect(() => {
    let gone = false;
    void findApi.years(statement, 'total', code).then(
      (found) => gone || setFigures(found),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [statement, code, revision]);
  const wanted = useMemo(
    () => (figures ?? []).filter((one) => department === '' || one.department === department),
    [figures, department],
  );
  const groups = [...Map.groupBy(wanted, (one) => one.department)];
  return (
    <section aria-labelledby="years-title">
      <h2 id="years-title" class="view-title">
        {w.title}
      </h2>
      <div class="years-form">
        <label class="choice">
          <span>{w.statement}</span>
          <select value={statement} onChange={({ currentTarget }) => setStatement(currentTarget.value)}>
            {STATEMENT_KINDS.filter((kind) => kind !== 'other').map((kind) => (
              <option key={kind} value={kind}>
                {named(words.statement, kind)}
              </option>
            ))}
          </select>
        </label>
        <label class="choice">
          <span>{w.code}</span>
          <input
            value={code}
            inputMode="numeric"
            maxLength={9}
            onChange={({ currentTarget }) => setCode(currentTarget.value.trim())}
          />
        </label>
      </div>
      {figures === null ? (
        <p class="muted">{words.loading}</p>
      ) : groups.length === 0 ? (
        <p class="muted">{w.empty}</p>
      ) : (
        <>
          <YearBars groups={groups.slice(0, SHOWN)} />
          {groups.length > SHOWN && <p class="muted">{w.more(groups.length - SHOWN)}</p>}
        </>
      )}
    </section>
  );
}

type Group = readonly [department: string, figures: readonly YearFigure[]];

/** Length is drawing, not arithmetic: a share of the longest becomes a float at the very end. */
function YearBars({ groups }: { readonly groups: readonly Group[] }) {
  const longest = groups
    .flatMap(([, figures]) => figures.map(({ amount }) => fen(amount)))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .at(-1);
  const most = longest === undefined || longest < 1n ? 1n : longest;
  const rows = groups.reduce((sum, [, figures]) => sum + figures.length, 0);
  const height = groups.length * HEAD + rows * (BAR + GAP);
  let y = 0;
  return (
    <svg class="years" viewBox={`0 0 ${WIDTH} ${height}`}>
      <title>{findWords.years.title}</title>
      {groups.map(([department, figures]) => {
        y += HEAD;
        const title = (
          <text class="years-department" x={0} y={y - 6}>
            {department.slice(0, 40)}
          </text>
        );
        const bars = figures.map((figure) => {
          const top = y;
          y += BAR + GAP;
          return (
            <YearBar key={figure.sha256} figure={figure} top={top} most={most} before={budgetOf(figure, figures)} />
          );
        });
        return (
          <g key={department}>
            {title}
            {bars}
          </g>
        );
      })}
    </svg>
  );
}

/** The budget of the same year, beside which final accounts are seen. */
function budgetOf(figure: YearFigure, figures: readonly YearFigure[]): YearFigure | null {
  if (figure.documentType !== 'final') return null;
  return figures.find((one) => one.fiscalYear === figure.fiscalYear && one.documentType === 'budget') ?? null;
}

interface BarProps {
  readonly figure: YearFigure;
  readonly top: number;
  readonly most: bigint;
  readonly before: YearFigure | null;
}

function YearBar({ figure, top, most, before }: BarProps) {
  const value = fen(figure.amount);
  const width = value <= 0n ? 0 : Number((value * 10_000n) / most) / 10_000;
  const room = WIDTH - LABEL - AMOUNT;
  const change = before === null ? '' : ` (${signed(value - fen(before.amount))})`;
  const name = report(figure.documentType, figure.fiscalYear);
  return (
    <a
      href={href({ view: 'document', sha256: figure.sha256, cell: figure.ref })}
      aria-label={`${figure.department} ${name} ${yuan(figure.amount)}${change}`}
    >
      <text class="years-label" x={LABEL - 8} y={top + BAR - 4} text-anchor="end">
        {name}
      </text>
      <rect class={`years-${figure.documentType}`} x={LABEL} y={top} width={Math.max(1, width * room)} height={BAR} />
      <text class="years-amount" x={LABEL + Math.max(1, width * room) + 6} y={top + BAR - 4}>
        {yuan(figure.amount)}
        {change}
      </text>
    </a>
  );
}

function signed(fens: bigint): string {
  return `${fens > 0n ? '+' : ''}${yuanOf(fens)}`;
}
