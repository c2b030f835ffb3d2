import { describe, expect, test } from 'vitest';
import { lineAt, type Node, type Source, source, tracked } from './support/sources.ts';

/** What may stand in the code of the four phases: how numbers, money, dates, codes and parts are written. */
const NOTATION: readonly { readonly characters: readonly string[]; readonly why: string }[] = [
  { characters: [...'一二三四五六七八九十百千〇零'], why: 'numerals, in ordinals and years' },
  { characters: [...'元万亿'], why: 'units of money: the model has no other names for them' },
  { characters: [...'年度'], why: 'years: 2025年度' },
  { characters: [...'类款项'], why: 'the levels of a classification code' },
  { characters: ['合计'], why: 'the name of a total, which the contract fixes' },
  { characters: ['第', '部分', '章', '节', '页', '共'], why: 'how parts and pages are numbered' },
  { characters: ['表', '续'], why: 'what the title of a table and of its continuation ends in' },
  { characters: ['注'], why: 'the mark of a footnote' },
  { characters: ['丶'], why: 'a stroke that is read where the mark 、 stands' },
];

/** Files beside the phases that hold Chinese: each says what for. */
const BESIDE: Readonly<Record<string, string>> = {
  'src/words/characters.ts': 'tables of characters: data about Chinese print',
  'src/words/totals.ts': 'the names of totals, which the contract fixes',
  'src/words/names.ts': 'the last word that names of subjects are printed with or without',
  'src/model/catalogue.ts': 'written from pipelines/catalogue.yaml',
  'src/model/review-data.ts': 'what an older version wrote into decisions',
  'src/model/text.ts': 'ordinals, and characters that Unicode has twice',
  'src/model/money.ts': 'the sign 负 before an amount',
};

const ALLOWED = NOTATION.flatMap(({ characters }) => characters).sort((a, b) => b.length - a.length);
/** Ranges of ideographs: they match characters and name none. */
const RANGE = /\\u(?:2e80-\\u2fdf|4e00-\\u9fff|f900-\\ufaff)/gu;

/** The text of a string, a piece of a template or a pattern, with characters that are written by number as themselves. */
function literalOf({ code }: Source, { start, end }: Node): string {
  return code
    .slice(start, end)
    .replace(RANGE, '')
    .replace(/\\u(?:\{([0-9a-f]+)\}|([0-9a-f]{4}))/giu, (_, long?: string, short?: string) =>
      String.fromCodePoint(Number.parseInt(long ?? short ?? '0', 16)),
    );
}

function rest(text: string): string {
  const plain = ALLOWED.reduce((left, word) => left.replaceAll(word, ''), text);
  return plain.match(/\p{Script=Han}+/gu)?.join(' ') ?? '';
}

const literals = (each: Source) =>
  each.nodes.filter(({ type }) => type === 'Literal' || type === 'TemplateElement').map((node) => ({ each, node }));

const under = (folders: string) =>
  tracked()
    .filter((path) => new RegExp(`^src/(?:${folders})/.*\\.ts$`, 'u').test(path))
    .map(source);

describe('what yusuan knows about Chinese budgets stands in pipelines/', () => {
  test('the four phases hold no Chinese but notation', () => {
    const wrong = under('pages|tables|meaning|proof')
      .flatMap(literals)
      .map(({ each, node }) => ({ at: `${each.path}:${lineAt(each, node.start)}`, words: rest(literalOf(each, node)) }))
      .filter(({ words }) => words !== '');
    expect(wrong).toEqual([]);
  });

  test('nor does anything below them, but for tables of characters and the names that the contract fixes', () => {
    const found = under('words|model|geometry')
      .flatMap(literals)
      .filter(({ each, node }) => rest(literalOf(each, node)) !== '')
      .map(({ each }) => each.path);
    expect([...new Set(found)].filter((path) => !(path in BESIDE))).toEqual([]);
  });

  test('every allowed character is used', () => {
    const all = under('pages|tables|meaning|proof')
      .flatMap(literals)
      .map(({ each, node }) => literalOf(each, node))
      .join('\n');
    expect(ALLOWED.filter((word) => !all.includes(word))).toEqual([]);
  });
});
