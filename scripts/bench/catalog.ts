import { APPROVAL_OFFICE } from '../../samples/generator/data/shanxi.ts';
import { catalogBlocks } from '../../samples/generator/forms/catalog.ts';
import { shanxiBudget } from '../../samples/generator/forms/shanxi-budget.ts';
import { typeset } from '../../samples/generator/typeset.ts';
import { evaluationSet, type Sample, samplesIn } from './support.ts';

const AGENCIES = 61;
/** The codes of a branch below its letter, and what is procured on each level. */
const CODES = '/01/0101/010101/010102/0102/010201/02/0201/020101/0202/020201'.split('/');
const SERVICES = ['公共服务', '咨询服务', '课题研究服务', '项目评审服务'];

/** A report with a purchase catalogue of about 1,460 rows over tens of pages: a province's, or one set like it. */
export async function longReport(): Promise<Sample> {
  const folder = evaluationSet('typeset');
  const bulk = folder === null ? undefined : samplesIn(folder).find(({ name }) => /-bulk\.pdf$/.test(name));
  if (bulk !== undefined) return bulk;
  const entries = ['A', 'B'].flatMap((letter) =>
    CODES.map((code) => [`${letter}${code}`, `${SERVICES[code.length / 2]}${code}`] as const),
  );
  const agencies = Array.from({ length: AGENCIES }, (_, n) => ({ agency: `第${n + 1}类部门`, entries }));
  const report = shanxiBudget(APPROVAL_OFFICE, { annexes: catalogBlocks(agencies) });
  return { name: 'catalogue.pdf', bytes: await typeset(report) };
}
