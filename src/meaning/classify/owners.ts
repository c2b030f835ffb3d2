import type { ClassifiedTable } from '../../model/classified.ts';
import { isCore } from '../../model/statement.ts';
import { plainYears } from './head-lines.ts';
import { covers, namesOn, type Read } from './identity-doubts.ts';
import { type Naming, sameName } from './names.ts';

/**
 * Tables of units behind those of their department (部门汇总之后各单位的报表), each with the name of its unit: of a label or title of
 * its own, or of the last cover before it. Only where a unit prints a statement that the department or another unit
 * prints too: one label that is left over makes no unit.
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
  const all = [...new Set(owners)];
  const printedBy = new Map(all.map((owner) => [owner, new Set(kindsOf(owner))]));
  const printsToo = (owner: string | null, other: string | null) =>
    owner !== other && [...(printedBy.get(owner) ?? [])].some((kind) => printedBy.get(other)?.has(kind));
  const units = new Set(all.filter((owner) => owner !== null && all.some((other) => printsToo(owner, other))));
  return classified.map((one, at) => {
    const owner = owners[at] ?? null;
    return owner === null || !units.has(owner) ? one : { ...one, department: owner };
  });
}
