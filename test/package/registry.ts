import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ROOT } from '../support/sources.ts';

/** What package-lock.json says of a package. */
export interface LockedPackage {
  readonly version: string;
  readonly dev?: boolean;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

export interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export const lockFile = (): Lock => JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));

/**
 * A registry on this machine that holds what stands in `node_modules`, as if it had been published: npm can install from
 * it and from nothing else. Packages for other platforms are told of, so that npm passes them over, but cannot be fetched.
 */
export async function registry(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const paths = Object.entries(lockFile().packages).filter(([path]) => path !== '');
  const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const server = createServer(({ url = '/', headers }, response) => {
    const asked = decodeURIComponent(url).slice(1);
    const tarball = /^-\/(\d+)\.tgz$/.exec(asked);
    if (tarball) return send(paths[Number(tarball[1])]?.[0] ?? '', response);
    const versions = paths.flatMap(([path, entry], i) =>
      nameOf(path) === asked ? [published(asked, path, entry, `http://${headers.host}/-/${i}.tgz`)] : [],
    );
    response.writeHead(versions.length > 0 ? 200 : 404, { 'content-type': 'application/json' });
    const byVersion = Object.fromEntries(versions.map((each) => [each.version, each]));
    response.end(JSON.stringify({ name: asked, 'dist-tags': { latest: versions[0]?.version }, versions: byVersion }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Published {
  readonly version: string;
  readonly [key: string]: unknown;
}

/** The manifest of a package, as a registry would give it. */
function published(name: string, path: string, entry: LockedPackage, tarball: string): Published {
  const manifest = join(ROOT, path, 'package.json');
  const { dev: _dev, integrity: _integrity, ...told } = entry;
  const own = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : told;
  return { ...own, name, version: entry.version, hasInstallScript: entry.hasInstallScript, dist: { tarball } };
}

function send(path: string, response: ServerResponse): void {
  const tar = spawn('tar', ['-cf', '-', '--transform', 's,^\\.,package,', '--exclude', './node_modules', '.'], {
    cwd: join(ROOT, path),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  tar.stdout.pipe(response);
}
