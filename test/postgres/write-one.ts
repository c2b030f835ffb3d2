import { openStore } from '../../src/store/open.ts';
import { documentWriter } from '../../src/store/write/write.ts';
import { line, record, sampleResult, statement } from '../store/sample-result.ts';

/** Writes one version of a report whose lines have these names, in a process of its own: `address hash name…`. */
const [address = '', sha256 = '', ...names] = process.argv.slice(2);
const store = openStore(address);
const lines = names.map((name, index) => line(index, { name, code: null, standardCode: null }));
const reconciliation = { verdicts: [], checks: [], claims: [], review: [] };
const own = { projects: [], indicators: [], catalog: [], reconciliation };
const one = record(
  { sha256, file: `${sha256}.pdf` },
  sampleResult({ statements: [statement(0, { lines, amounts: [] })], ...own }),
);
documentWriter(store.db).write(one, { replace: false, path: `/${sha256}.pdf`, now: new Date('2026-01-02T03:04:05Z') });
store.close();
