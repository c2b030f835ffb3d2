import { useLayoutEffect, useRef } from 'preact/hooks';

/** What a key can do; see the list behind `?`. */
export type Action =
  | 'next'
  | 'previous'
  | 'accept'
  | 'correct'
  | 'publisher'
  | 'line'
  | 'measure'
  | 'ignore'
  | 'undo'
  | 'reason'
  | 'filters'
  | 'zoomIn'
  | 'zoomOut'
  | 'fit'
  | 'nextPage'
  | 'previousPage'
  | 'back'
  | 'queue'
  | 'documents'
  | 'chart'
  | 'findings'
  | 'import'
  | 'cancel'
  | 'search'
  | 'versions'
  | 'help';

const KEYS: Readonly<Record<string, Action>> = {
  ...{ j: 'next', ArrowDown: 'next', k: 'previous', ArrowUp: 'previous', a: 'accept', Enter: 'accept', c: 'correct' },
  ...{ p: 'publisher', l: 'line', m: 'measure', x: 'ignore', u: 'undo', r: 'reason', f: 'filters', '+': 'zoomIn' },
  ...{
    '=': 'zoomIn',
    '-': 'zoomOut',
    '0': 'fit',
    ']': 'nextPage',
    '[': 'previousPage',
    b: 'back',
    '?': 'help',
    '/': 'search',
  },
  Escape: 'cancel',
};
const AFTER_G: Readonly<Record<string, Action>> = {
  q: 'queue',
  f: 'findings',
  i: 'import',
  d: 'documents',
  c: 'chart',
  s: 'search',
  v: 'versions',
};

export type Actions = Partial<Record<Action, () => void>> & {
  readonly digit?: (n: number) => void;
  readonly pan?: (arrow: string) => void;
};

let afterG = false;

function inField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=checkbox]), textarea, select');
}

/** Enter and the arrows belong to what has the focus first. */
function takenByFocus(event: KeyboardEvent): boolean {
  const { target, key } = event;
  if (!(target instanceof HTMLElement)) return false;
  if (key === 'Enter') return target.closest('button, a, summary, [role=button]') !== null;
  return key.startsWith('Arrow') && target.closest('.picture-pane, .scroll') !== null && !event.shiftKey;
}

function run(event: KeyboardEvent, actions: Actions): boolean {
  const { key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  if (inField(event.target)) {
    if (key !== 'Escape') return false;
    actions.cancel?.();
    return actions.cancel !== undefined;
  }
  if (event.shiftKey && key.startsWith('Arrow')) {
    actions.pan?.(key);
    return actions.pan !== undefined;
  }
  if (takenByFocus(event)) return false;
  if (/^[1-9]$/.test(key)) {
    actions.digit?.(Number(key));
    return actions.digit !== undefined;
  }
  const action = (afterG ? AFTER_G[key] : undefined) ?? KEYS[key];
  const act = action === undefined ? undefined : actions[action];
  act?.();
  return act !== undefined;
}

/** Lets keys do `actions` while the component is shown. A dialog on top takes all keys. */
export function useKeyActions(actions: Actions, dialog = false): void {
  const latest = useRef(actions);
  latest.current = actions;
  // Before the page is first painted: a key that is pressed at once is not lost.
  useLayoutEffect(() => {
    const on = (event: KeyboardEvent) => {
      if (event.defaultPrevented || (!dialog && document.querySelector('dialog[open]') !== null)) return;
      if (run(event, latest.current)) event.preventDefault();
    };
    window.addEventListener('keydown', on);
    return () => window.removeEventListener('keydown', on);
  }, [dialog]);
}

/** Remembers a `g`, the first of two keys; on the way down, before any listener asks. */
export function useTwoKeys(): void {
  useLayoutEffect(() => {
    let now = false;
    const on = (event: KeyboardEvent) => {
      afterG = now;
      now = event.key === 'g' && !inField(event.target) && !event.ctrlKey && !event.metaKey;
    };
    window.addEventListener('keydown', on, { capture: true });
    return () => window.removeEventListener('keydown', on, { capture: true });
  }, []);
}
