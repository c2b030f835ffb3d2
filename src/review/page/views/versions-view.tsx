import { useEffect, useState } from 'preact/hooks';
import { fen } from '../../effects.ts';
import type { VersionChange, VersionDocument, VersionPair, VersionView } from '../../find/api.ts';
import { type PageMark, PagePicture, tellPicture } from '../parts/page-picture.tsx';
import { ScrollArea } from '../parts/scroll-area.tsx';
import { VersionPanel } from '../parts/version-panel.tsx';
import { failure } from '../state/client-failure.ts';
import type { Desk } from '../state/desk.ts';
import { findApi } from '../state/find-client.ts';
import { report, yuan, yuanOf } from '../state/format.ts';
import { useKeyActions } from '../state/keys.ts';
import { findWords, measureName, named, words } from '../words.ts';

/** Two versions of a report side by side, what differs lit up in both. */
export function VersionsView({ desk }: { readonly desk: Desk }) {
  const w = findWords.versions;
  const [reports, setReports] = useState<readonly (readonly VersionView[])[] | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  useEffect(() => {
    void findApi.versions().then(setReports, () => undefined);
  }, [desk.revision]);
  const pairs = pairsOf(reports ?? []);
  const here = pairs.find(({ key }) => key === chosen) ?? pairs[0];
  const pair = usePair(here?.before.sha256, here?.after.sha256, desk.revision);
  useEffect(() => setAt(0), [here?.key]);
  const changes = pair?.changes ?? [];
  const step = (by: number) => setAt((now) => Math.min(Math.max(0, now + by), Math.max(0, changes.length - 1)));
  useKeyActions({
    next: () => step(1),
    previous: () => step(-1),
    filters: () => document.getElementById('versions-report')?.focus(),
    ...{ zoomIn: () => tellPicture('+'), zoomOut: () => tellPicture('-'), fit: () => tellPicture('0') },
    pan: tellPicture,
  });
  if (reports === null) return <p class="muted pad">{words.loading}</p>;
  if (here === undefined) return <p class="empty">{w.none}</p>;
  const change = changes[at];
  const pin = async (version: VersionView) => {
    const reviewer = desk.reviewer();
    if (reviewer === null) return;
    const pinned = version.current && version.currentBy === 'pinned';
    try {
      setReports(await findApi.pin(version.sha256, !pinned, reviewer));
      setChosen(null);
    } catch (error) {
      desk.say(failure(error));
    }
  };
  return (
    <div class="three versions-view">
      <h2 class="hidden">{w.label}</h2>
      <div class="left-pane">
        <label class="choice pad">
          <span>{w.report}</span>
          <select
            id="versions-report"
            value={here.key}
            onChange={({ currentTarget }) => setChosen(currentTarget.value)}
          >
            {pairs.map(({ key, before, after }) => (
              <option key={key} value={key}>
                {`${before.department} ${report(before.documentType, before.fiscalYear)}: ${before.file} → ${after.file}`}
              </option>
            ))}
          </select>
        </label>
        <Changes pair={pair} at={at} onChoose={setAt} />
      </div>
      <Pictures pair={pair} change={change} spot={`${here.key}/${at}`} />
      <VersionPanel versions={reports.find((rows) => rows.includes(here.before)) ?? []} onPin={(one) => void pin(one)}>
        {change === undefined ? <p class="muted">{w.choose}</p> : <Amounts change={change} />}
      </VersionPanel>
    </div>
  );
}

/** Each older version beside each current one. */
function pairsOf(reports: readonly (readonly VersionView[])[]) {
  return reports.flatMap((rows) =>
    rows
      .filter(({ current }) => !current)
      .flatMap((before) =>
        rows
          .filter(({ current }) => current)
          .map((after) => ({ key: `${before.sha256}/${after.sha256}`, before, after })),
      ),
  );
}

function usePair(before: string | undefined, after: string | undefined, revision: number): VersionPair | null {
  const [pair, setPair] = useState<VersionPair | null>(null);
  useEffect(() => {
    let gone = false;
    setPair(null);
    if (before !== undefined && after !== undefined) {
      void findApi.pair(before, after).then(
        (found) => gone || setPair(found),
        () => undefined,
      );
    }
    return () => {
      gone = true;
    };
  }, [before, after, revision]);
  return pair;
}

