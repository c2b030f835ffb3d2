#!/usr/bin/env node
// Starts the CLI on the Node that the project pins: the machine's own may be too old to run TypeScript sources. What only
// a newer Node has must not be imported by its name here.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const STARTED_BY = 'YUSUAN_STARTED_BY';
// A checkout runs its sources, whatever was built there before; an installed package holds only what was built.
const source = join(root, 'src', 'cli', 'main.ts');
const isCheckout = existsSync(source);

/** Whether this Node runs the program: TypeScript sources ask for more than what was built of them. */
function isNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return isCheckout ? major >= 24 : major > 22 || (major === 22 && minor >= 13);
}

function pinnedNode() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node');
  } catch {
    return null;
  }
}

/** Runs the command line in this process; returns the exit code. */
async function run() {
  const starter = Number(process.env[STARTED_BY]);
  delete process.env[STARTED_BY];
  // Started by an older Node: when that one is killed, going on unseen would surprise whoever killed it.
  const alone = () => process.ppid !== starter && process.exit(1);
  if (starter > 0) setInterval(alone, 200).unref();
  // Compiled code is kept between runs, in NODE_COMPILE_CACHE or the folder for temporary files, as Node does it.
  module.enableCompileCache?.();
  const { main } = await import(pathToFileURL(isCheckout ? source : join(root, 'dist', 'cli', 'main.js')).href);
  return main(process.argv.slice(2));
}

/** Hands over to the pinned Node; returns its exit code. */
function handOver(node) {
  const env = { ...process.env, [STARTED_BY]: String(process.pid) };
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const child = spawn(node, args, { stdio: 'inherit', env });
  // Ctrl-C reaches the child by itself; a signal sent to this process only has to be passed on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

const node = pinnedNode();
if (isNewEnough()) {
  process.exitCode = await run();
} else if (node !== null && existsSync(node)) {
  process.exitCode = await handOver(node);
} else {
  const [wanted, remedy] = isCheckout ? ['24', 'npm ci'] : ['22.13', 'npm install node@24'];
  const found = process.versions.node;
  console.error(
    `yusuan 需要 Node ${wanted} 或更新版本，这里是 ${found}。请安装 Node 24，或在这个文件夹里运行 ${remedy}。`,
  );
  console.error(
    `yusuan needs Node ${wanted} or newer; this is ${found}. Install Node 24, or run ${remedy} in this folder.`,
  );
  process.exitCode = 2;
}
