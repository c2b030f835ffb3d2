import type { Declarations } from '../declare/load.ts';
import { classify } from '../meaning/classify/classify.ts';
import { withHalves } from '../meaning/classify/halves.ts';
import { coverage } from '../meaning/coverage.ts';
import { withAgreedNames } from '../meaning/forms/agreed-names.ts';
import { type FormsOptions, forms } from '../meaning/forms/forms.ts';
import { lostTables } from '../meaning/lost-tables.ts';
import { namelessTables } from '../meaning/nameless-tables.ts';
import { outsideFrames } from '../meaning/outside-frames.ts';
import { claims } from '../meaning/prose/claims.ts';
import { withRivals } from '../meaning/rivals.ts';
import { standIns } from '../meaning/stand-ins.ts';
import { map } from '../meaning/statements/read-statements.ts';
import { unitOnFirstPages } from '../meaning/statements/units.ts';
import type { Meaning, TablesFound } from './artefacts.ts';
import { placer } from './turn-back.ts';

/** Tables → what the document is, and what its statements, forms and prose say; boxes on the pages as displayed. */
export function findMeaning(found: TablesFound, declarations: Declarations, options: FormsOptions = {}): Meaning {
  const { frames, layouts } = found;
  const tables = withHalves(found.tables, layouts, declarations);
  const classified = classify(tables, layouts, declarations);
  const { identity, pipeline } = classified.value;
  const declared = pipeline === null ? null : declarations.pipeline(pipeline);
  const read = declared === null ? null : forms(tables, layouts, classified.value, declared, options);
  const stated = unitOnFirstPages(layouts, declarations.wording.statements);
  const formTables = {
    taken: read?.value.tables ?? [],
    lists: read?.value.lists ?? [],
    within: read?.value.within ?? [],
  };
  const mapped = map(tables, classified.value, declarations, formTables, stated);
  const own = withRivals(mapped.value, tables);
  const report = read && {
    ...read,
    value: withAgreedNames(read.value, own, declarations.lexicon.distance),
  };
  const said = declared === null ? [] : claims(layouts, declared.proseWords, declarations.lexicon, identity);
  const place = placer(frames);
  const statements = own.map((statement) => place.statement(statement));
  const noticed = [
    ...classified.notes,
    ...mapped.notes,
    ...(report?.notes ?? []),
    ...lostTables(layouts, declarations.wording.statements),
    ...standIns(layouts, declarations.wording.tables),
    ...layouts.flatMap(outsideFrames),
  ];
  const taken = report?.value.tables ?? [];
  const counted = coverage({
    tables,
    layouts,
    statements: own,
    taken,
    contents: classified.value.tables.flatMap(({ table, role }) => (role === 'contents' ? [table] : [])),
    report: report?.value ?? null,
    scores: read?.value.scores ?? new Set(),
    notes: noticed,
  });
  return {
    identity,
    pages: new Set(frames.map((page) => page.sheet?.page ?? page.number)).size,
    pipeline,
    statements,
    indicators: report?.value.indicators.map(place.one) ?? [],
    projects: report?.value.projects ?? [],
    catalog: report?.value.catalog.map(place.one) ?? [],
    ...(report === null ? {} : { report: place.report(report.value) }),
    drafts: place.claims([...said, ...(report?.value.amounts ?? [])]),
    notes: [
      ...found.notes,
      ...place.notes([
        ...noticed,
        ...(declared === null ? namelessTables(tables, declarations.lexicon) : counted.notes),
      ]),
    ],
    ...(declared === null ? {} : { coverage: counted.value }),
    upright: own,
    figures:
      statements.reduce((sum, statement) => sum + statement.amounts.length, 0) +
      said.filter(({ fen }) => fen !== 0n).length,
  };
}
