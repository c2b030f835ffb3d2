import { useState } from 'preact/hooks';
import { Dialog } from '../parts/dialog.tsx';
import { findWords, words } from '../words.ts';
import { toClipboard } from './findings-view.tsx';

/** What every key does. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={words.keys.title} onClose={onClose}>
      <dl class="keys">
        {words.keys.list.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog" class="buttons">
        <button type="submit" class="primary">
          {words.close}
        </button>
      </form>
    </Dialog>
  );
}

interface NameProps {
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

/** Who decides. */
export function NameDialog({ name, onName, onClose }: NameProps) {
  const [text, setText] = useState(name);
  return (
    <Dialog title={words.nameDialog.title} onClose={onClose}>
      <p>{words.nameDialog.text}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') onName(text.trim());
        }}
      >
        <label class="field">
          <span>{words.nameDialog.label}</span>
          <input
            id="reviewer"
            value={text}
            maxLength={100}
            required
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <div class="buttons">
          <button type="submit" class="primary" disabled={text.trim() === ''}>
            {words.save}
          </button>
          <button type="button" onClick={onClose}>
            {words.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** The address for another reviewer. */
export function InviteDialog({ address, onClose }: { readonly address: string; readonly onClose: () => void }) {
  const [copied, setCopied] = useState(false);
  return (
    <Dialog title={words.invite} onClose={onClose}>
      <div class="copy-line">
        <label class="field">
          <span>{words.inviteReady}</span>
          <input readOnly value={address} onFocus={({ currentTarget }) => currentTarget.select()} />
        </label>
        <button
          type="button"
          onClick={async () => {
            await toClipboard(address);
            setCopied(true);
          }}
        >
          {copied ? findWords.look.copied : findWords.look.copy}
        </button>
      </div>
      <form method="dialog" class="buttons">
        <button type="submit" class="primary">
          {words.close}
        </button>
      </form>
    </Dialog>
  );
}
