// Takes out of package-lock.json what packages say of the Node that runs npm. They do not run on that one: a checkout
// runs everything on the Node among its own packages, and the warnings would tell everybody on an older machine to mend
// what is not broken. Run by hand after a dependency was added; test/repository.test.ts tells when it is needed.
import { readFileSync, writeFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path !== '') delete entry.engines;
}
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
