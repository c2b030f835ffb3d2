import type { CheckWords } from '../../messages/checks.ts';
import type { Blame, CheckStatus, FindingMark, Scope } from '../../model/fact.ts';

/** A cell of a check, as the `checks` view spells it out. */
export interface ReportCell {
  readonly side: 'left' | 'right' | null;
  readonly statement: string;
  readonly page: number;
  readonly row: number;
  readonly line_code: string | null;
  readonly line_name: string;
  readonly measure: string;
  /** 元 with two decimals. */
  readonly amount: string;
}

/** A row of the `checks` view with its lists parsed. */
export interface ReportRow {
  readonly file: string;
  readonly rule: string;
  readonly statement: string;
  readonly scope: string;
  /** The scope as data; null in rows of an older version. */
  readonly place: Scope | null;
  readonly lhs: string;
  readonly rhs: string;
  readonly difference: string;
  readonly tolerance: string;
  readonly status: CheckStatus;
  readonly blame: Blame | null;
  readonly cells: readonly ReportCell[];
  readonly suspects: readonly ReportCell[];
  /** Where the prose says it; null for identities of amounts. */
  readonly page: number | null;
  readonly check_index: number;
  /** What people did about it, and what they said. */
  readonly mark: FindingMark;
  readonly mark_note: string | null;
}

/** How declared rules and statements are called; `rule` is null for a rule that no declaration knows. */
export interface ReportNames {
  readonly rule: (id: string) => string | null;
  readonly statement: (kind: string) => string;
}

/** An amount in the prose that contradicts a statement: a row of the `claims` view. */
export interface ReportClaim {
  readonly page: number;
  readonly section: string;
  readonly phrase: string;
  readonly amount: string;
  readonly statement: string | null;
  readonly line_name: string | null;
  readonly measure: string | null;
  /** What the statement prints, 元 with two decimals; null where that is not one amount. */
  readonly printed: string | null;
  readonly claim_index: number;
  readonly mark: FindingMark;
  readonly mark_note: string | null;
}

/** Failed checks that point at the same figures. */
export interface Finding {
  readonly blame: Blame;
  readonly suspects: readonly ReportCell[];
  readonly checks: readonly ReportRow[];
  /** Every suspect is found wrong by itself: they break these equations together. */
  readonly together: boolean;
}

/** What `yusuan check` says of one document. */
export interface CheckReport {
  readonly file: string;
  readonly pass: number;
  /** Of those, within rounding but not exact (尾差). */
  readonly rounding: readonly ReportRow[];
  readonly fail: number;
  readonly notApplicable: number;
  /** Of these, what is asked for: sums of which it cannot be told whether they must hold. */
  readonly unjudged: readonly ReportRow[];
  readonly findings: readonly Finding[];
  readonly claims: readonly ReportClaim[];
}

const BLAME_ORDER: Readonly<Record<Blame, number>> = { publisher: 0, unknown: 1, extraction: 2 };
/** A sum of more figures than this is shown by its first and its total. */
const MOST_TERMS = 8;

function fen(yuan: string): bigint {
  return BigInt(yuan.replace('.', ''));
}

function cellKey(cell: ReportCell): string {
  return [cell.statement, cell.page, cell.row, cell.line_name, cell.measure].join('/');
}

/** The checks and sentences of a document that are to be listed, by their numbers; everything counts. */
export interface Chosen {
  readonly checks: ReadonlySet<number>;
  readonly claims: ReadonlySet<number>;
}

/** Whether a check holds, but for what rounding left (尾差). */
function isRounded({ lhs, rhs, difference, tolerance }: ReportRow): boolean {
  const off = fen(difference);
  return off !== 0n && fen(lhs) !== fen(rhs) && (off < 0n ? -off : off) <= fen(tolerance);
}

