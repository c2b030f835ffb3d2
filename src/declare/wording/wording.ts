import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { check, parseSource, within } from '../source.ts';
import { listsOf, makersOf } from './makers.ts';
import { SUBJECTS } from './subjects.ts';

export type SubjectName = keyof typeof SUBJECTS;

/** Words (措辞) that reports of every kind use, as patterns and lists: one file for each subject in pipelines/wording. */
export type Wording = { readonly [S in SubjectName]: Readonly<z.output<ReturnType<(typeof SUBJECTS)[S]>>> };

export type TablesWording = Wording['tables'];
export type TitlesWording = Wording['titles'];
export type StatementsWording = Wording['statements'];
export type FormsWording = Wording['forms'];
export type ProseWording = Wording['prose'];

/** The last root that has the file gives it. */
function sourceOf(name: SubjectName, roots: readonly string[]) {
  const files = roots.map((root) => join(root, 'wording', `${name}.yaml`));
  const file = files.findLast((one) => existsSync(one)) ?? files[0] ?? '';
  const source = parseSource(file, readFileSync(file, 'utf8'));
  return { makers: makersOf(listsOf(source.data)), data: source.data, locate: within(source) };
}

/** Reads the wording of `roots`. @throws DeclarationError */
export function loadWording(roots: readonly string[]): Wording {
  const read = <T>(name: SubjectName, subject: (makers: ReturnType<typeof makersOf>) => z.ZodType<T>): T => {
    const { makers, data, locate } = sourceOf(name, roots);
    return check(subject(makers), data, locate);
  };
  return {
    tables: read('tables', SUBJECTS.tables),
    titles: read('titles', SUBJECTS.titles),
    statements: read('statements', SUBJECTS.statements),
    forms: read('forms', SUBJECTS.forms),
    prose: read('prose', SUBJECTS.prose),
  };
}
