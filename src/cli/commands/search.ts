import type { Command } from 'commander';
import { measureName, statementName } from '../../messages/names.ts';
import type { DocumentType } from '../../model/document.ts';
import type { StatementKind } from '../../model/statement.ts';
import type { Store } from '../../store/open.ts';
import { SEARCH_KINDS, type SearchKind } from '../../store/search/entries.ts';
import { type Facet, type SearchAnswer, type SearchHit, search, searchWords } from '../../store/search/find.ts';
import { databaseOptions, examples, withStore } from '../database.ts';
import { mustOccur, oneOf, reportOptions, statementKey, typeOption } from '../filters.ts';
import { wholeNumber } from '../help.ts';
import { type Cli, EXIT, paint } from '../io.ts';
import { plainTable } from '../print/plain-table.ts';
import { shorten } from '../print/width.ts';

interface Flags {
  readonly db: string;
  readonly kind?: SearchKind;
  readonly department: readonly string[];
  readonly year: readonly number[];
  readonly type?: DocumentType;
  readonly statement: readonly StatementKind[];
  readonly region?: string;
  readonly allVersions?: true;
  readonly limit: number;
  readonly json?: true;
  readonly verbose?: true;
}

const MOST = 10_000;
/** Choices of a facet that are shown. */
const SHOWN = 6;

/** `yusuan search WORD…` */
export function searchCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const w = cli.words.find.search;
  const filters = cli.words.use.filters;
  const statement = statementKey(cli);
  const command = reportOptions(program.command('search').description(w.description), cli)
    .argument('<word...>', w.text)
    .option('--kind <name>', `${w.kindOption} ${SEARCH_KINDS.join(' | ')}`, oneOf(SEARCH_KINDS, cli))
    .option('--type <type>', filters.type, typeOption(cli))
    .option(
      '--statement <name>',
      filters.statement,
      (text, all: readonly StatementKind[]) => [...all, statement(text)],
      [],
    )
    .option('--region <name>', w.region)
    .option('--all-versions', filters.allVersions)
    .option('--limit <n>', w.limit, wholeNumber(1, MOST, cli.words), 20);
  examples(
    databaseOptions(command, cli),
    [
      'yusuan search 信息化',
      'yusuan search 绩效 满意度 --year 2025',
      'yusuan search 培训费 --statement 支出总表 --json',
    ],
    cli,
  );
  command.action(async (words: string[], flags: Flags) =>
    finish(await withStore(flags, 'read', cli, (store) => run(store, words.join(' '), flags, cli))),
  );
}

function run(store: Store, text: string, flags: Flags, cli: Cli): number {
  const { kind, department: departments, year: years, type, statement: statements, region } = flags;
  mustOccur(store, statements, cli);
  const answer = search(
    store.db,
    {
      words: searchWords(text),
      kinds: kind === undefined ? [] : [kind],
      ...{ departments, years, statements, types: type === undefined ? [] : [type] },
      regions: region === undefined ? [] : [region],
      all: flags.allVersions === true,
    },
    flags.limit,
  );
  if (flags.json) cli.out.write(`${JSON.stringify(json(answer), null, 2)}\n`);
  else cli.out.write(`${shown(answer, cli)}\n`);
  return answer.total === 0 ? EXIT.failed : EXIT.done;
}

function shown(answer: SearchAnswer, cli: Cli): string {
  const w = cli.words.find.search;
  if (answer.total === 0) return w.nothing;
  const rows = answer.hits.map((hit) => cells(hit, cli));
  const { kind, department, year, statement, region } = answer.facets;
  const facets = [
    facetLine(w.heads.kind, kind, (value) => w.kinds[value] ?? value),
    facetLine(w.heads.department, department),
    facetLine(w.heads.year, year),
    facetLine(w.heads.statement, statement, (value) => statementName(value, cli.language)),
    facetLine(w.heads.region, region),
  ].filter((line) => line !== '');
  const h = w.heads;
  const table = plainTable([h.kind, h.text, h.department, h.year, h.statement, h.amount, h.page], rows, cli);
  return [table, w.found(answer.total, answer.more), ...facets.map((line) => paint(cli.out, 'dim', line))].join('\n');
}

function cells(hit: SearchHit, cli: Cli): string[] {
  const w = cli.words.find.search;
  const place = hit.statement === null ? [] : hit.statement.split(',').map((kind) => statementName(kind, cli.language));
  const column = hit.measure === null || hit.measure === 'total' ? '' : ` ${measureName(hit.measure, cli.language)}`;
  return [
    ...[w.kinds[hit.kind] ?? hit.kind, shorten(hit.text, 44), shorten(hit.department ?? hit.file, 24)],
    [hit.fiscalYear, hit.documentType && cli.words.documentType[hit.documentType]].filter(Boolean).join(' '),
    ...[place.join('，') + column, hit.amount ?? '', hit.page === null ? '' : String(hit.page)],
  ];
}

function facetLine(title: string, facets: readonly Facet[], name: (value: string) => string = (value) => value) {
  if (facets.length === 0) return '';
  const rest = facets.length > SHOWN ? ' …' : '';
  const list = facets.slice(0, SHOWN).map(({ value, count }) => `${name(value)} ${count}`);
  return `${title}: ${list.join(' · ')}${rest}`;
}

function json({ hits, total, more, facets }: SearchAnswer): unknown {
  return {
    total,
    more,
    facets,
    hits: hits.map((hit) => ({
      ...{ kind: hit.kind, text: hit.text, file: hit.file, sha256: hit.sha256, department: hit.department },
      ...{ fiscal_year: hit.fiscalYear, document_type: hit.documentType, current: hit.current === 1 },
      ...{ statement: hit.statement, page: hit.page, measure: hit.measure, amount: hit.amount, proof: hit.proof },
      ...{ statement_index: hit.refStatement, amount_index: hit.refAmount },
    })),
  };
}