/** Gathers the checks of one document; failed ones are grouped by the figures they point at. */
export function reportOf(
  file: string,
  rows: readonly ReportRow[],
  claims: readonly ReportClaim[] = [],
  chosen: Chosen | null = null,
): CheckReport {
  const by = (status: CheckStatus) => rows.filter((row) => row.status === status);
  const listed = (list: readonly ReportRow[]) =>
    list.filter((row) => chosen === null || chosen.checks.has(row.check_index));
  const groups = new Map<string, ReportRow[]>();
  for (const row of listed(by('fail'))) {
    const key = row.suspects.length === 0 ? `${row.rule}/${row.scope}` : row.suspects.map(cellKey).sort().join('|');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const alone = new Set(by('fail').flatMap(({ suspects }) => (suspects.length === 1 ? suspects.map(cellKey) : [])));
  const findings = [...groups.values()].map((checks): Finding => {
    const [first] = checks;
    const suspects = first?.suspects ?? [];
    const together = suspects.length > 1 && suspects.every((cell) => alone.has(cellKey(cell)));
    return { blame: first?.blame ?? 'unknown', suspects, checks, together };
  });
  return {
    file,
    pass: by('pass').length,
    rounding: listed(by('pass').filter(isRounded)),
    fail: by('fail').length,
    notApplicable: by('not_applicable').length,
    unjudged: listed(by('not_applicable')),
    claims: claims.filter((claim) => chosen === null || chosen.claims.has(claim.claim_index)),
    findings: findings.sort((a, b) => BLAME_ORDER[a.blame] - BLAME_ORDER[b.blame] || b.checks.length - a.checks.length),
  };
}

/** Whether a publisher's error was found, in a table or in the prose: what `--strict` asks. */
export function hasPublisherError(report: CheckReport): boolean {
  return report.claims.length > 0 || report.findings.some((finding) => finding.blame === 'publisher');
}

function place(cell: ReportCell, names: ReportNames, words: CheckWords): string {
  const line = cell.line_code === null ? cell.line_name : `${cell.line_code} ${cell.line_name}`;
  return `${names.statement(cell.statement)} ${words.page(cell.page)} ${line} ${words.measure(cell.measure)}`;
}

/** One side of an equation with its figures: `1,234.00 + 56.00 = 1,290.00`. */
function side(cells: readonly ReportCell[], total: bigint, words: CheckWords): string {
  const values = cells.map((cell) => fen(cell.amount));
  const figures = values.map(words.amount);
  // A statement with a wrong unit line prints one amount and means another.
  if (values.reduce((sum, value) => sum + value, 0n) !== total && values.length > 0) {
    return `${figures.slice(0, MOST_TERMS).join(' + ')}${words.aside(words.corrected(total))}`;
  }
  if (figures.length <= 1) return words.amount(total);
  const rest = figures.length - MOST_TERMS;
  return `${figures.slice(0, MOST_TERMS).join(' + ')}${rest > 0 ? ` ${words.more(rest)}` : ''} = ${words.amount(total)}`;
}

const WORDINGS: ReadonlySet<string> = new Set(['prose-items', 'prose-nature', 'prose-path', 'prose-year']);

/** Checks of the prose's words say in their scope what is wrong; what figures they have are no sums. */
function isWording(row: ReportRow): boolean {
  return WORDINGS.has(row.rule);
}

/** Percentages are kept on the scale of money: hundredths. */
function isPercentage(row: ReportRow): boolean {
  return row.rule.startsWith('prose-') && !isWording(row);
}

function figures(row: ReportRow, words: CheckWords): string {
  const [lhs, rhs, off] = [fen(row.lhs), fen(row.rhs), fen(row.difference)];
  if (isPercentage(row)) return words.percentages(lhs, rhs);
  if (row.rule === 'unit-line') return `${words.amount(lhs)} ≠ ${words.amount(rhs)}`;
  const left = row.cells.filter((cell) => cell.side !== 'right');
  const right = row.cells.filter((cell) => cell.side === 'right');
  const sign = row.cells.length > 0 && off > 0n ? '>' : '<';
  return `${side(left, lhs, words)} ${sign} ${side(right, rhs, words)}${words.comma}${words.difference(off, fen(row.tolerance))}`;
}

/** Where in its statement a check looks. */
export function scopeOf(row: ReportRow, words: CheckWords): string {
  return row.place === null ? row.scope : words.scope(row.place);
}

/** What people did about a finding: `〔已反映：6月3日去函〕`. */
function markWords({ mark, mark_note: note }: Pick<ReportRow, 'mark' | 'mark_note'>, words: CheckWords): string {
  if (mark === 'none') return '';
  return words.marked(note === null || note === '' ? words.mark[mark] : `${words.mark[mark]}${words.colon}${note}`);
}

/** A failed check in words: the rule with its place, then the sum written out. */
export function equation(row: ReportRow, names: ReportNames, words: CheckWords): readonly string[] {
  const own = row.page === null ? [] : [row.page];
  const pages = [...new Set([...own, ...row.cells.map((cell) => cell.page)])].sort((a, b) => a - b).map(words.page);
  const statements = row.statement.split(',').filter((kind) => kind !== '');
  const places = [...statements.map(names.statement), ...pages];
  const where = places.length === 0 ? '' : words.aside(words.listed(places));
  const said = `${names.rule(row.rule) ?? words.rule(row.rule)}${words.colon}${scopeOf(row, words)}${where}`;
  const marked = markWords(row, words);
  return isWording(row)
    ? [said + marked, ...row.cells.map((cell) => `${place(cell, names, words)} ${words.amount(fen(cell.amount))}`)]
    : [said + marked, figures(row, words)];
}

/**
 * What a figure would have to be for every equation it breaks to hold: as the sharpest of them says, when the others
 * agree within their rounding. Null when they ask for different values.
 */
function impliedBy({ suspects, checks }: Finding): bigint | null {
  const [suspect] = suspects;
  if (suspect === undefined || suspects.length > 1) return null;
  const asked = checks.flatMap((row) => {
    const own = row.cells.find((cell) => cellKey(cell) === cellKey(suspect));
    if (own === undefined) return [];
    const off = fen(row.difference);
    return [{ value: fen(own.amount) + (own.side === 'right' ? off : -off), tolerance: fen(row.tolerance) }];
  });
  const [sharpest] = [...asked].sort((a, b) => Number(a.tolerance - b.tolerance));
  const agreed = asked.every(({ value, tolerance }) => {
    const apart = value - (sharpest?.value ?? 0n);
    return apart <= tolerance && -apart <= tolerance;
  });
  return sharpest !== undefined && agreed ? sharpest.value : null;
}

/** What a finding says is wrong, and who probably erred; further lines name the figures. */
export function heading(finding: Finding, names: ReportNames, words: CheckWords): readonly string[] {
  const blame = words.aside(words.blame[finding.blame]);
  const unit = finding.checks.find((row) => row.rule === 'unit-line');
  if (unit) return [`${names.statement(unit.statement)} ${scopeOf(unit, words)}${blame}`];
  if (finding.checks.every(isWording)) return [`${words.wording}${blame}`];
  if (finding.checks.every(isPercentage)) return [`${words.prose}${blame}`];
  if (finding.suspects.length === 0) return [`${words.unexplained}${blame}`];
  const label = finding.together ? words.together : words.suspects(finding.suspects.length);
  const cells = finding.suspects.map((cell) => `${place(cell, names, words)} ${words.amount(fen(cell.amount))}`);
  const implied = impliedBy(finding);
  const instead = implied === null ? '' : words.implied(implied);
  return cells.length === 1
    ? [`${label}${words.colon}${cells[0]}${instead}${blame}`]
    : [`${label}${blame}${words.colon.trimEnd()}`, ...cells];
}

/** A sentence of the prose that a statement contradicts. */
export function claimLine(claim: ReportClaim, names: ReportNames, words: CheckWords): string {
  const target = [
    claim.statement === null ? '' : names.statement(claim.statement),
    claim.line_name ?? '',
    claim.measure === null ? '' : words.measure(claim.measure),
  ].join(' ');
  const printed = claim.printed === null ? '' : ` ${words.amount(fen(claim.printed))}`;
  return `${words.page(claim.page)} ${claim.section}${words.colon}“${claim.phrase}”${words.aside(`${words.against}${target}${printed}`)}${markWords(claim, words)}`;
}

/** How many checks hold and fail. */
export function summary(report: CheckReport, words: CheckWords): string {
  if (report.pass + report.fail === 0) return words.nothing;
  return words.summary(report.pass, report.rounding.length, report.fail, report.notApplicable);
}

/** The report as lines of plain text; `verbose` also lists the differences that rounding explains. */
export function toText(report: CheckReport, names: ReportNames, words: CheckWords, verbose = false): readonly string[] {
  const lines = [`${report.file}${words.colon}${summary(report, words)}`];
  const asText = (mark: string, row: ReportRow): readonly string[] => {
    const [rule = '', ...figures] = equation(row, names, words);
    return [`     ${mark} ${rule}`, ...figures.map((line) => `       ${line}`)];
  };
  report.findings.forEach((finding, i) => {
    const [first = '', ...others] = heading(finding, names, words);
    lines.push(`  ${i + 1}. ${first}`, ...others.map((line) => `     · ${line}`));
    for (const row of finding.checks) lines.push(...asText('✗', row));
  });
  if (report.claims.length > 0) lines.push(`  ${words.claims}`);
  for (const claim of report.claims) lines.push(`     ✗ ${claimLine(claim, names, words)}`);
  const listed = verbose ? report.rounding : [];
  if (listed.length > 0) lines.push(`  ${words.roundings}`, ...listed.flatMap((row) => asText('≈', row)));
  const open = verbose ? report.unjudged : [];
  if (open.length > 0) lines.push(`  ${words.unjudged}`, ...open.flatMap((row) => asText('?', row)));
  return lines;
}

/** The report as Markdown, for a file or an issue; `verbose` as for {@link toText}. */
export function toMarkdown(
  report: CheckReport,
  names: ReportNames,
  words: CheckWords,
  verbose = false,
): readonly string[] {
  const lines = [`## ${report.file}`, '', summary(report, words), ''];
  const asMarkdown = (indent: string, row: ReportRow): readonly string[] => {
    const [rule = '', ...figures] = equation(row, names, words);
    return [`${indent}- ${rule}`, ...figures.map((line) => `${indent}  ${line}`)];
  };
  if (report.findings.length + report.claims.length === 0) lines.push(words.allGood, '');
  report.findings.forEach((finding, i) => {
    const [first = '', ...others] = heading(finding, names, words);
    lines.push(`${i + 1}. **${first}**`, ...others.map((line) => `   - ${line}`));
    lines.push(...finding.checks.flatMap((row) => asMarkdown('   ', row)), '');
  });
  if (report.claims.length > 0) lines.push(`**${words.claims}**`, '');
  for (const claim of report.claims) lines.push(`- ${claimLine(claim, names, words)}`);
  const listed = verbose ? report.rounding : [];
  if (listed.length > 0 && lines.at(-1) !== '') lines.push('');
  if (listed.length > 0) lines.push(`**${words.roundings}**`, '', ...listed.flatMap((row) => asMarkdown('', row)));
  const open = verbose ? report.unjudged : [];
  if (open.length > 0) lines.push('', `**${words.unjudged}**`, '', ...open.flatMap((row) => asMarkdown('', row)));
  return lines;
}
