import type { Lexicon } from '../declare/lexicon.ts';
import type { PdfPages } from '../engines/pdf/pdf.ts';
import type { Note } from '../model/note.ts';
import type { Page, ReadPages } from '../model/page.ts';
import type { CodeScheme, Line, Statement } from '../model/statement.ts';
import { bareWords, compact } from '../model/text.ts';
import { readAnyPage, type ScanTools } from '../pages/read-page.ts';
import { failure } from './read-pages.ts';

/** A name that its code contradicts: as read, and as the code is called. */
interface Contradiction {
  readonly page: number;
  readonly read: string;
  readonly meant: string;
}

/** What speaks against what the text of a document spells. */
export interface Belied {
  /** Characters that stand where the codes' names have others. */
  readonly characters: ReadonlySet<string>;
  readonly names: readonly Contradiction[];
}

/** So many different names of codes must tell of the same character: one is a name that somebody changed. */
const LEAST_NAMES = 2;
/** Part of a name that may differ; more is another name. */
const MOST_DIFFERENT = 0.5;

const SCHEMES: readonly (string | null)[] = ['functional', 'economic_department', 'economic_government', 'revenue'];

function isScheme(scheme: Line['scheme']): scheme is CodeScheme {
  return SCHEMES.includes(scheme);
}

/**
 * Characters that the text layer says wherever the names of codes have another (支 where all of them have 收): its font
 * says what it does not draw. None in honest documents.
 */
export function beliedNames(statements: readonly Statement[], lexicon: Lexicon): Belied {
  const right = new Set<string>();
  const told = new Map<string, { character: string; meant: Set<string>; names: Contradiction[] }>();
  for (const { code, name, scheme, page, source } of statements.flatMap(({ lines }) => lines)) {
    if (code === null || source !== 'text' || !isScheme(scheme)) continue;
    const read = bareWords(name);
    const agrees = lexicon.pair(scheme, code, name, null) === 'agrees';
    const meant = agrees ? read : nearest(read, lexicon.namesOf(scheme, code).map(bareWords));
    if (meant === null) continue;
    [...read].forEach((character, at) => {
      const other = meant[at] ?? '';
      if (character === other) right.add(character);
      else {
        const key = `${character}${other}`;
        const known = told.get(key) ?? { character, meant: new Set(), names: [] };
        told.set(key, known);
        known.meant.add(meant);
        known.names.push({ page, read, meant });
      }
    });
  }
  const found = [...told.values()].filter(({ character, meant }) => meant.size >= LEAST_NAMES && !right.has(character));
  return {
    characters: new Set(found.map(({ character }) => character)),
    names: found.flatMap(({ names }) => names),
  };
}

/** The name of the same length that differs least; null where the name is written with more or fewer characters. */
function nearest(read: string, names: readonly string[]): string | null {
  let best: string | null = null;
  let least = MOST_DIFFERENT * read.length;
  for (const name of names) {
    if (name.length !== read.length) continue;
    const different = [...name].filter((character, at) => character !== read[at]).length;
    if (different > least || (different === least && best !== null)) continue;
    best = name;
    least = different;
  }
  return best;
}

/**
 * The pages with what fonts say that lie read from the picture; null where the picture of a page bears out what they say,
 * so that names were changed and no font lies.
 */
export async function readBelied(
  open: () => Promise<PdfPages>,
  { pages, notes }: ReadPages,
  { characters, names }: Belied,
  scan: ScanTools,
): Promise<ReadPages | null> {
  const pdf = await open();
  const more: Note[] = [];
  const again = async (page: Page): Promise<Page> => {
    try {
      const { value, notes: found } = await readAnyPage(pdf, page.number, scan, characters);
      const [seen] = value;
      more.push(...found);
      return seen === undefined || value.length > 1 ? page : { ...seen, number: page.number };
    } catch (error) {
      more.push(failure('look-failed', page.number, error));
      return page;
    }
  };
  try {
    const asked = pages.find((page) => page.sheet === undefined && names.some(({ page: at }) => at === page.number));
    if (asked === undefined) return null;
    const shown = await again(asked);
    if (!bearsOut(shown, names)) return null;
    const read: Page[] = [];
    for (const page of pages) {
      if (page === asked) read.push(shown);
      else read.push(page.sheet !== undefined || page.kind === 'blank' ? page : await again(page));
    }
    return { pages: read, notes: [...notes, ...more] };
  } finally {
    await pdf.close();
  }
}

/** Whether a page, read from its picture, prints the names of codes and not those that the text layer spelt. */
function bearsOut(page: Page, names: readonly Contradiction[]): boolean {
  const print = compact(page.glyphs.map(({ text }) => text).join(''));
  const here = names.filter((name) => name.page === page.number);
  const count = (which: 'read' | 'meant') => here.filter((name) => print.includes(name[which])).length;
  return count('meant') > count('read');
}
