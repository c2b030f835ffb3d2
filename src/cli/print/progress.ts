import { basename } from 'node:path';
import { MultiBar } from 'cli-progress';
import type { FoundFile } from '../../batch/discover.ts';
import type { ImportEvent, Outcome } from '../../batch/import.ts';
import type { Messages } from '../../messages/index.ts';
import type { DocumentSummary } from '../../store/write/write.ts';
import { type Cli, paint } from '../io.ts';
import { keepInLog } from '../log-file.ts';
import { shorten } from './width.ts';

export type Talk = 'quiet' | 'normal' | 'verbose';

/** Shows how an import goes: a bar on a terminal, one line per document elsewhere, failures always. */
export interface Progress {
  on(event: ImportEvent): void;
  close(): void;
}

interface Count {
  documents: number;
  bytes: number;
  pages: number;
}

export function openProgress(files: readonly FoundFile[], cli: Cli, talk: Talk): Progress {
  // How large a document behind a link is, shows when it has come.
  const linked = files.some(({ link }) => link !== undefined);
  const bytes = linked ? files.length : files.reduce((sum, file) => sum + file.bytes, 0);
  const count: Count = { documents: 0, bytes: 0, pages: 0 };
  // A dumb terminal shows what moves the cursor as it is.
  const moving = cli.err.isTTY && process.env.TERM !== 'dumb';
  const terminal = moving && talk !== 'quiet' && files.length > 0;
  const bar = terminal ? openBar(files.length, bytes, count, cli) : null;
  const print = (line: string) => {
    keepInLog(line);
    if (bar === null) cli.err.write(`${line}\n`);
    else bar.log(`${line}\n`);
  };
  return {
    on(event) {
      if (event.type === 'page') {
        bar?.show(`${shorten(basename(event.path), 30)} ${event.done}/${event.total}`);
      } else if (event.type === 'fetched') {
        if (talk === 'verbose') print(cli.words.fetched(event.url, event.path, event.bytes));
      } else if (event.type === 'retry') {
        if (talk !== 'quiet') print(cli.words.retry(event.path, event.failure.code));
      } else {
        count.documents += 1;
        count.bytes += linked ? 1 : event.bytes;
        count.pages += event.outcome.summary?.pages ?? 0;
        // A bar says enough of what went well; a log wants to know it.
        const shown = !terminal || talk === 'verbose' || event.outcome.failure !== null;
        for (const line of linesOf(event.outcome, count.documents, files.length, cli, talk)) {
          if (shown) print(line);
          else keepInLog(line);
        }
        bar?.show(shorten(event.outcome.file, 40));
      }
    },
    close: () => bar?.close(),
  };
}

function linesOf(o: Outcome, at: number, of: number, cli: Cli, talk: Talk): string[] {
  if (o.failure !== null) {
    const head = `${paint(cli.err, ['red', 'bold'], cli.words.error)}${cli.words.colon}`;
    const lines = [`${head}${o.url ?? o.path}${cli.words.colon}${cli.words.failure[o.failure.code](o.failure.detail)}`];
    if (talk === 'verbose') lines.push(paint(cli.err, 'dim', o.failure.detail));
    return lines;
  }
  if (talk === 'quiet') return [];
  const place = `[${String(at).padStart(String(of).length)}/${of}]`;
  const line = `${place} ${o.url ?? o.path}${cli.words.colon}${stateWords(o, cli.words)}`;
  return talk === 'verbose' && o.summary !== null ? [line, moreOf(o.summary, cli)] : [line];
}

/** What `--verbose` says besides: whose report it is, and what became of its amounts. */
function moreOf(s: DocumentSummary, cli: Cli): string {
  const { words } = cli;
  const who = [s.department, s.fiscalYear, s.documentType === null ? null : words.documentType[s.documentType]];
  const named = who.filter((part) => part !== null).join(' ');
  const text = words.setup.more({
    ...{ facts: s.facts.toLocaleString('en-US'), proven: s.proven.toLocaleString('en-US'), review: s.toReview },
    ...{ failed: s.checksFailed, hash: s.sha256.slice(0, 10), who: named === '' ? '' : `${named}${words.colon}` },
  });
  return paint(cli.err, 'dim', text);
}

/** What became of a document, in words. */
export function stateWords(o: Outcome, words: Messages): string {
  const facts = words.progress.line(o.summary?.pages ?? 0, o.summary?.facts ?? 0, o.seconds.toFixed(1));
  const status = words.status[o.summary?.status ?? 'done'];
  if (o.state !== 'kept') return `${status}${words.comma}${facts}`;
  return o.sameAs === null ? words.kept : `${words.kept}${words.comma}${words.sameAs(o.sameAs)}`;
}

function openBar(total: number, bytes: number, count: Count, cli: Cli) {
  const { progress } = cli.words;
  const started = performance.now();
  const multi = new MultiBar({
    stream: cli.err,
    hideCursor: true,
    clearOnComplete: true,
    fps: 8,
    format: (options, params, payload: { note: string }) => {
      const width = 24;
      const full = Math.round(params.progress * width);
      const ink = options.barCompleteString?.slice(0, full) ?? '';
      const bar = `${paint(cli.err, 'cyan', ink)}${options.barIncompleteString?.slice(0, width - full) ?? ''}`;
      const left = remaining(started, count.bytes / Math.max(1, bytes), progress);
      const numbers = `${count.documents}/${total} ${progress.documents} · ${count.pages} ${progress.pages}`;
      return [progress.title, bar, [numbers, left, payload.note].filter((part) => part !== '').join(' · ')].join(' ');
    },
    barCompleteChar: '█',
    barIncompleteChar: '░',
  });
  const bar = multi.create(total, 0, { note: '' });
  return {
    show: (note: string) => bar.update(count.documents, { note }),
    log: (text: string) => multi.log(text),
    close: () => multi.stop(),
  };
}

/** Time left, judged by bytes done: scans are large and slow. Nothing is said before there is a basis. */
function remaining(started: number, share: number, words: Messages['progress']): string {
  if (share < 0.02) return '';
  const seconds = Math.ceil(((performance.now() - started) / 1000) * (1 / share - 1));
  return words.left(duration(seconds, words));
}

/** Seconds in words: `45 秒`, `2 分 5 秒`, `1 小时 3 分`. */
export function duration(seconds: number, words: Messages['progress']): string {
  if (seconds < 60) return words.seconds(seconds);
  if (seconds < 3600) return words.minutes(Math.floor(seconds / 60), seconds % 60);
  return words.hours(Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60));
}
