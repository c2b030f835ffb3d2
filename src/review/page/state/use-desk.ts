import { useEffect, useRef, useState } from 'preact/hooks';
import type { BulkAnswer, DecisionAnswer } from '../../api.ts';
import { bulkWords, words } from '../words.ts';
import { api, RequestError } from './client.ts';
import type { Desk } from './desk.ts';
import type { Live } from './live.ts';

const NAME = 'yusuan.reviewer';
const MINE = 'yusuan.decisions';
const MANY = 'yusuan.decisions.together';
const REMEMBERED = 1000;
const SAID_MS = 6000;

export interface DeskState {
  readonly desk: Desk;
  readonly name: string;
  readonly rename: (name: string) => void;
  readonly left: number | null;
  readonly said: string;
  readonly undoLast: () => void;
}

/** Who decides, what was decided in this window, what is left, and what was just said. */
export function useDesk(live: Live, askName: () => void): DeskState {
  const [name, setName] = useState(() => localStorage.getItem(NAME) ?? '');
  const [said, say] = useSaid();
  const [left, setLeft] = useLeft(live);
  const mine = useMine();
  const reviewer = () => {
    if (name !== '') return name;
    say(words.decide.nameFirst);
    askName();
    return null;
  };
  const undo = async (id: number) => {
    const who = reviewer();
    if (who === null) return;
    try {
      mine.forget(id);
      const answer = await api.undo(id, who);
      say('error' in answer ? `${words.failed}${words.state.undone}` : words.decide.undone);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      mine.remember(id);
      say(`${words.failed}${error.message}`);
    }
  };
  const undoMany = async (ids: readonly number[]) => {
    const who = reviewer();
    if (who === null) return;
    try {
      const undone = await api.undoBulk(ids, who);
      for (const id of ids) mine.forget(id);
      setLeft(undone.left);
      say(bulkWords.undone(undone.ids.length));
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      say(`${words.failed}${error.message}`);
    }
  };
  const decided = (answer: DecisionAnswer) => {
    mine.remember(answer.id);
    setLeft(answer.left);
    say(words.decide.settled(answer.settled) + (answer.added > 0 ? words.decide.added(answer.added) : ''));
  };
  const rename = (text: string) => {
    localStorage.setItem(NAME, text);
    setName(text);
  };
  const undoLast = () => {
    const last = mine.last();
    const many = mine.lastMany();
    if (many !== null) void undoMany(many);
    else if (last === undefined) say(words.decide.nothingToUndo);
    else void undo(last);
  };
  const decidedMany = ({ ids, skipped, blind, left: n }: BulkAnswer) => {
    if (ids.length > 0) mine.rememberMany(ids);
    setLeft(n);
    const done = ids.length > 0 ? bulkWords.done(ids.length) : bulkWords.doneNone;
    const also = [skipped > 0 ? bulkWords.skipped(skipped) : '', blind > 0 ? bulkWords.blindOnes(blind) : ''];
    say([done, ...also].join(' ').trim());
  };
  const desk = { revision: live.revision, reviewer, isMine: mine.has, decided, decidedMany, undo, say };
  return { desk, name, rename, left, said, undoLast };
}

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

/** How many entries are left in the whole queue. */
function useLeft(live: Live) {
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    if (live.left !== null) setLeft(live.left);
  }, [live.left, live.revision]);
  useEffect(() => {
    void api.queue({}, 0, 1, new AbortController().signal).then(
      ({ left: n }) => setLeft(n),
      () => undefined,
    );
  }, []);
  return [left, setLeft] as const;
}

/** Decisions of this window, so that `u` takes back the last one, after a reload too. */
function useMine() {
  const ids = useRef<number[]>(JSON.parse(sessionStorage.getItem(MINE) ?? '[]'));
  const keep = (next: number[]) => {
    ids.current = next.slice(-REMEMBERED);
    sessionStorage.setItem(MINE, JSON.stringify(ids.current));
  };
  const touched = useRef(new Set<number>(ids.current));
  return {
    remember: (id: number) => {
      touched.current.add(id);
      keep([...ids.current, id]);
    },
    rememberMany: (many: readonly number[]) => {
      for (const id of many) touched.current.add(id);
      keep([...ids.current, ...many]);
      sessionStorage.setItem(MANY, JSON.stringify(many));
    },
    /** The last decisions when they were made at once; null when the last was made alone. */
    lastMany: (): readonly number[] | null => {
      const many: readonly number[] = JSON.parse(sessionStorage.getItem(MANY) ?? '[]');
      const last = ids.current.at(-1);
      return many.length > 0 && many.at(-1) === last ? many : null;
    },
    /** Before it is taken back: then `u` goes to the one before. */
    forget: (id: number) => {
      touched.current.add(id);
      keep(ids.current.filter((one) => one !== id));
    },
    has: (id: number) => touched.current.has(id),
    last: () => ids.current.at(-1),
  };
}
