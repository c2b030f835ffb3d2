import { useEffect, useState } from 'preact/hooks';
import type { IntakeView } from '../../api.ts';
import { LARGEST_UPLOAD } from '../../limits.ts';
import { intakeWords as w, words } from '../words.ts';
import { api, RequestError } from './client.ts';
import type { Live } from './live.ts';

export interface IntakeState {
  /** Null until the first answer. */
  readonly view: IntakeView | null;
  /** Files on their way to the server; null when there are none. */
  readonly sending: { readonly done: number; readonly total: number } | null;
  readonly problem: string | null;
  readonly send: (files: readonly File[]) => void;
  readonly fetchLinks: (links: readonly string[]) => void;
  readonly cancel: () => void;
  readonly clear: () => void;
}

/** Documents that are being taken in, and how to send more. */
export function useIntake(live: Live): IntakeState {
  const [first, setFirst] = useState<IntakeView | null>(null);
  const [sending, setSending] = useState<IntakeState['sending']>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    void api.imports().then(setFirst, () => undefined);
  }, [live.revision]);
  const doing = (work: () => Promise<IntakeView>) => {
    setProblem(null);
    void work().then(setFirst, (error: unknown) => {
      setSending(null);
      if (!(error instanceof RequestError)) throw error;
      setProblem(error.refusal.error === 'offline' ? words.offline : `${words.failed}${error.message}`);
    });
  };
  const send = (files: readonly File[]) => {
    const wanted = files.filter(({ name }) => /\.(?:pdf|txt)$/i.test(name) && !name.startsWith('.'));
    if (wanted.length === 0) {
      setProblem(w.none);
      return;
    }
    doing(async () => {
      const { uploads, refused } = await sendAll(wanted, (done) => setSending({ done, total: wanted.length }));
      setSending(null);
      if (refused.length > 0) setProblem(w.refused(refused.join('、')));
      return uploads.length === 0 ? api.imports() : api.startImport({ uploads, links: [] });
    });
  };
  const fetchLinks = (links: readonly string[]) => doing(() => api.startImport({ uploads: [], links }));
  const cancel = () => doing(() => api.cancelImport());
  const clear = () => doing(() => api.clearImports());
  const told = live.intake;
  // What the server told last counts: an answer to a question may come after it.
  const view = told === null ? first : told;
  return { view, sending, problem, send, fetchLinks, cancel, clear };
}

/** Sends file after file; one that is refused keeps none of the others back. */
async function sendAll(files: readonly File[], onSend: (done: number) => void) {
  const uploads: string[] = [];
  const refused: string[] = [];
  for (const [at, file] of files.entries()) {
    onSend(at);
    // The server would hang up in the middle of it, which looks like a server that is gone.
    const id = file.size > LARGEST_UPLOAD ? null : await idOf(file);
    if (id === null) refused.push(file.name.slice(0, 80));
    else uploads.push(id);
  }
  return { uploads, refused };
}

/** Null where this very file is refused; what would befall the next one, too, is thrown. */
async function idOf(file: File): Promise<string | null> {
  try {
    return (await api.upload(file)).id;
  } catch (error) {
    if (error instanceof RequestError && error.refusal.error === 'invalid') return null;
    throw error;
  }
}

/** Every file of what was dropped, folders searched through. */
export async function droppedFiles(data: DataTransfer | null): Promise<readonly File[]> {
  if (data === null) return [];
  const entries = [...data.items].map((item) => item.webkitGetAsEntry());
  if (entries.some((entry) => entry?.isDirectory)) {
    const found = await Promise.all(entries.map((entry) => (entry === null ? [] : filesIn(entry))));
    return found.flat();
  }
  return [...data.files];
}

async function filesIn(entry: FileSystemEntry): Promise<readonly File[]> {
  if (entry instanceof FileSystemFileEntry) {
    return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  }
  if (!(entry instanceof FileSystemDirectoryEntry)) return [];
  const reader = entry.createReader();
  const found: File[] = [];
  // A folder gives a hundred entries at a time, and none when there are no more.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await filesIn(one)));
  }
}
