import type { ClassifiedTable } from '../../model/classified.ts';
import { isCore } from '../../model/statement.ts';
import { plainYears } from './head-lines.ts';
import { covers, namesOn, type Read } from './identity-doubts.ts';
import { type Naming, sameName } from './names.ts';

/**
 * Tables of units behind those of their department (部门汇总之后各单位的报表), each with the name of its unit: of a label or title of
 * its own, or of the last cover before it. Only where a unit prints a statement that the department prints too: one
 * label that is left over makes no unit.
 */
export function withOwners(read: Read, naming: Naming): readonly ClassifiedTable[] {
  const { identity, tables, classified } = read;
  const { department } = identity;
  if (department === null) return classified;
  // the office alone (本级) is a unit beside the whole
  const { own_office } = naming.wording;
  const isOwn = (name: string) => sameName(name, department) && own_office.test(name) === own_office.test(department);
  const fronts = covers(read, naming);
  const byIndex = new Map(tables.map((table) => [table.index, table]));
  const owners = classified.map((one) => {
    const table = byIndex.get(one.table);
    if (table === undefined) return null;
    const [page = 1] = table.pages;
    const names = namesOn(table, plainYears(one.title), naming);
    const name = names[0] ?? fronts.findLast((front) => front.page <= page)?.text ?? department;
    return names.some(isOwn) || isOwn(name) ? null : name;
  });
  const kindsOf = (owner: string | null) =>
    classified.flatMap(({ kind }, at) => (kind !== null && isCore(kind) && owners[at] === owner ? [kind] : []));
  const own = new Set(kindsOf(null));
  const units = new Set(owners.filter((owner) => owner !== null && kindsOf(owner).some((kind) => own.has(kind))));
  return classified.map((one, at) => {
    const owner = owners[at] ?? null;
    return owner === null || !units.has(owner) ? one : { ...one, department: owner };
  });
}
