import { useEffect, useRef } from 'preact/hooks';
import type { Deciding } from '../state/decision.ts';
import { words } from '../words.ts';

/** Puts the cursor into a form that was just opened. */
export function useFocus<T extends HTMLElement>() {
  const field = useRef<T>(null);
  useEffect(() => field.current?.focus(), []);
  return field;
}

/** The buttons at the end of a form. */
export function Ends({ deciding, ready }: { readonly deciding: Deciding; readonly ready: boolean }) {
  return (
    <div class="buttons">
      <button type="submit" class="primary" disabled={!ready || deciding.saving}>
        {deciding.saving ? words.decide.saving : words.save} <kbd>Enter</kbd>
      </button>
      <button type="button" onClick={() => deciding.open(null)}>
        {words.cancel} <kbd>Esc</kbd>
      </button>
    </div>
  );
}

interface AmountProps {
  readonly unit: string;
  readonly draft: string;
  readonly type: (draft: string) => void;
  readonly problem: string | null;
}

/** The field for an amount, with what is wrong with it as one types. */
export function AmountField({ unit, draft, type, problem }: AmountProps) {
  const field = useFocus<HTMLInputElement>();
  return (
    <>
      <label class="field">
        <span>{words.decide.value(unit)}</span>
        <input
          ref={field}
          id="value"
          class="amount"
          inputMode="decimal"
          autocomplete="off"
          value={draft}
          maxLength={100}
          aria-invalid={problem !== null}
          aria-describedby="value-problem"
          onInput={({ currentTarget }) => type(currentTarget.value)}
        />
      </label>
      <p id="value-problem" class="problem" aria-live="polite">
        {problem}
      </p>
    </>
  );
}
