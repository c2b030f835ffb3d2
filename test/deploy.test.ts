import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { buildProgram } from '../src/cli/main.ts';
import { messagesIn } from '../src/messages/index.ts';
import { openStore } from '../src/store/open.ts';
import { text } from './support/sources.ts';

test('the unit of a worker gives it a folder of its own to work in: all others are read-only', () => {
  const unit = new Map(
    text('deploy/yusuan-worker.service')
      .split('\n')
      .filter((line) => /^\w+=/.test(line))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  expect(unit.get('ProtectSystem')).toBe('strict');
  expect(unit.get('WorkingDirectory')).toBe(`%S/${unit.get('StateDirectory')}`);
});

test('docs/deploy.md names every table that cannot be read again from the documents', () => {
  const { db, close } = openStore(':memory:');
  const tables = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema t WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%'
         AND NOT EXISTS (SELECT 1 FROM pragma_foreign_key_list(t.name) WHERE "table" <> 'correction') ORDER BY name`,
    )
    .pluck()
    .all();
  close();
  // What an import writes: what was imported, from where, with which schema and which added names.
  const again = ['added_name', 'document', 'document_name', 'migration', 'seen_path'];
  const [, said = ''] = /重读不出来([^。]*)。/.exec(text('docs/deploy.md')) ?? [];
  const named = [...said.matchAll(/`(\w+)`/g)].map(([, name]) => name);
  expect(named.toSorted()).toEqual(tables.filter((name) => !again.includes(name)));
});

interface Service {
  readonly command?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
}
const compose: { services: Record<string, Service>; volumes: Record<string, null> } = parse(
  text('deploy/compose.yaml'),
);
const services = Object.values(compose.services);

/** Every command of yusuan that the files of `deploy/` run and that docs/deploy.md tells to type. */
function commandLines(): string[][] {
  const unit = /^ExecStart=(.*)$/m.exec(text('deploy/yusuan-worker.service'))?.[1] ?? '';
  const blocks = [...text('docs/deploy.md').matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  const typed = [unit, ...blocks.join('\n').split('\n')].map((line) =>
    line
      .replace(/\s#.*$/, '')
      .trim()
      .split(/\s+/),
  );
  return [...services.map(({ command = [] }) => [...command]), ...typed].flatMap((words) => {
    const at = words.lastIndexOf('yusuan');
    return at < 0 || words[at + 1] === undefined || /^(createuser|createdb)$/.test(words[0] ?? '')
      ? []
      : [words.slice(at + 1)];
  });
}

test('what is deployed calls commands and options that exist', () => {
  const { signal } = new AbortController();
  const cli = { language: 'zh', words: messagesIn('zh'), out: process.stdout, err: process.stderr, signal } as const;
  const program = buildProgram(cli, () => undefined);
  const lines = commandLines();
  const strange = lines.filter(([name, ...words]) => {
    const options = program.commands.find((command) => command.name() === name)?.options;
    const flags = words.filter((word) => word.startsWith('--'));
    return !flags.every((flag) => options?.some(({ long }) => long === flag));
  });
  expect(strange).toEqual([]);
  expect(new Set(lines.map(([name]) => name))).toEqual(
    new Set(['import', 'worker', 'status', 'reviewers', 'review', 'doctor']),
  );
});

test('the services of compose.yaml stand on each other, on volumes that are declared, in folders that are theirs', () => {
  const image = text('deploy/Containerfile');
  for (const { volumes = [], depends_on = {} } of services) {
    expect(Object.keys(depends_on).filter((name) => !(name in compose.services))).toEqual([]);
    for (const [name = '', folder = ''] of volumes.map((volume) => volume.split(':'))) {
      if (name.startsWith('./')) continue;
      expect(compose.volumes).toHaveProperty(name);
      if (name !== 'data') expect(image).toMatch(new RegExp(`chown node:node [^\\n]*${folder}\\b`));
    }
  }
});
