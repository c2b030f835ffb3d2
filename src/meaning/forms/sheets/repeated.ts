import type { Flag, NoteCode } from '../../../model/codes.ts';
import type { Project } from '../../../model/form.ts';
import type { Note } from '../../../model/note.ts';
import { bareWords } from '../../../model/text.ts';
import { nearlyAlike, type WordDistance } from '../../../words/distance.ts';
import type { Tied } from './halves.ts';

/** A form read to the end. */
export interface ReadForm {
  readonly project: Project | null;
  readonly indicators: readonly Tied[];
}

/**
 * A form printed twice counts once. Forms of one name that say different things stay apart and are flagged, and
 * nearly identical names are reported: only a person can tell whether they are one project.
 */
export function withoutRepeats(
  forms: readonly ReadForm[],
  measure: WordDistance,
): { forms: ReadForm[]; notes: Note[] } {
  const kept: ReadForm[] = [];
  const notes: Note[] = [];
  for (const form of forms) {
    const twin = kept.findIndex((other) => isTwin(other, form));
    const other = kept[twin];
    if (other === undefined || form.project === null) kept.push(form);
    else {
      kept[twin] = flagged(other, 'printed-twice', form.project);
      notes.push(note('form-printed-twice', form.project, other.project));
    }
  }
  return { forms: namesakes(kept, notes, measure), notes };
}

/** Same name, same money, and no indicator that the other does not have. */
function isTwin(a: ReadForm, b: ReadForm): boolean {
  if (a.project === null || b.project === null || bareWords(a.project.name) !== bareWords(b.project.name)) return false;
  if (a.project.period.total !== b.project.period.total || a.project.annual.total !== b.project.annual.total)
    return false;
  const known = new Set(a.indicators.map(keyOf));
  return b.indicators.every((indicator) => known.has(keyOf(indicator)));
}

/** Readings of one print may differ in punctuation. */
export function keyOf(indicator: Tied): string {
  return [indicator.scope, bareWords(indicator.level3), bareWords(indicator.raw)].join('|');
}

function flagged(form: ReadForm, flag: Flag, more: Project | null): ReadForm {
  if (form.project === null || form.project.flags.includes(flag)) return form;
  const pages = [...new Set([...form.project.pages, ...(more?.pages ?? [])])].sort((a, b) => a - b);
  return { ...form, project: { ...form.project, pages, flags: [...form.project.flags, flag] } };
}

function namesakes(forms: readonly ReadForm[], notes: Note[], measure: WordDistance): ReadForm[] {
  const result = [...forms];
  for (let i = 0; i < result.length; i++) {
    for (let j = i + 1; j < result.length; j++) {
      const [a, b] = [result[i], result[j]];
      if (!a?.project || !b?.project) continue;
      const [first, second] = [bareWords(a.project.name), bareWords(b.project.name)];
      if (first === second) {
        result[i] = flagged(a, 'same-name', null);
        result[j] = flagged(b, 'same-name', null);
        notes.push(note('projects-of-same-name', b.project, a.project));
      } else if (nearlyAlike(first, second, measure)) notes.push(note('projects-nearly-alike', b.project, a.project));
    }
  }
  return result;
}

function note(code: NoteCode, project: Project, other: Project | null): Note {
  const data = { name: project.name, other: other?.name ?? '', otherPage: other?.pages[0] ?? 0 };
  return { code, severity: 'info', page: project.pages[0] ?? null, box: project.box, statement: null, data };
}
