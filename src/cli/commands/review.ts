import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ReviewServer } from '../../review/server.ts';
import { shownDatabase } from '../../store/address.ts';
import { storeError } from '../../store/errors.ts';
import { openStore, type Store } from '../../store/open.ts';
import { isDeclarationError } from '../database.ts';
import { wholeNumber } from '../help.ts';
import { type Cli, complain, EXIT, paint, say } from '../io.ts';

interface Flags {
  readonly db: string;
  readonly port: number;
  readonly host: string;
  readonly open: boolean;
  readonly pipeline: readonly string[];
}

/** A port that few programs use: the page's address stays the same from one day to the next. */
const PORT = 8317;
const LOOPBACK = '127.0.0.1';

/** `yusuan review` */
export function reviewCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const { words } = cli;
  const w = words.review;
  program
    .command('review')
    .description(w.description)
    .option('--db <file>', words.help.db, 'yusuan.sqlite')
    .option('--port <n>', w.port, wholeNumber(0, 65_535, words), PORT)
    .option('--host <address>', w.host, LOOPBACK)
    .option('--no-open', w.noOpen)
    .option('--pipeline <file>', w.pipeline, (file: string, files: string[]) => [...files, file], [])
    .addHelpText('after', `\n${words.help.examples}\n${EXAMPLES}\n\n${words.help.exitCodes}\n`)
    .action(async (flags: Flags) => finish(await run(flags, cli)));
}

const EXAMPLES = ['yusuan review', 'yusuan review --db 预决算.sqlite --lang en', 'yusuan review --port 0 --no-open']
  .map((line) => `  ${line}`)
  .join('\n');

async function run(flags: Flags, cli: Cli): Promise<number> {
  const store = openOrComplain(flags, cli);
  if (store === null) return EXIT.failed;
  try {
    const server = await startOrComplain(store, flags, cli);
    if (server === null) return EXIT.failed;
    await serve(server, flags, cli);
    return EXIT.done;
  } finally {
    store.close();
  }
}

function openOrComplain(flags: Flags, cli: Cli): Store | null {
  try {
    // Read first: a mistyped name must not leave a new, empty database behind.
    openStore(flags.db, { mode: 'read' }).close();
    return openStore(flags.db);
  } catch (error) {
    complain(cli, cli.words.storeProblem[storeError(error).problem](shownDatabase(flags.db)));
    return null;
  }
}

async function startOrComplain(store: Store, flags: Flags, cli: Cli): Promise<ReviewServer | null> {
  const { host, port, pipeline } = flags;
  try {
    const { loadDeclarations, OWN_PIPELINES } = await import('../../declare/load.ts');
    const { startReview } = await import('../../review/server.ts');
    const declarations = loadDeclarations(
      [OWN_PIPELINES],
      pipeline.map((file) => resolve(file)),
    );
    return await startReview({ db: store.db, declarations, language: cli.language, host, port, now: () => new Date() });
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
