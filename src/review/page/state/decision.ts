import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import type { DecisionAnswer, DecisionRequest, Evidence, HistoryEntry, QueueFilter } from '../../api.ts';
import { typedFen } from '../../cells.ts';
import { fen } from '../../effects.ts';
import { bulkWords, named, words } from '../words.ts';
import { api, RequestError } from './client.ts';
import { moment, yuan } from './format.ts';

/** Which form is open. */
export type Mode = 'correct' | 'line' | 'measure' | 'ignore' | null;
export type Extra = Pick<DecisionRequest, 'value' | 'line' | 'measure' | 'column'>;

export interface Deciding {
  readonly mode: Mode;
  readonly open: (mode: Mode) => void;
  readonly draft: string;
  readonly type: (text: string) => void;
  readonly reason: string;
  readonly explain: (text: string) => void;
  readonly saving: boolean;
  readonly problem: string | null;
  readonly conflict: string | null;
  readonly submit: (kind: DecisionRequest['kind'], extra?: Extra) => void;
}

interface Setting {
  readonly evidence: Evidence | null;
  readonly filter: QueueFilter;
  readonly reviewer: () => string | null;
  /** Whether `evidence` is of what is selected at this very moment. */
  readonly isHere: () => boolean;
  readonly onDone: (answer: DecisionAnswer) => void;
  /** Somebody else was first: what stands there now. */
  readonly onConflict: (current: Evidence | null) => void;
}

/** What is wrong with a typed value; null when it may be saved. */
export function problemOf(text: string, evidence: Evidence): string | null {
  const cell = evidence.cell;
  if (cell === null) return null;
  const value = typedFen(text, cell.unit);
  if (value !== null) return value === fen(cell.amount) ? words.decide.same : null;
  return typedFen(text, '亿元') === null ? words.decide.invalid : words.decide.tooFine;
}

/** A draft outlives a reload, a crash and a stopped server. */
const DRAFT = 'yusuan.draft:';
const draftKey = (evidence: Evidence | null) =>
  evidence !== null && evidence.box !== null && (evidence.cell !== null || evidence.entry !== null)
    ? `${DRAFT}${evidence.document.sha256}/${evidence.page?.number}/${Object.values(evidence.box)}`
    : null;

/** The state of deciding on one entry: the open form, what is typed, saving, and a conflict with somebody else. */
export function useDecision({ evidence, filter, reviewer, isHere, onDone, onConflict }: Setting): Deciding {
  const [mode, setMode] = useState<Mode>(null);
  const [draft, setDraft] = useState('');
  const [reason, setReason] = useState('');
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [conflict, setConflict] = useState<string | null>(null);
  const place = draftKey(evidence) ?? evidence?.item?.key ?? '';
  // Before the next key, not after the next paint: it would act with the reason of the entry before, or lose its form.
  useLayoutEffect(() => {
    // Between two entries nothing is decided on; the one that was left may come back after a conflict.
    if (place === '') return;
    const kept = place.startsWith(DRAFT) ? sessionStorage.getItem(place) : null;
    setDraft(kept ?? '');
    setMode(kept === null ? null : 'correct');
    setReason('');
    setProblem(null);
    setConflict(null);
  }, [place]);
  const type = (text: string) => {
    setDraft(text);
    setProblem(null);
    if (place.startsWith(DRAFT)) sessionStorage.setItem(place, text);
  };
  const open = (next: Mode) => {
    setMode(next);
    setProblem(null);
    if (next !== null) return;
    sessionStorage.removeItem(place);
    setDraft('');
  };
  const submit = useCallback(
    async (kind: DecisionRequest['kind'], extra: Extra = {}) => {
      if (evidence === null || saving || !isHere()) return;
      const name = reviewer();
      if (name === null) return;
      setSaving(true);
      setProblem(null);
      try {
        const answer = await api.decide(requestOf(kind, extra, { evidence, filter, reason, name }));
        if ('error' in answer) {
          setConflict(conflictWords(answer.by));
          onConflict(answer.current);
          return;
        }
        sessionStorage.removeItem(place);
        setMode(null);
        setDraft('');
        setReason('');
        setConflict(null);
        onDone(answer);
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        setProblem(wordsFor(error.refusal));
      } finally {
        setSaving(false);
      }
    },
    [evidence, filter, reviewer, isHere, reason, saving, place, onDone, onConflict],
  );
  return { mode, open, draft, type, reason, explain: setReason, saving, problem, conflict, submit };
}

interface Making {
  readonly evidence: Evidence;
  readonly filter: QueueFilter;
  readonly reason: string;
  readonly name: string;
}

function requestOf(
  kind: DecisionRequest['kind'],
  extra: Extra,
  { evidence, filter, reason, name }: Making,
): DecisionRequest {
  return {
    document: evidence.document.sha256,
    item: evidence.item?.key ?? null,
    ref: evidence.cell?.ref ?? null,
    version: evidence.version,
    kind,
    ...extra,
    reviewer: name,
    reason,
    filter,
  };
}

function wordsFor(refusal: RequestError['refusal']): string {
  if (refusal.error === 'offline') return words.offline;
  if (refusal.error === 'unauthorised') return words.expired;
  if (refusal.detail === 'no-picture') return bulkWords.blind;
  return `${words.failed}${refusal.detail}`;
}

function conflictWords(by: HistoryEntry | null): string {
  if (by === null) return words.decide.conflictGone;
  const undone = by.undoneBy !== null;
  const what = undone ? words.state.undone : named(words.kind, by.kind);
  const value = undone || by.newValue === null ? '' : ` ${yuan(by.newValue)} ${words.unit}`;
  return words.decide.conflict(by.undoneBy ?? by.reviewer, moment(by.undoneAt ?? by.at), `${what ?? ''}${value}`);
}
