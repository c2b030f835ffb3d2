import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { LookButtons } from '../parts/look-buttons.tsx';
import { api } from '../state/client.ts';
import { failure } from '../state/client-failure.ts';
import type { Desk } from '../state/desk.ts';
import { useDrop } from '../state/drop.ts';
import { type IntakeState, useIntake } from '../state/intake-data.ts';
import { useKeyActions, useTwoKeys } from '../state/keys.ts';
import { type Live, useLive } from '../state/live.ts';
import { FINDINGS, go, href, QUEUE, type Route, SEARCH, useRoute } from '../state/route.ts';
import { type DeskState, useDesk } from '../state/use-desk.ts';
import { findingWords, findWords, intakeWords, words } from '../words.ts';
import { ChartView } from './chart-view.tsx';
import { InviteDialog, KeysDialog, NameDialog } from './dialogs.tsx';
import { DocumentView } from './document-view.tsx';
import { DocumentsView } from './documents-view.tsx';
import { FindingsView } from './findings-view.tsx';
import { ImportView } from './import-view.tsx';
import { QueueView } from './queue-view.tsx';
import { SearchView } from './search-view.tsx';
import { VersionsView } from './versions-view.tsx';

type Open = { readonly dialog: 'keys' | 'name' } | { readonly dialog: 'invite'; readonly address: string } | null;

/** The frame around every view: where one is, who one is, what was just said, whether the server is there. */
export function App() {
  const route = useRoute();
  const live = useLive();
  const [open, setOpen] = useState<Open>(null);
  const state = useDesk(live, () => setOpen({ dialog: 'name' }));
  const intake = useIntake(live);
  const take = useRef((_files: readonly File[]) => {});
  take.current = (files) => {
    intake.send(files);
    go({ view: 'import' });
  };
  const over = useDrop(useCallback((files: readonly File[]) => take.current(files), []));
  // A PDF that was missing may have been found.
  useEffect(() => void window.dispatchEvent(new Event('yusuan:changed')), [live.revision]);
  useTwoKeys();
  useKeyActions({
    help: () => setOpen({ dialog: 'keys' }),
    queue: () => go(QUEUE),
    findings: () => go(FINDINGS),
    import: () => go({ view: 'import' }),
    documents: () => go({ view: 'documents' }),
    chart: () => go({ view: 'chart' }),
    search: () => go(SEARCH),
    versions: () => go({ view: 'versions' }),
    undo: state.undoLast,
  });
  return (
    <>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <Head
        {...{ route, left: state.left, name: state.name }}
        onKeys={() => setOpen({ dialog: 'keys' })}
        onName={() => setOpen({ dialog: 'name' })}
        onInvite={() =>
          void api.invite().then(
            ({ path }) => setOpen({ dialog: 'invite', address: window.location.origin + path }),
            (error: unknown) => state.desk.say(failure(error)),
          )
        }
      />
      <Notice live={live} />
      <main id="main" tabIndex={-1}>
        <Shown {...{ route, intake, over }} desk={state.desk} />
      </main>
      <p class="said" role="status" aria-live="polite">
        {state.said}
      </p>
      <Dialogs {...{ open, state }} onClose={() => setOpen(null)} />
    </>
  );
}

interface DialogsProps {
  readonly open: Open;
  readonly state: DeskState;
  readonly onClose: () => void;
}

function Dialogs({ open, state, onClose }: DialogsProps) {
  if (open?.dialog === 'keys') return <KeysDialog onClose={onClose} />;
  if (open?.dialog === 'invite') return <InviteDialog address={open.address} onClose={onClose} />;
  if (open === null) return null;
  const onName = (name: string) => {
    state.rename(name);
    onClose();
  };
  return <NameDialog {...{ name: state.name, onName, onClose }} />;
}

interface ShownProps {
  readonly route: Route;
  readonly desk: Desk;
  readonly intake: IntakeState;
  readonly over: boolean;
}

function Shown({ route, desk, intake, over }: ShownProps) {
  // Nothing to review and nothing to look at yet: the first thing to do is to bring documents.
  const fresh = intake.view?.able === true && intake.view.documents === 0 && route.view === 'queue';
  if (route.view === 'import' || over || fresh) return <ImportView intake={intake} over={over} />;
  if (route.view === 'documents') return <DocumentsView desk={desk} />;
  if (route.view === 'findings') return <FindingsView route={route} desk={desk} />;
  if (route.view === 'search') return <SearchView route={route} revision={desk.revision} />;
  if (route.view === 'versions') return <VersionsView desk={desk} />;
  if (route.view === 'chart') return <ChartView desk={desk} />;
  if (route.view === 'document') return <DocumentView sha256={route.sha256} cell={route.cell} desk={desk} />;
  return <QueueView route={route} desk={desk} />;
}

interface HeadProps {
  readonly route: Route;
  readonly left: number | null;
  readonly name: string;
  readonly onKeys: () => void;
  readonly onName: () => void;
  readonly onInvite: () => void;
}

function Head({ route, left, name, onKeys, onName, onInvite }: HeadProps) {
  const tab = (view: 'queue' | 'documents' | 'chart', to: Route) => {
    const here = route.view === view || (view === 'documents' && route.view === 'document');
    return (
      <a href={href(to)} aria-current={here ? 'page' : undefined}>
        {words.tabs[view]}
      </a>
    );
  };
  return (
    <header class="top">
      <h1 class="brand">{words.title}</h1>
      <nav aria-label={words.title}>
        {tab('queue', QUEUE)}
        <a href={href(FINDINGS)} aria-current={route.view === 'findings' ? 'page' : undefined}>
          {findingWords.tab}
        </a>
        <a href={href(SEARCH)} aria-current={route.view === 'search' ? 'page' : undefined}>
          {findWords.search.tab}
        </a>
        {tab('documents', { view: 'documents' })}
        <a href={href({ view: 'versions' })} aria-current={route.view === 'versions' ? 'page' : undefined}>
          {findWords.versions.tab}
        </a>
        {tab('chart', { view: 'chart' })}
        <a href={href({ view: 'import' })} aria-current={route.view === 'import' ? 'page' : undefined}>
          {intakeWords.tab}
        </a>
      </nav>
      <output class="left">{left === null ? '' : words.left(left)}</output>
      <span class="grow" />
      <LookButtons />
      <button type="button" onClick={onInvite}>
        {words.invite}
      </button>
      <button type="button" onClick={onName}>
        {words.reviewer}
        {name === '' ? '' : ` · ${name.slice(0, 20)}`}
      </button>
      <button type="button" onClick={onKeys}>
        {words.help} <kbd>?</kbd>
      </button>
    </header>
  );
}

function Notice({ live }: { readonly live: Live }) {
  if (live.connection === 'on') return null;
  return (
    <p class="notice" role="alert">
      {live.connection === 'expired' ? words.expired : words.offline}
    </p>
  );
}
