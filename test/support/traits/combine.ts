import { randomFrom } from '../../proof/synthetic.ts';
import { COVERS } from './covers.ts';
import { FIGURES } from './figures.ts';
import { FORMATS } from './formats.ts';
import { LAYOUT } from './layout.ts';
import type { Trait } from './make.ts';
import { WHOLE } from './pages.ts';
import { PARTS } from './parts.ts';

/** Every trait that there is. */
export const TRAITS: readonly Trait[] = [...FIGURES, ...COVERS, ...FORMATS, ...WHOLE, ...LAYOUT, ...PARTS];

/** How many traits a report has at most. */
const MOST = 3;

/** Whether two traits make no sense in one report: they are of one kind, or nobody sees the one for the other. */
function excludes(one: Trait, other: Trait): boolean {
  return one.kind === other.kind || [one, other].some(({ black }) => black && (one.dark || other.dark));
}

/** Traits drawn by chance, each of another kind, so that all of them can be in one report. */
export function someTraits(seed: number): readonly Trait[] {
  const random = randomFrom(seed);
  const chosen: Trait[] = [];
  const count = 1 + Math.floor(random() * MOST);
  while (chosen.length < count) {
    const trait = TRAITS[Math.floor(random() * TRAITS.length)];
    if (trait && !chosen.some((other) => excludes(other, trait))) chosen.push(trait);
  }
  return chosen;
}
