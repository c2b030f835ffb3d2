import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { shownDatabase } from '../../src/store/address.ts';
import { StoreError } from '../../src/store/errors.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { statementsOf } from '../../src/store/postgres/schema.ts';
import { translate } from '../../src/store/postgres/translate.ts';
import { yusuan } from '../cli/run.ts';
import { serverDatabase } from '../support/any-database.ts';

let address: string;
let store: Store;
beforeEach(() => {
  address = serverDatabase();
  store = openStore(address);
});
afterEach(() => store.close());

function problemOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof StoreError) return error.problem;
    throw error;
  }
  return 'none';
}

describe('SQL', () => {
  test('marks, mixed case and joins are translated; texts, comments and quoted names are not', () => {
    expect(translate('SELECT a AS fiscalYear, \'?$x\' AS "bC" -- why?\nFROM t WHERE a = ? AND b = ?')).toEqual({
      text: 'SELECT a AS "fiscalYear", \'?$x\' AS "bC"  \nFROM t WHERE a = $1 AND b = $2',
      names: null,
    });
    expect(translate('SELECT $b, $a, $b')).toEqual({ text: 'SELECT $1, $2, $1', names: ['b', 'a'] });
    expect(translate('FROM a CROSS JOIN b ON b.x = a.x CROSS JOIN c').text).toBe(
      'FROM a JOIN b ON b.x = a.x CROSS JOIN c',
    );
  });

  test('every migration is translated whole: no word of SQLite is left', () => {
    const all = MIGRATIONS.flatMap(statementsOf).join('\n');
    expect(all).not.toMatch(/STRICT|WITHOUT ROWID|AUTOINCREMENT|\bREAL\b|RAISE|json_set/);
    expect(all).toMatch(/\bamount NUMERIC NOT NULL/);
    expect(all).toMatch(/\braw TEXT COLLATE "C" NOT NULL/);
  });
});

describe('transactions', () => {
  const names = () => store.db.prepare('SELECT file FROM document_name ORDER BY file').pluck().all();
  const add = (file: string) =>
    store.db.prepare('INSERT INTO document_name (sha256, file) VALUES (?, ?)').run('x', file);

  test('are taken back whole when the work fails, one within another by itself', () => {
    const inner = store.db.transaction(() => {
      add('inner');
      throw new Error('inner');
    });
    store.db
      .transaction(() => {
        add('outer');
        expect(inner).toThrow('inner');
      })
      .immediate();
    expect(names()).toEqual(['outer']);
    expect(() =>
      store.db.transaction(() => {
        add('more');
        throw new Error('outer');
      })(),
    ).toThrow('outer');
    expect(names()).toEqual(['outer']);
    expect(store.db.inTransaction).toBe(false);
  });

  test('that failed within are never reported as done', () => {
    const work = store.db.transaction(() => {
      add('same');
      expect(() => add('same')).toThrow(/unique/);
    });
    expect(() => work.immediate()).toThrow();
    expect(names()).toEqual([]);
  });

  test('a snapshot shows nothing of what is written meanwhile; who watches sees that something was', () => {
    const other = openStore(address);
    const before = store.db.version();
    store.db.exec('BEGIN');
    expect(names()).toEqual([]);
    other.db
      .transaction(() => other.db.prepare('INSERT INTO document_name (sha256, file) VALUES (?, ?)').run('x', 'new'))
      .immediate();
    expect(names()).toEqual([]);
    store.db.exec('COMMIT');
    expect(names()).toEqual(['new']);
    expect(store.db.version()).not.toBe(before);
    other.close();
  });

  test('rows come one portion after the other, also when the reader stops early', () => {
    const insert = store.db.inserter('document_name', ['sha256', 'file']);
    insert(
      'x',
      Array.from({ length: 5_000 }, (_, n) => [`${10_000 + n}`]),
    );
    const all = store.db.prepare<[], string>('SELECT file FROM document_name ORDER BY file').pluck();
    expect([...all.iterate()]).toEqual(all.all());
    for (const one of all.iterate()) {
      expect(one).toBe('10000');
      break;
    }
    expect(store.db.inTransaction).toBe(false);
  });

  test('a question that fails on the way says why, and leaves the connection as it was', () => {
    const ask = store.db.prepare<[], { n: number }>('SELECT 1 / (3000 - n) AS n FROM generate_series(1, 4000) AS n');
    expect(() => [...ask.iterate()]).toThrow(/division by zero/);
    expect(store.db.inTransaction).toBe(false);
    expect(names()).toEqual([]);
  });

  test('what PostgreSQL cannot hold in a text is replaced, not refused', () => {
    add('a\0b\ud800c');
    store.db.inserter('document_name', ['sha256', 'file'])('y', [['\0"\\\u0001']]);
    expect(names().sort()).toEqual(['a\ufffdb\ufffdc', '\ufffd"\\\u0001'].sort());
  });
});

