import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../support/sources.ts';

interface LockedPackage {
  readonly dev?: boolean;
}

/** Packs yusuan as `npm publish` would; returns the tarball. */
export function pack(folder: string): string {
  // Through this Node, whatever the machine's own npm runs on; a build of its own, dist/ of the checkout stays.
  const args = ['pack', '--pack-destination', folder, '--json', '--silent'];
  execFileSync('npm', args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const { version }: { version: string } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return join(folder, `yusuan-${version}.tgz`);
}

/**
 * Installs the tarball into a project elsewhere without asking a registry: what the lock file installs for users,
 * and nothing that only development needs, is linked beside it.
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
    if (path === '' || nested || entry.dev === true || !existsSync(join(ROOT, path))) continue;
    mkdirSync(dirname(join(project, path)), { recursive: true });
    symlinkSync(join(ROOT, path), join(project, path));
  }
  return project;
}
