import { useState } from 'preact/hooks';
import { api } from '../state/client.ts';
import { failure } from '../state/client-failure.ts';
import { bulkWords as w } from '../words.ts';

/** In place of the picture of a PDF that moved: how to find it again. */
export function MovedFile({ document, onFound }: { readonly document: string; readonly onFound: () => void }) {
  const [folder, setFolder] = useState('');
  const [said, setSaid] = useState('');
  const find = async () => {
    try {
      const { found } = await api.findAgain(document, folder);
      setSaid(found ? w.found : w.notFound);
      if (found) onFound();
    } catch (error) {
      setSaid(failure(error, { folder: w.noFolder, named: w.notYours, searching: w.searching }));
    }
  };
  return (
    <form
      class="moved"
      onSubmit={(event) => {
        event.preventDefault();
        if (folder.trim() !== '') void find();
      }}
    >
      <p>{w.moved}</p>
      <label class="field">
        <span>{w.folder}</span>
        <input class="moved-folder" value={folder} onInput={({ currentTarget }) => setFolder(currentTarget.value)} />
      </label>
      <button type="submit" disabled={folder.trim() === ''}>
        {w.find}
      </button>
      <p role="status">{said}</p>
    </form>
  );
}
