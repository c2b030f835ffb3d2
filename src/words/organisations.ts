/** Endings of organisations' names (机构名称的结尾), as words.yaml lists them. */
export interface OrganisationEndings {
  /** Of any organisation, wherever it is named. */
  readonly common: readonly string[];
  /** Besides: who publishes a report, what is counted in prose, what is listed as a unit or an office, a project's unit. */
  readonly reporting: readonly string[];
  readonly counted: readonly string[];
  readonly listed: readonly string[];
  readonly units: readonly string[];
  /** Besides the reporting ones: what may stand before the title of a table. */
  readonly before_titles: readonly string[];
  /** What may stand behind a name: 本级, （汇总）. */
  readonly branches: readonly string[];
}

/** The same, to hold texts against. */
export interface Organisations {
  /** Whether a text ends as those who publish a report do, with a branch behind it or not. */
  reports(text: string): boolean;
  /** The longest beginning of a text that ends so; '' where there is none. */
  longest(text: string): string;
  /** As the source of a pattern: the endings of names before numbers of people. */
  readonly counted: string;
  /** Whether a text ends as units and offices in lists do. */
  isListed(text: string): boolean;
  /** Whether a text ends as the unit of a project does. */
  isUnit(text: string): boolean;
  /** Whether what stands before a title ends as a publisher's name does: 某某县, 县某局. */
  standsBeforeTitle(text: string): boolean;
}

function literal(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}

/** Longer endings first: 办公室 before 办. */
function oneOf(words: readonly string[]): string {
  return [...new Set(words)]
    .sort((a, b) => b.length - a.length)
    .map(literal)
    .join('|');
}

/** Compiles declared endings once. */
export function organisations(endings: OrganisationEndings): Organisations {
  const { common, branches } = endings;
  const body = oneOf([...common, ...endings.reporting]);
  const branch = branches.length === 0 ? '' : `(?:${oneOf(branches)})?`;
  const reporting = new RegExp(`(?:${body})${branch}$`, 'u');
  const longest = new RegExp(`^.*(?:${body})${branch}`, 'u');
  const listed = new RegExp(`(?:${oneOf([...common, ...endings.listed])})$`, 'u');
  const beforeTitle = new RegExp(`(?:${oneOf([...common, ...endings.reporting, ...endings.before_titles])})$`, 'u');
  const unit = new RegExp(`(?:${oneOf([...common, ...endings.units])})$`, 'u');
  return {
    reports: (text) => reporting.test(text),
    longest: (text) => longest.exec(text)?.[0] ?? '',
    counted: oneOf([...common, ...endings.counted]),
    isListed: (text) => listed.test(text),
    isUnit: (text) => unit.test(text),
    standsBeforeTitle: (text) => beforeTitle.test(text),
  };
}
