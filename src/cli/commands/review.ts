import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { ReviewServer } from '../../review/server.ts';
import { isServer, shownDatabase } from '../../store/address.ts';
import { StoreError, storeError } from '../../store/errors.ts';
import { openStore, type Store } from '../../store/open.ts';
import { storeSentence } from '../../store/sentence.ts';
import { DEFAULT_DB, examples, isDeclarationError } from '../database.ts';
import { filesBeside } from '../fetching.ts';
import { wholeNumber } from '../help.ts';
import { type Cli, complain, EXIT, paint, say } from '../io.ts';
import { lastDatabase, noteDatabase } from '../last-database.ts';
import { pageImport } from '../page-import.ts';
import { type PasswordFlags, passwordOptions, passwordsFrom } from '../passwords.ts';

interface Flags extends PasswordFlags {
  readonly db: string;
  readonly port: number;
  readonly host: string;
  readonly open: boolean;
  readonly publicUrl?: URL;
  readonly pipeline: readonly string[];
}

/** A port that few programs use: the page's address stays the same from one day to the next. */
const PORT = 8317;
const LOOPBACK = '127.0.0.1';

/** `yusuan review` */
export function reviewCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const { words } = cli;
  const w = words.review;
  const command = passwordOptions(program.command('review'), cli)
    .description(w.description)
    .option('--db <file>', words.help.db, 'yusuan.sqlite')
    .option('--port <n>', w.port, wholeNumber(0, 65_535, words), PORT)
    .option('--host <address>', w.host, LOOPBACK)
    .option('--public-url <url>', words.queue.reviewers.outside, outsideUrl(cli))
    .option('--no-open', w.noOpen)
    .option('--pipeline <file>', w.pipeline, (file: string, files: string[]) => [...files, file], [])
    .action(async (flags: Flags) => finish(await run(flags, cli)));
  examples(command, EXAMPLES, cli);
}

/** `yusuan start`, and `yusuan` alone in a terminal: the page, wherever one is, with a database of one's own. */
export function startCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const { words } = cli;
  const w = words.review;
  const command = passwordOptions(program.command('start'), cli)
    .description(w.start)
    .option('--db <file>', w.startDb)
    .option('--port <n>', w.port, wholeNumber(0, 65_535, words))
    .option('--no-open', w.noOpen)
    .action(async ({ db = ownDatabase(), port, open, password, passwordFile }: Partial<Flags>) => {
      // A page that is open already keeps its port; this one takes another.
      const secrets = { password: password ?? [], passwordFile: passwordFile ?? [] };
      const flags = { db, host: LOOPBACK, open: open ?? true, pipeline: [], ...secrets };
      say(cli, words.summary.database(shownDatabase(db)));
      finish(await run({ ...flags, port: port ?? PORT }, cli, port === undefined));
    });
  examples(command, ['yusuan', 'yusuan start --db 预决算.sqlite'], cli);
}

/** The database of this folder, or else one in the documents of whoever double-clicks: the folder may then be any. */
function ownDatabase(): string {
  const here = lastDatabase() ?? (existsSync(DEFAULT_DB) ? DEFAULT_DB : null);
  if (here !== null) return here;
  const documents = ['Documents', '文档'].map((name) => join(homedir(), name)).find((path) => existsSync(path));
  const folder = join(documents ?? homedir(), 'yusuan');
  mkdirSync(folder, { recursive: true });
  return join(folder, DEFAULT_DB);
}

function outsideUrl(cli: Cli): (text: string) => URL {
  return (text) => {
    const url = URL.parse(text);
    if (url === null || !/^https?:$/.test(url.protocol)) {
      throw new InvalidArgumentError(cli.words.queue.reviewers.badOutside(text));
    }
    return url;
  };
}

const EXAMPLES = ['yusuan review', 'yusuan review --db 预决算.sqlite --lang en', 'yusuan review --port 0 --no-open'];

async function run(flags: Flags, cli: Cli, anyPort = false): Promise<number> {
  const isNew = !isServer(flags.db) && !existsSync(flags.db);
  const store = openOrComplain(flags, cli);
  if (store === null) return EXIT.failed;
  if (isNew) say(cli, cli.words.review.fresh(flags.db));
  let empty = false;
  try {
    const server = await startOrComplain(store, flags, cli, anyPort);
    if (server === null) return EXIT.failed;
    await serve(server, flags, cli);
    return EXIT.done;
  } finally {
    empty = store.db.prepare('SELECT 1 FROM document LIMIT 1').get() === undefined;
    store.close();
    // A mistyped name leaves no new, empty database behind.
    if (isNew && empty) for (const more of ['', '-wal', '-shm']) rmSync(`${flags.db}${more}`, { force: true });
    else if (isNew) noteDatabase(flags.db);
  }
}

function openOrComplain(flags: Flags, cli: Cli): Store | null {
  try {
    if (!isServer(flags.db) && !existsSync(dirname(resolve(flags.db)))) throw new StoreError('missing', flags.db);
    return openStore(flags.db);
  } catch (error) {
    complain(cli, storeSentence(cli.words, storeError(error), flags.db));
    return null;
  }
}

async function startOrComplain(store: Store, flags: Flags, cli: Cli, anyPort: boolean): Promise<ReviewServer | null> {
  const { host, port, pipeline } = flags;
  try {
    const { loadDeclarations, OWN_PIPELINES } = await import('../../declare/load.ts');
    const { startReview } = await import('../../review/server.ts');
    const declarations = loadDeclarations(
      [OWN_PIPELINES],
      pipeline.map((file) => resolve(file)),
    );
    const passwords = passwordsFrom(flags, cli);
    const files = pipeline.map((file) => resolve(file));
    const db = isServer(flags.db) ? flags.db : resolve(flags.db);
    const intake = {
      run: pageImport(db, files, passwords, cli),
      files: filesBeside(db),
      reopen: () => openStore(db, { mode: 'read' }),
    };
    const outside = flags.publicUrl ?? null;
    const options = {
      db: store.db,
      declarations,
      language: cli.language,
      host,
      now: () => new Date(),
      intake,
      outside,
      passwords,
    };
    return await startReview({ ...options, port }).catch((error: unknown) => {
      if (!anyPort || !(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
      return startReview({ ...options, port: 0 });
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EADDRINUSE') complain(cli, cli.words.review.portTaken(port));
    else if (/^E(ACCES|ADDRNOTAVAIL|NOTFOUND)/.test(code))
      complain(cli, cli.words.review.notAllowed(`${host}:${port}`));
    else if (isDeclarationError(error)) complain(cli, error.message);
    else throw error;
    return null;
  }
}

async function serve(server: ReviewServer, flags: Flags, cli: Cli): Promise<void> {
  const address = server.address();
  cli.out.write(`${cli.words.review.ready(address)}\n`);
  if (flags.host !== LOOPBACK && flags.host !== 'localhost') say(cli, paint(cli.err, 'yellow', cli.words.review.open));
  say(cli, paint(cli.err, 'dim', cli.words.review.stop));
  if (flags.open) openBrowser(address);
  await new Promise<void>((done) => {
    if (cli.signal.aborted) done();
    cli.signal.addEventListener('abort', () => done(), { once: true });
  });
  await server.close();
}

/** Asks the desktop to show the page; without a desktop the printed address is enough. */
function openBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', address]
        : ['xdg-open', address];
  if (command === undefined) return;
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined).unref();
}
