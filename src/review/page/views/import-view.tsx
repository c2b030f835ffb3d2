import { useEffect, useRef, useState } from 'preact/hooks';
import type { IntakeFile } from '../../api.ts';
import { ScrollArea } from '../parts/scroll-area.tsx';
import type { IntakeState } from '../state/intake-data.ts';
import { href } from '../state/route.ts';
import { named, intakeWords as w, words } from '../words.ts';

interface Props {
  readonly intake: IntakeState;
  /** Files are held over the page. */
  readonly over: boolean;
}

/** Where documents are dropped, and what becomes of them. */
export function ImportView({ intake, over }: Props) {
  const { view, sending, problem } = intake;
  if (view === null) return <p class="muted pad">{words.loading}</p>;
  if (!view.able) return <p class="empty">{w.unable}</p>;
  const finished = view.files.filter(({ state }) => state !== 'waiting' && state !== 'reading').length;
  return (
    <ScrollArea class="scroll pad" label={w.label}>
      <h2 class="view-title">{w.label}</h2>
      {view.documents === 0 && view.files.length === 0 && <p class="welcome">{w.welcome}</p>}
      <DropZone intake={intake} over={over} />
      <p class="problem" role="alert">
        {problem}
      </p>
      {sending !== null && <p role="status">{w.sending(sending.done, sending.total)}</p>}
      {view.files.length > 0 && (
        <section aria-label={w.status}>
          <div class="buttons">
            <output class="progress-words">{w.progress(finished, view.files.length)}</output>
            <progress aria-label={w.status} max={view.files.length} value={finished} />
            {view.running && (
              <button type="button" onClick={intake.cancel}>
                {w.cancel}
              </button>
            )}
            {finished > 0 && (
              <button type="button" onClick={intake.clear}>
                {w.clear}
              </button>
            )}
          </div>
          <Files files={view.files} />
        </section>
      )}
    </ScrollArea>
  );
}

function DropZone({ intake, over }: Props) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [links, setLinks] = useState('');
  useEffect(() => {
    if (folder.current !== null) folder.current.webkitdirectory = true;
  }, []);
  const given = links.split(/\s+/).filter((link) => /^https?:\/\//.test(link));
  const take = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => {
    intake.send([...(currentTarget.files ?? [])]);
    currentTarget.value = '';
  };
  return (
    <div class={`drop${over ? ' over' : ''}`}>
      <p class="drop-words">{over ? w.dropNow : w.drop}</p>
      <div class="buttons">
        <button type="button" class="primary" onClick={() => files.current?.click()}>
          {w.files}
        </button>
        <button type="button" onClick={() => folder.current?.click()}>
          {w.folder}
        </button>
      </div>
      <input ref={files} id="import-files" type="file" multiple accept=".pdf,.txt" hidden onChange={take} />
      <input ref={folder} id="import-folder" type="file" hidden onChange={take} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (given.length === 0) return;
          intake.fetchLinks(given);
          setLinks('');
        }}
      >
        <label class="field">
          <span>{w.links}</span>
          <textarea
            id="import-links"
            rows={2}
            value={links}
            onInput={({ currentTarget }) => setLinks(currentTarget.value)}
          />
        </label>
        <button type="submit" disabled={given.length === 0}>
          {w.fetch}
        </button>
      </form>
      <p class="muted">{w.local}</p>
    </div>
  );
}

/** So many are listed; those that failed come first. */
const LISTED = 500;

function Files({ files }: { readonly files: readonly IntakeFile[] }) {
  const rank = (file: IntakeFile) => ['failed', 'reading', 'waiting', 'done', 'known', 'stopped'].indexOf(file.state);
  const listed = [...files].sort((a, b) => rank(a) - rank(b)).slice(0, LISTED);
  return (
    <table class="grid imports">
      <thead>
        <tr>
          {[w.file, w.status, w.facts, w.proven, w.findings, w.open].map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {listed.map((file) => (
          <Row key={file.key} file={file} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ file }: { readonly file: IntakeFile }) {
  const { name, state, done, pages, problem, sha256, sameAs, status } = file;
  const share = file.facts === 0 ? '–' : `${(Math.floor((1000 * file.proven) / file.facts) / 10).toFixed(1)}%`;
  const document = sha256 ?? '';
  return (
    <tr class={`import-${state}`}>
      <th scope="row">
        {sha256 === null ? <bdi>{name}</bdi> : <a href={href({ view: 'document', sha256, cell: null })}>{name}</a>}
      </th>
      <td>
        <strong class={state === 'failed' ? 'bad' : ''}>
          {(state === 'done' || state === 'known') && status !== null && status !== 'done'
            ? `${w.state[state]}，${named(words.status, status)}`
            : w.state[state]}
        </strong>{' '}
        {state === 'reading' && (
          <>
            {w.page(done, pages)} <progress aria-label={name} max={pages} value={done} />
          </>
        )}
        {problem !== null && <p class="remedy">{problem}</p>}
        {sameAs !== null && <p class="muted">{w.sameAs(sameAs)}</p>}
      </td>
      <td class="amount">{sha256 === null ? '' : file.facts}</td>
      <td class="amount">{sha256 === null ? '' : share}</td>
      <td class="amount">
        {sha256 !== null && (
          <a href={href({ view: 'findings', filter: { state: 'fails', document }, at: null })}>{file.findings}</a>
        )}
      </td>
      <td class="amount">
        {sha256 !== null && (
          <a href={href({ view: 'queue', filter: { document }, of: null, key: null })}>{file.open}</a>
        )}
      </td>
    </tr>
  );
}
