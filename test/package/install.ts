import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT, tracked } from '../support/sources.ts';

/** Optional in a checkout, left out of the packed manifest. */
const CHECKOUT = /^node_modules\/(node|onnxruntime-node|@aws-sdk\/.*)$/;

interface LockedPackage {
  readonly dev?: boolean;
}

/** Packs yusuan as `npm publish` would, from a copy of the repository: packing changes its manifest. Returns the tarball. */
export function pack(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'yusuan-to-pack-'));
  for (const path of tracked().filter((each) => !/^(test|samples)\//.test(each)))
    cpSync(join(ROOT, path), join(copy, path));
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  // Through this Node, whatever the machine's own npm runs on; a build of its own, dist/ of the checkout stays.
  const args = ['pack', '--pack-destination', folder, '--json', '--silent'];
  execFileSync('npm', args, { cwd: copy, stdio: ['ignore', 'ignore', 'inherit'] });
  rmSync(copy, { recursive: true });
  const { version }: { version: string } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return join(folder, `yusuan-${version}.tgz`);
}

/**
 * Installs the tarball into a project elsewhere without asking a registry: what the lock file installs for users,
 * and nothing that only development or a checkout needs, is linked beside it.
 */
export function install(tarball: string): string {
  const project = mkdtempSync(join(tmpdir(), 'yusuan-installed-'));
  const target = join(project, 'node_modules', 'yusuan');
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
  const lock: { packages: Record<string, LockedPackage> } = JSON.parse(
    readFileSync(join(ROOT, 'package-lock.json'), 'utf8'),
  );
  for (const [path, entry] of Object.entries(lock.packages)) {
    const nested = path.lastIndexOf('node_modules/') > 0;
    const left = entry.dev === true || CHECKOUT.test(path) || !existsSync(join(ROOT, path));
    if (path === '' || nested || left) continue;
    mkdirSync(dirname(join(project, path)), { recursive: true });
    symlinkSync(join(ROOT, path), join(project, path));
  }
  return project;
}
