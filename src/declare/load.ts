import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as z from 'zod';
import type { WordDistance } from '../words/distance.ts';
import { type Organisations, organisations } from '../words/organisations.ts';
import { addedKeys, type CatalogueDeclaration, withCatalogue } from './catalogue.ts';
import { type ConfidenceTable, confidenceSchema } from './confidence.ts';
import { extend } from './extend.ts';
import { PIPELINE_FILES, type PipelineFile } from './files.ts';
import { compileForms, type FormWords } from './forms.ts';
import { type Lexicon, loadLexicon } from './lexicon.ts';
import { compileProse, type ProseWords } from './prose-words.ts';
import { check, DeclarationError, type Locate, parseSource, type Source, within } from './source.ts';
import { wholeStatementsSchema } from './statements.ts';
import { compile, type Vocabulary } from './vocabulary.ts';
import { loadWording, type Wording } from './wording/wording.ts';

type PipelineData = { readonly [F in PipelineFile]: z.output<(typeof PIPELINE_FILES)[F]> };

/** One kind of document, as its files declare it. */
export interface Pipeline extends PipelineData {
  readonly name: string;
  /** The same words, compiled. */
  readonly vocabulary: Vocabulary;
  readonly formWords: FormWords;
  readonly proseWords: ProseWords;
  readonly organisations: Organisations;
  /** Words that reports of every kind use. */
  readonly wording: Wording;
}

/** Words of which every report of the declared kinds holds one; null where one of the kinds declares none. */
export interface Signs {
  /** In a text layer: the words that cover and titles are told by. */
  readonly printed: readonly string[] | null;
  /** In what recognition, which errs, makes of the first pages. */
  readonly recognised: readonly string[] | null;
}

/** Everything declared in pipelines/: kinds of documents, and the dictionary of classification subjects. */
export interface Declarations {
  readonly pipelines: readonly Pipeline[];
  readonly lexicon: Lexicon;
  /** Words that reports of every kind use. */
  readonly wording: Wording;
  readonly signs: Signs;
  /** Calibrated confidences of readings and proofs. */
  readonly confidence: ConfidenceTable;
  /** The pipeline of that name; null when there is none. */
  pipeline(name: string): Pipeline | null;
}

/** A pipeline's own declarations before inheritance: per file the data, and where its parts stand. */
interface Unit {
  readonly name: string;
  readonly file: string;
  readonly sections: ReadonlyMap<PipelineFile, { readonly data: unknown; readonly locate: Locate }>;
}

const FILE_NAMES = Object.keys(PIPELINE_FILES).filter((name): name is PipelineFile => name in PIPELINE_FILES);

function readSource(file: string): Source {
  return parseSource(file, readFileSync(file, 'utf8'));
}

function readFolder(folder: string): Unit {
  const present = FILE_NAMES.filter((name) => existsSync(join(folder, `${name}.yaml`)));
  const sections = new Map(
    present.map((name) => {
      const source = readSource(join(folder, `${name}.yaml`));
      return [name, { data: source.data, locate: within(source) }] as const;
    }),
  );
  return { name: basename(folder), file: join(folder, 'kind.yaml'), sections };
}

/** A pipeline from outside in one file: `name`, and a section for each file that a folder would have. */
function readSingleFile(file: string): Unit {
  const source = readSource(file);
  const locate = within(source);
  const outline = z.strictObject({
    name: z.string().min(1),
    ...Object.fromEntries(FILE_NAMES.map((name) => [name, z.unknown().optional()])),
  });
  const data = new Map(Object.entries(check(outline, source.data, locate)));
  const sections = new Map(
    FILE_NAMES.filter((name) => data.get(name) !== undefined).map((name) => {
      return [
        name,
        { data: data.get(name), locate: (path: readonly PropertyKey[]) => locate([name, ...path]) },
      ] as const;
    }),
  );
  return { name: String(data.get('name')), file, sections };
}

/** `null` removes an inherited entry; it means nothing within the file itself. */
function withoutNulls(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutNulls);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, withoutNulls(value)]),
  );
}

function checkOwn(unit: Unit, units: ReadonlyMap<string, Unit>): void {
  withCatalogue(catalogueOf(unit, units), () => {
    for (const [name, section] of unit.sections) {
      check(PIPELINE_FILES[name], withoutNulls(section.data), section.locate);
    }
  });
}

/** The keys that a pipeline and those it extends add to the contract's. */
function catalogueOf(unit: Unit, units: ReadonlyMap<string, Unit>): CatalogueDeclaration {
  return check(PIPELINE_FILES.catalogue, ...merged('catalogue', unit, units));
}

function parentOf(unit: Unit): string | null {
  const kind = unit.sections.get('kind')?.data;
  if (typeof kind !== 'object' || kind === null || !('extends' in kind)) return null;
  return typeof kind.extends === 'string' ? kind.extends : null;
}

/** The unit and its ancestors, eldest first. */
function ancestry(unit: Unit, units: ReadonlyMap<string, Unit>): Unit[] {
  const line: Unit[] = [unit];
  for (let name = parentOf(unit); name !== null; ) {
    const parent = units.get(name);
    const youngest = line[0] ?? unit;
    const at = youngest.sections.get('kind')?.locate(['extends']) ?? { file: youngest.file, line: 1 };
    if (!parent)
      throw new DeclarationError(
        at.file,
        at.line,
        `extends：没有名为“${name}”的声明（现有：${[...units.keys()].join('、')}）`,
      );
    if (line.includes(parent)) throw new DeclarationError(at.file, at.line, `extends：“${name}”互相继承`);
    line.unshift(parent);
    name = parentOf(parent);
  }
  return line;
}

