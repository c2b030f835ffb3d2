import { useEffect, useRef, useState } from 'preact/hooks';
import type { DecisionAnswer } from '../api.ts';
import { ChartView } from './chart-view.tsx';
import { api, RequestError } from './client.ts';
import type { Desk } from './desk.ts';
import { InviteDialog, KeysDialog, NameDialog } from './dialogs.tsx';
import { DocumentView } from './document-view.tsx';
import { DocumentsView } from './documents-view.tsx';
import { useKeyActions, useTwoKeys } from './keys.ts';
import { type Live, useLive } from './live.ts';
import { QueueView } from './queue-view.tsx';
import { go, href, QUEUE, type Route, useRoute } from './route.ts';
import { words } from './words.ts';

const NAME = 'yusuan.reviewer';
const MINE = 'yusuan.decisions';
type Open = { readonly dialog: 'keys' | 'name' } | { readonly dialog: 'invite'; readonly address: string } | null;

/** The frame around every view: where one is, who one is, what was just said, whether the server is there. */
export function App() {
  const route = useRoute();
  const live = useLive();
  const [open, setOpen] = useState<Open>(null);
  const [name, setName] = useState(() => localStorage.getItem(NAME) ?? '');
  const [said, say] = useSaid();
  const [left, setLeft] = useState<number | null>(null);
  const mine = useRef<number[]>(JSON.parse(sessionStorage.getItem(MINE) ?? '[]'));
  useEffect(() => setLeft(live.left), [live.left, live.revision]);
  useEffect(() => {
    void api.queue({}, 0, 1, new AbortController().signal).then(
      ({ left: n }) => setLeft(n),
      () => undefined,
    );
  }, []);
  const keep = () => sessionStorage.setItem(MINE, JSON.stringify(mine.current.slice(-1000)));
  const undo = async (id: number) => {
    const who = reviewer();
    if (who === null) return;
    try {
      await api.undo(id, who);
      mine.current = mine.current.filter((one) => one !== id);
      keep();
      say(words.decide.undone);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (error.refusal.error === 'conflict') mine.current = mine.current.filter((one) => one !== id);
      say(`${words.failed}${error.refusal.error === 'conflict' ? words.state.undone : error.message}`);
    }
  };
  const reviewer = () => {
    if (name !== '') return name;
    say(words.decide.nameFirst);
    setOpen({ dialog: 'name' });
    return null;
  };
  const decided = (answer: DecisionAnswer) => {
    mine.current.push(answer.id);
    keep();
    setLeft(answer.left);
    say(words.decide.settled(answer.settled) + (answer.added > 0 ? words.decide.added(answer.added) : ''));
  };
  const desk: Desk = { revision: live.revision, reviewer, decided, undo, say };
  useTwoKeys();
  useKeyActions({
    help: () => setOpen({ dialog: 'keys' }),
    queue: () => go(QUEUE),
    documents: () => go({ view: 'documents' }),
    chart: () => go({ view: 'chart' }),
    undo: () => {
      const last = mine.current.at(-1);
      if (last === undefined) say(words.decide.nothingToUndo);
      else void undo(last);
    },
  });
  const close = () => setOpen(null);
  return (
    <>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <Head
        {...{ route, left, name }}
        onKeys={() => setOpen({ dialog: 'keys' })}
        onName={() => setOpen({ dialog: 'name' })}
        onInvite={async () => {
          const { path } = await api.invite();
          setOpen({ dialog: 'invite', address: window.location.origin + path });
        }}
      />
      <Notice live={live} />
      <main id="main" tabIndex={-1}>
        <Shown route={route} desk={desk} />
      </main>
      <p class="said" role="status" aria-live="polite">
        {said}
      </p>
      {open?.dialog === 'keys' && <KeysDialog onClose={close} />}
      {open?.dialog === 'invite' && <InviteDialog address={open.address} onClose={close} />}
      {open?.dialog === 'name' && (
        <NameDialog
          name={name}
          onClose={close}
          onName={(text) => {
            localStorage.setItem(NAME, text);
            setName(text);
            close();
          }}
        />
      )}
    </>
  );
}

const SAID_MS = 6000;

/** A sentence that is shown for a while and read out. */
function useSaid() {
  const [said, setSaid] = useState('');
  const timer = useRef(0);
  const say = (text: string) => {
    window.clearTimeout(timer.current);
    setSaid(text);
    timer.current = window.setTimeout(() => setSaid(''), SAID_MS);
  };
  return [said, say] as const;
}

function Shown({ route, desk }: { readonly route: Route; readonly desk: Desk }) {
  if (route.view === 'documents') return <DocumentsView desk={desk} />;
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
      <span class="brand">{words.title}</span>
      <nav aria-label={words.title}>
        {tab('queue', QUEUE)}
        {tab('documents', { view: 'documents' })}
        {tab('chart', { view: 'chart' })}
      </nav>
      <output class="left">{left === null ? '' : words.left(left)}</output>
      <span class="grow" />
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
