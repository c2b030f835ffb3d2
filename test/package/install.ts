import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, tracked } from '../support/sources.ts';
import { registry } from './registry.ts';

/** Packs yusuan as `npm publish` would, from a copy of the repository: packing changes its manifest. Returns the tarball. */
export function pack(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'yusuan-to-pack-'));
  for (const path of tracked().filter((each) => !each.startsWith('test/'))) cpSync(join(ROOT, path), join(copy, path));
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  // Through this Node, whatever the machine's own npm runs on; a build of its own, dist/ of the checkout stays.
  const args = ['pack', '--pack-destination', folder, '--json', '--silent'];
  execFileSync('npm', args, { cwd: copy, stdio: ['ignore', 'ignore', 'inherit'] });
  rmSync(copy, { recursive: true });
  const { version }: { version: string } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return join(folder, `yusuan-${version}.tgz`);
}

export interface NpmRun {
  readonly code: number | null;
  /** All that npm said. */
  readonly said: string;
}

/**
 * Runs npm where there is no network but a registry that holds what this checkout has installed, with an empty cache and
 * nobody's settings. `path` is what stands in PATH beside npm and Node.
 */
export async function npm(folder: string, args: readonly string[], path?: string): Promise<NpmRun> {
  const { url, close } = await registry();
  const cache = mkdtempSync(join(tmpdir(), 'yusuan-npm-'));
  const NOBODY = 'http://127.0.0.1:9/';
  writeFileSync(join(cache, 'npmrc'), '');
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const settings = { registry: url, cache, userconfig: join(cache, 'npmrc'), fetch_retries: '0' };
  const env = {
    ...Object.fromEntries(own),
    ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [`npm_config_${name}`, value])),
    ...(path === undefined ? {} : { PATH: path }),
    ...{ HTTP_PROXY: NOBODY, HTTPS_PROXY: NOBODY, NO_PROXY: '127.0.0.1' },
  };
  const which = execFileSync('sh', ['-c', 'readlink -f "$(command -v npm)"'], { encoding: 'utf8' }).trim();
  const child = spawn(process.execPath, [which, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  await close();
  rmSync(cache, { recursive: true, force: true });
  return { code, said };
}
