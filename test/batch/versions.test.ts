import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { codeBehind, recognitionVersion } from '../../src/batch/versions.ts';

test('recognised pictures are named by all code that reads them, and by no other', () => {
  const entry = fileURLToPath(new URL('../../src/pages/scan/recognise.ts', import.meta.url));
  const files = codeBehind([entry]).map((file) => relative(dirname(dirname(dirname(entry))), file));
  for (const file of ['pages/scan/numbers/decide-number.ts', 'pages/scan/image/straighten.ts', 'model/box.ts']) {
    expect(files).toContain(file);
  }
  expect(files.filter((file) => /^(meaning|proof|store|tables)/.test(file))).toEqual([]);
  expect(recognitionVersion()).toMatch(/^[0-9a-f]{12}$/);
});
