import { join } from 'node:path';
import { loadDeclarations } from '../../../src/declare/load.ts';
import { claims } from '../../../src/meaning/prose/claims.ts';
import type { ClaimDraft } from '../../../src/model/fact.ts';
import type { PageLayout } from '../../../src/model/grid.ts';
import { glyphs, page } from '../../support/build.ts';
import { layout } from '../../support/cut.ts';

const declarations = loadDeclarations([join(import.meta.dirname, '../../../pipelines')]);

/** Pages of prose: a line of text per line; two full-width spaces at its beginning indent it. */
export function prosePages(...texts: readonly string[]): PageLayout[] {
  return layout(
    texts.map((text, index) =>
      page(
        index + 1,
        text
          .trim()
          .split('\n')
          .flatMap((line, row) => glyphs(line.replace(/^ +/u, ''), 60, 80 + 20 * row, 12)),
      ),
    ),
  );
}

/** What the declared words of a kind of document make of the texts, one per page. */
export function claimsOf(
  kind: 'budget' | 'final',
  fiscalYear: number | null,
  ...texts: readonly string[]
): ClaimDraft[] {
  const words = declarations.pipeline(`department-${kind}`)?.proseWords;
  if (!words) throw new Error(`no declaration department-${kind}`);
  return claims(prosePages(...texts), words, declarations.lexicon, { fiscalYear, department: '某局' });
}

/** `分 → first target`, for reading at a glance. */
export function brief(draft: ClaimDraft): string {
  const [target] = draft.targets;
  const where = target
    ? [target.statement, target.side, target.code, target.lines[0], target.measure].filter((part) => part !== null)
    : ['–'];
  return `${draft.fen} ${where.join(' ')}`;
}
