import type { Claim, ClaimDraft, Verdict } from '../../model/fact.ts';
import type { Statement } from '../../model/statement.ts';

/** Links the numbers of the prose to the facts they repeat. */
export function linkClaims(
  drafts: readonly ClaimDraft[],
  _statements: readonly Statement[],
  _verdicts: readonly Verdict[],
): readonly Claim[] {
  return drafts.map(({ page, box, section, phrase, fen, tolerance, statement, lineName, measure }) => ({
    page,
    box,
    section,
    phrase,
    fen,
    tolerance,
    statement,
    lineName,
    measure,
    ref: null,
    status: 'unlinked',
  }));
}
