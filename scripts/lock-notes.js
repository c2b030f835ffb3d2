// Mends what package-lock.json says of the packages, so that `npm ci` goes through quietly on every machine. Run by hand
// after a dependency was added; test/repository.test.ts tells when it is needed.
//
// Engines are taken out: packages do not run on the Node that runs npm. A checkout runs everything on the Node among its
// own packages, and the warnings would tell everybody on an older machine to mend what is not broken.
//
// `gypfile: false` is put in where a package says it of itself: npm forgets it when it writes the lock file, then takes
// the package's binding.gyp for an order to compile, and fails where there is no Python or no compiler.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Whether the package at a path of the lock file brings its machine code and asks not to be compiled. */
export function bringsItsCode(path) {
  const manifest = `${path}/package.json`;
  return path !== '' && existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).gypfile === false;
}

function mend(file) {
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path !== '') delete entry.engines;
    if (bringsItsCode(path)) entry.gypfile = false;
  }
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) mend('package-lock.json');
