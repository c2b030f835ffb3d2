// Completes package-lock.json with the packages of other platforms (biome, canvas, esbuild … ship one per platform).
// npm leaves them out when the registry it asks does not hold them, and `npm ci` then refuses the lock file.
// Run by hand after a dependency was added; test/lockfile.test.ts tells when it is needed.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'ppc64le',
  's390x',
  'riscv64',
  'x64',
  'wasm32',
];

/** What a platform package's name says: `canvas-linux-x64-musl` → os linux, cpu x64, libc musl. */
function platformOf(name) {
  const parts = name.split(/[/-]/);
  const os = SYSTEMS.filter((system) => parts.includes(system) || (system === 'win32' && parts.includes('windows')));
  const cpu = PROCESSORS.filter((processor) => parts.includes(processor));
  const libc = parts.includes('musl') ? ['musl'] : parts.some((part) => part.startsWith('gnu')) ? ['glibc'] : [];
  return {
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(libc.length > 0 && os[0] === 'linux' ? { libc } : {}),
    ...(os.length > 0 ? { os } : {}),
  };
}

/** The optional dependencies that a lock file names without locking their version: `[path, name, version, dev]`. */
export function missingPlatforms(lock) {
  const missing = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      const places = [`${path}/node_modules/${name}`, `node_modules/${name}`];
      if (places.some((place) => lock.packages[place]?.version)) continue;
      missing.push({
        path: `node_modules/${name}`,
        name,
        version: range.replace(/^[\^~]/, ''),
        dev: entry.dev ?? false,
      });
    }
  }
  return missing;
}

function complete(file) {
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingPlatforms(lock);
  for (const { path, name, version, dev } of missing)
    lock.packages[path] = { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true };
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  lock.packages = Object.fromEntries(sorted);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} platform packages added`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) complete('package-lock.json');