describe('a server that cannot be used says why', () => {
  const bare = () => new URL(inject('postgres'));

  test('nothing listens', () => {
    expect(problemOf(() => openStore('postgres://127.0.0.1:9/x'))).toBe('unreachable');
  });

  test('the database does not exist; the password is wrong', () => {
    const [nowhere, wrong] = [bare(), bare()];
    nowhere.pathname = '/nowhere';
    wrong.password = 'wrong';
    expect(problemOf(() => openStore(nowhere.href))).toBe('no-database');
    expect(problemOf(() => openStore(wrong.href))).toBe('refused');
  });

  test('no tables yet; somebody else’s tables; a newer program’s; an address that is none', () => {
    expect(problemOf(() => openStore(serverDatabase(), { mode: 'read' }))).toBe('empty');
    const foreign = new URL(serverDatabase());
    const schema = foreign.searchParams.get('schema');
    store.db.exec(`CREATE SCHEMA ${schema}`);
    store.db.exec(`CREATE TABLE ${schema}.theirs (a INTEGER)`);
    expect(problemOf(() => openStore(foreign.href))).toBe('foreign');
    store.db.exec(`INSERT INTO migration (number, name, applied_at) VALUES (999, 'future', '')`);
    expect(problemOf(() => openStore(address))).toBe('newer');
    expect(problemOf(() => openStore('postgres://[x'))).toBe('address');
  });

  test('one opened to read refuses to write', () => {
    const reader = openStore(address, { mode: 'read' });
    expect(() => reader.db.exec('DELETE FROM document')).toThrow(/read-only/);
    reader.close();
  });

  test('in Chinese, and never with the password', async () => {
    const wrong = bare();
    wrong.password = 'geheim';
    const { code, err, out } = await yusuan(['check', '--db', wrong.href, '-v']);
    expect(code).toBe(1);
    expect(err).toContain('用户名或密码不对');
    expect(err + out).not.toContain('geheim');
  });

  test.each([
    ['postgres://a:b%40@h/d?password=c&schema=s', 'postgres://a@h/d?password=***&schema=s'],
    ['postgresql://h:5432/d?sslpassword=c', 'postgresql://h:5432/d?sslpassword=***'],
    ['postgres://a:ge@heim@h/d', 'postgres://a@h/d'],
    ['postgres://a:ge/heim@h/d', 'postgres://a@h/d'],
    ['postgres://a:ge?heim@h/d', 'postgres://a@h/d'],
    ['postgres://a:g@e?heim@h/d', 'postgres://a@h/d'],
    ['Postgres://a:geheim@h/d', 'Postgres://a@h/d'],
    ['postgres+x://a:geheim@h/d', 'postgres+x://a@h/d'],
    ['postgres://a@h/d?schema=s', 'postgres://a@h/d?schema=s'],
    ['预决算@2025.sqlite', '预决算@2025.sqlite'],
  ])('%s is shown as %s', (db, shown) => {
    expect(shownDatabase(db)).toBe(shown);
  });

  test('the settings show an address from the environment without its password', async () => {
    const { code, out, err } = await yusuan(['config', 'check'], { env: { YUSUAN_DB: 'postgres://a:ge@heim@h/d' } });
    expect({ code, said: out.includes('postgres://a@h/d'), leaked: /heim/.test(out + err) }).toEqual({
      ...{ code: 0, said: true, leaked: false },
    });
  });
});
