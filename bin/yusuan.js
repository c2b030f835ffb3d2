#!/usr/bin/env node
// Starts the CLI on the Node that the project pins: the machine's own may be too old to run TypeScript sources.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function pinnedNode() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node');
  } catch {
    return null;
  }
}

if (Number(process.versions.node.split('.')[0]) >= 24) {
  const built = join(root, 'dist', 'cli', 'main.js');
  const { main } = await import(existsSync(built) ? built : join(root, 'src', 'cli', 'main.ts'));
  process.exitCode = await main(process.argv.slice(2));
} else {
  const node = pinnedNode();
  if (node === null || !existsSync(node)) {
    console.error(
      'yusuan 需要 Node 24 或更新版本。请先运行 npm ci。 (yusuan needs Node 24 or newer; run npm ci first.)',
    );
    process.exitCode = 2;
  } else {
    const child = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
    process.exitCode = child.status ?? 1;
  }
}
