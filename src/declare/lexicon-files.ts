import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { CodeScheme } from '../model/statement.ts';
import type { Confusion } from '../words/distance.ts';
import { check, DeclarationError, parseSource, within } from './source.ts';

/** Where a pair comes from: `attested` a report seen prints code and name together; `recalled` general knowledge. */
export type EntryStatus = 'attested' | 'recalled';

/** One code of the 政府收支分类科目 with the name it bears in the years from `fromYear` to `toYear`. */
export interface LexiconEntry {
  readonly scheme: CodeScheme;
  readonly code: string;
  readonly name: string;
  readonly fromYear: number;
  /** null: still in force. */
  readonly toYear: number | null;
  readonly status: EntryStatus;
}

/** Another way to write the name of a code (别名). */
export interface Alias {
  readonly scheme: CodeScheme;
  readonly code: string;
  readonly name: string;
}

/** Everything in a lexicon folder (pipelines/lexicon), checked. */
export interface LexiconFiles {
  readonly entries: readonly LexiconEntry[];
  readonly aliases: readonly Alias[];
  /** Department class code → government class codes under which the same money may stand. */
  readonly crosswalk: ReadonlyMap<string, ReadonlySet<string>>;
  readonly words: readonly string[];
  readonly confusions: readonly Confusion[];
}

const SCHEMES = {
  functional: { file: 'functional-codes.csv', code: /^2\d\d(\d\d){0,2}$/ },
  economic_department: { file: 'economic-department-codes.csv', code: /^3\d\d(\d\d)?$/ },
  economic_government: { file: 'economic-government-codes.csv', code: /^5\d\d(\d\d)?$/ },
  revenue: { file: 'revenue-codes.csv', code: /^1\d\d(\d\d){0,3}$/ },
} as const satisfies Record<CodeScheme, { file: string; code: RegExp }>;

const SCHEME_NAMES = Object.keys(SCHEMES) as CodeScheme[];

/** One row as written; kept free of transformations, which cost more than all the rest of loading. */
function rowSchema(scheme: CodeScheme) {
  return z.strictObject({
    code: z.string().regex(SCHEMES[scheme].code, '编码的位数或首位不属于这一分类'),
    name: z.string().min(1, '名称为空'),
    from_year: z.string().regex(/^20\d\d$/, '年度应为四位数字'),
    to_year: z.string().regex(/^(20\d\d)?$/, '年度应为四位数字，或留空表示现行'),
    status: z.enum(['attested', 'recalled']),
  });
}

const crosswalkSchema = z.strictObject({
  department: z.string().regex(SCHEMES.economic_department.code),
  government: z.string().regex(SCHEMES.economic_government.code),
});

const confusionSchema = z.strictObject({
  read: z.string().length(1, '只能是一个字'),
  meant: z.string().length(1, '只能是一个字'),
  cost: z.coerce.number().min(0).max(1),
});

const aliasSchema = z.partialRecord(
  z.enum(['functional', 'economic_department', 'economic_government', 'revenue']),
  z.record(z.string().regex(/^\d+$/), z.array(z.string().min(1))),
);

const wordsSchema = z.strictObject({
  columns: z.array(z.string().min(1)),
  lines: z.array(z.string().min(1)),
  titles: z.array(z.string().min(1)),
  labels: z.array(z.string().min(1)),
});

/** Reads plain CSV (no quotes needed: neither codes nor names hold a comma); names file and line of a bad row. */
export function parseCsv<S extends z.ZodType>(file: string, text: string, schema: S): z.output<S>[] {
  const lines = text.replace(/^\ufeff/u, '').split(/\r?\n/u);
  const header = (lines[0] ?? '').split(',');
  const rows = lines.slice(1, lines.at(-1) === '' ? -1 : undefined).map((line, index) => {
    const cells = line.split(',');
    if (cells.length === header.length) return Object.fromEntries(header.map((name, column) => [name, cells[column]]));
    throw new DeclarationError(file, index + 2, `应有 ${header.length} 列，实有 ${cells.length} 列`);
  });
  return check(z.array(schema), rows, ([row]) => ({ file, line: Number(row ?? 0) + 2 }));
}

function read(dir: string, name: string): string {
  try {
    return readFileSync(join(dir, name), 'utf8');
  } catch (cause) {
    throw new DeclarationError(join(dir, name), 1, `词典文件读不出来：${cause instanceof Error ? cause.message : ''}`);
  }
}

function readYaml<S extends z.ZodType>(dir: string, name: string, schema: S): z.output<S> {
  const source = parseSource(join(dir, name), read(dir, name));
  return check(schema, source.data, within(source));
}

function readEntries(dir: string, scheme: CodeScheme): LexiconEntry[] {
  const file = join(dir, SCHEMES[scheme].file);
  return parseCsv(file, read(dir, SCHEMES[scheme].file), rowSchema(scheme)).map((row, index) => {
    const fromYear = Number(row.from_year);
    const toYear = row.to_year === '' ? null : Number(row.to_year);
    if (toYear !== null && toYear < fromYear) throw new DeclarationError(file, index + 2, '起始年度晚于终止年度');
    return { scheme, code: row.code, name: row.name, fromYear, toYear, status: row.status };
  });
}

/** Reads and checks the files of a lexicon folder. */
export function readLexiconFiles(dir: string): LexiconFiles {
  const csv = <S extends z.ZodType>(name: string, schema: S) => parseCsv(join(dir, name), read(dir, name), schema);
  const entries = SCHEME_NAMES.flatMap((scheme) => readEntries(dir, scheme));
  const crosswalk = new Map<string, Set<string>>();
  for (const { department, government } of csv('economic-crosswalk.csv', crosswalkSchema)) {
    const known = crosswalk.get(department);
    if (known) known.add(government);
    else crosswalk.set(department, new Set([government]));
  }
  const named = readYaml(dir, 'line-names.yaml', aliasSchema);
  const aliases = SCHEME_NAMES.flatMap((scheme) =>
    Object.entries(named[scheme] ?? {}).flatMap(([code, names]) => names.map((name) => ({ scheme, code, name }))),
  );
  const words = readYaml(dir, 'header-words.yaml', wordsSchema);
  return {
    entries,
    aliases,
    crosswalk,
    words: [...new Set([...words.columns, ...words.lines, ...words.titles, ...words.labels])],
    confusions: csv('ocr-confusions.csv', confusionSchema),
  };
}
