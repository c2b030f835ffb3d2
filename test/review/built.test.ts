import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const built = fileURLToPath(new URL('../../src/review/built/', import.meta.url));
const config = fileURLToPath(new URL('../../src/review/page/vite.config.ts', import.meta.url));
const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');

/** Fails when the page was changed without `npm run build:review`: the repository ships it built. */
test('the page that is served is built from its sources as they are', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yusuan-page-'));
  try {
    // In a process of its own: the tests' environment would build for testing.
    const env = { PATH: process.env.PATH ?? '' };
    execFileSync(process.execPath, [vite, 'build', '--config', config, '--outDir', folder], { env });
    expect(readdirSync(folder).sort()).toEqual(readdirSync(built).sort());
    for (const name of readdirSync(folder)) {
      expect(readFileSync(join(folder, name), 'utf8') === readFileSync(built + name, 'utf8'), name).toBe(true);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