/** `abstract`, `extends` and `title` say something of one declaration only. */
function heritable(name: PipelineFile, data: unknown): unknown {
  if (name !== 'kind' || typeof data !== 'object' || data === null) return data;
  const {
    abstract: _abstract,
    extends: _extends,
    title: _title,
    ...rest
  } = { abstract: null, extends: null, title: null, ...data };
  return rest;
}

/** A file's declarations with everything inherited, and where to point when they are wrong. */
function merged(name: PipelineFile, unit: Unit, units: ReadonlyMap<string, Unit>): readonly [unknown, Locate] {
  let data: unknown = {};
  for (const one of ancestry(unit, units)) {
    const own = one.sections.get(name)?.data;
    data = extend(data, one === unit ? own : heritable(name, own));
  }
  return [data, unit.sections.get(name)?.locate ?? (() => ({ file: unit.file, line: 1 }))];
}

function resolve(unit: Unit, units: ReadonlyMap<string, Unit>, wording: Wording, distance: WordDistance): Pipeline {
  const catalogue = catalogueOf(unit, units);
  return withCatalogue(catalogue, () => ({
    ...resolved(unit, units, catalogue, wording, distance),
    catalogue,
    wording,
  }));
}

function resolved(
  unit: Unit,
  units: ReadonlyMap<string, Unit>,
  catalogue: CatalogueDeclaration,
  wording: Wording,
  distance: WordDistance,
): Omit<Pipeline, 'catalogue' | 'wording'> {
  const statements = check(wholeStatementsSchema, ...merged('statements', unit, units));
  const noise = check(PIPELINE_FILES.noise, ...merged('noise', unit, units));
  const forms = check(PIPELINE_FILES.forms, ...merged('forms', unit, units));
  const prose = check(PIPELINE_FILES.prose, ...merged('prose', unit, units));
  const words = check(PIPELINE_FILES.words, ...merged('words', unit, units));
  const endings = organisations(words.organisations);
  return {
    name: unit.name,
    kind: check(PIPELINE_FILES.kind, ...merged('kind', unit, units)),
    statements,
    noise,
    identities: check(PIPELINE_FILES.identities, ...merged('identities', unit, units)),
    forms,
    prose,
    words,
    vocabulary: compile(statements, noise, addedKeys(catalogue), wording.statements, endings),
    formWords: compileForms(forms, endings, wording.forms, distance),
    proseWords: compileProse(prose, wording.prose, endings),
    organisations: endings,
  };
}

function folders(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'kind.yaml')))
    .map((entry) => join(root, entry.name))
    .sort();
}

/** Regions (地区): one file each. */
function regions(root: string): string[] {
  const folder = join(root, 'regions');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return files.sort().map((name) => join(folder, name));
}

function signsOf(pipelines: readonly Pipeline[]): Signs {
  const all = (lists: readonly (readonly string[])[]): string[] | null =>
    lists.length === 0 || lists.some((words) => words.length === 0) ? null : [...new Set(lists.flat())];
  const plain = (pattern: string) => pattern.replaceAll('*', '');
  return {
    printed: all(pipelines.map(({ kind }) => kind.recognise.for.map(plain).filter((word) => word !== ''))),
    recognised: all(pipelines.map(({ kind }) => kind.recognise.signs)),
  };
}

/** The last root that has a `confidence.yaml` gives the calibration. */
function loadConfidence(roots: readonly string[]): ConfidenceTable {
  const root = roots.findLast((one) => existsSync(join(one, 'confidence.yaml'))) ?? OWN_PIPELINES;
  const source = readSource(join(root, 'confidence.yaml'));
  return check(confidenceSchema, source.data, within(source));
}

/** The declarations that come with the package. */
export const OWN_PIPELINES = join(dirname(import.meta.dirname), '..', 'pipelines');

/**
 * Reads and checks declarations: every pipeline folder of `roots` (the last root that has a `lexicon` gives the
 * dictionary), and single-file pipelines from outside and of their `regions`, which are tried first. Throws {@link DeclarationError}.
 */
export function loadDeclarations(
  roots: readonly string[] = [OWN_PIPELINES],
  files: readonly string[] = [],
): Declarations {
  const single = [...files, ...roots.flatMap(regions)];
  const units = [...single.map(readSingleFile), ...roots.flatMap((root) => folders(root).map(readFolder))];
  const byName = new Map(units.map((unit) => [unit.name, unit]));
  for (const unit of units) checkOwn(unit, byName);
  const wording = loadWording([OWN_PIPELINES, ...roots]);
  const lexiconRoot = roots.findLast((root) => existsSync(join(root, 'lexicon'))) ?? OWN_PIPELINES;
  const lexicon = loadLexicon(join(lexiconRoot, 'lexicon'));
  const pipelines = units
    .map((unit) => resolve(unit, byName, wording, lexicon.distance))
    .filter((pipeline) => !pipeline.kind.abstract);
  return {
    pipelines,
    lexicon,
    wording,
    signs: signsOf(pipelines),
    confidence: loadConfidence(roots),
    pipeline: (name) => pipelines.find((pipeline) => pipeline.name === name) ?? null,
  };
}
