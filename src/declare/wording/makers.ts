import * as z from 'zod';

/** How one entry of a wording file is declared and read. */
export interface Makers {
  /** A pattern that is looked for once in a text. */
  one(description: string): z.ZodType<RegExp, string>;
  /** A pattern of which every occurrence counts. */
  every(description: string): z.ZodType<RegExp, string>;
  /** A list of words; patterns of the same file may name it. */
  list(description: string): z.ZodType<readonly string[], string[]>;
  /** A single word. */
  word(description: string): z.ZodType<string, string>;
  /** Words and what each stands for or belongs to. */
  map(description: string): z.ZodType<ReadonlyMap<string, string>, Record<string, string>>;
}

/** `{note}` in a pattern stands for the words of the list `note`; `{1,3}` and `\p{L}` are what they are everywhere. */
const NAMED = /\{([a-z][a-z_]*)\}/gu;

/** A word as a pattern that matches it and nothing else. */
export function literal(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
}

function compiled(source: string, flags: string, lists: ReadonlyMap<string, readonly string[]>): RegExp | string {
  const unknown = [...source.matchAll(NAMED)].map(([, name = '']) => name).find((name) => !lists.has(name));
  if (unknown !== undefined) return `没有名为“${unknown}”的词表`;
  const whole = source.replace(NAMED, (_, name: string) => `(?:${(lists.get(name) ?? []).map(literal).join('|')})`);
  try {
    return new RegExp(whole, flags);
  } catch {
    return '不是有效的正则表达式';
  }
}

/** Makers of the entries of a file with these lists. */
export function makersOf(lists: ReadonlyMap<string, readonly string[]>): Makers {
  const pattern = (flags: string, description: string) =>
    z
      .string()
      .min(1)
      .describe(description)
      .transform((source, context): RegExp => {
        const made = compiled(source, flags, lists);
        if (typeof made !== 'string') return made;
        context.addIssue({ code: 'custom', message: made });
        return z.NEVER;
      });
  return {
    one: (description) => pattern('u', description),
    every: (description) => pattern('gu', description),
    list: (description) => z.array(z.string().min(1)).min(1).describe(description),
    word: (description) => z.string().min(1).describe(description),
    map: (description) =>
      z
        .record(z.string().min(1), z.string().min(1))
        .describe(description)
        .transform((entries) => new Map(Object.entries(entries))),
  };
}

const looseLists = z.record(z.string(), z.unknown());
const texts = z.array(z.string());

/** The lists that a file declares: those under `words`, and entries that are lists themselves. */
export function listsOf(data: unknown): ReadonlyMap<string, readonly string[]> {
  const whole = looseLists.safeParse(data).data ?? {};
  const own = looseLists.safeParse(whole.words).data ?? {};
  return new Map(
    [...Object.entries(own), ...Object.entries(whole)].flatMap(([name, value]) => {
      const list = texts.safeParse(value);
      return list.success ? [[name, list.data] as const] : [];
    }),
  );
}