interface ChangesProps {
  readonly pair: VersionPair | null;
  readonly at: number;
  readonly onChoose: (at: number) => void;
}

/** More changes than these are another report rather than another version. */
const SHOWN = 500;

function Changes({ pair, at, onChoose }: ChangesProps) {
  const w = findWords.versions;
  const said = pair === null ? words.loading : w.changes(pair.changes.length, pair.same);
  return (
    <ScrollArea class="hits scroll" label={w.label}>
      <p class="muted" role="status">
        {pair?.changes.length === 0 ? w.equal : said}
      </p>
      <ol class="hit-list">
        {pair?.changes.slice(0, SHOWN).map((change, index) => (
          <li key={index}>
            <button
              type="button"
              class={`hit change${index === at ? ' selected' : ''}`}
              aria-current={index === at ? 'true' : undefined}
              onClick={() => onChoose(index)}
            >
              <span class="tag">{named(words.statement, change.statement)}</span>{' '}
              <bdi class="hit-text">
                {change.code ?? ''} {change.name.slice(0, 80)}
              </bdi>{' '}
              {measureName(change.measure)}
              <span class="hit-where">
                <del>{change.before === null ? w.absent : yuan(change.before.amount)}</del> →{' '}
                <ins>{change.after === null ? w.absent : yuan(change.after.amount)}</ins>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </ScrollArea>
  );
}

interface PicturesProps {
  readonly pair: VersionPair | null;
  readonly change: VersionChange | undefined;
  readonly spot: string;
}

function Pictures({ pair, change, spot }: PicturesProps) {
  if (pair === null) return <section class="picture empty" aria-label={words.picture.label} />;
  const marks = (side: 'before' | 'after') =>
    pair.changes.flatMap((one): PageMark[] => {
      const cell = one[side];
      return cell === null ? [] : [{ role: one === change ? 'cell' : 'suspect', page: cell.page, box: cell.box }];
    });
  return (
    <div class="pictures pictures-2">
      {(['before', 'after'] as const).map((side) => (
        <OnePicture key={side} side={side} document={pair[side]} change={change} spot={spot} marks={marks(side)} />
      ))}
    </div>
  );
}

interface OneProps {
  readonly side: 'before' | 'after';
  readonly document: VersionDocument;
  readonly change: VersionChange | undefined;
  readonly spot: string;
  readonly marks: readonly PageMark[];
}

function OnePicture({ side, document, change, spot, marks }: OneProps) {
  const [turned, turn] = useState<number | null>(null);
  useEffect(() => turn(null), [spot]);
  const cell = change?.[side] ?? null;
  const page = turned ?? cell?.page ?? 1;
  return (
    <PagePicture
      document={document.sha256}
      file={document.file}
      pages={document.pages}
      page={page}
      size={document.sizes.find(({ number }) => number === page) ?? null}
      focus={cell !== null && cell.page === page ? cell.box : null}
      row={null}
      focusKey={spot}
      marks={marks}
      onPage={turn}
      onBack={() => turn(null)}
      label={`${findWords.versions[side]} · ${document.file.slice(0, 60)}`}
    />
  );
}

function Amounts({ change }: { readonly change: VersionChange }) {
  const w = findWords.versions;
  const { before, after } = change;
  return (
    <>
      <h3>
        <bdi>
          {named(words.statement, change.statement)} · {change.code ?? ''} {change.name} · {measureName(change.measure)}
        </bdi>
      </h3>
      <table class="grid">
        <tbody>
          <tr>
            <th scope="row">{w.before}</th>
            <td class="amount changed">{before === null ? w.absent : yuan(before.amount)}</td>
          </tr>
          <tr>
            <th scope="row">{w.after}</th>
            <td class="amount changed">{after === null ? w.absent : yuan(after.amount)}</td>
          </tr>
          {before !== null && after !== null && (
            <tr>
              <th scope="row">{w.difference}</th>
              <td class="amount">{yuanOf(fen(after.amount) - fen(before.amount))}</td>
            </tr>
          )}
        </tbody>
      </table>
    </>
  );
}
