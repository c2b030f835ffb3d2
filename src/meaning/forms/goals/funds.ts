import type { FormWords, FundSource } from '../../../declare/forms.ts';
import type { FormsWording } from '../../../declare/wording/wording.ts';
import type { Flag } from '../../../model/codes.ts';
import type { Funds, Project } from '../../../model/form.ts';
import { type Fen, isBlankAmount, isUnit, parsePrinted, toFen, UNITS, type Unit } from '../../../model/money.ts';
import type { Entry } from './fields.ts';
import { meaningOf } from './fuzzy.ts';

type Scope = 'period' | 'year';
type Read = { -readonly [K in keyof Funds | 'undivided']: Fen | null };

/** A project's money as read. */
export interface FundsReading {
  readonly unit: Unit;
  readonly period: Funds;
  readonly annual: Funds;
  readonly confidence: number;
  readonly flags: readonly Flag[];
}

const NOTHING: Funds = { total: null, central: null, provincial: null, local: null, selfRaised: null, other: null };
const UNREAD: Read = { ...NOTHING, undivided: null };

interface Printed {
  readonly entry: Entry;
  readonly scope: Scope;
  readonly key: 'total' | FundSource;
}

/** Reads the totals and their sources for the whole period and for the year. */
export function fundsOf(entries: readonly Entry[], words: FormWords, fallback: Unit): FundsReading {
  const printed = printedFunds(entries, words);
  const said = printed.map(({ entry }) => unitOf(entry, words.wording)).find((unit) => unit !== null) ?? null;
  const unit = said ?? fallback;
  const flags = new Set<Flag>();
  const read: Record<Scope, Read> = { period: { ...UNREAD }, year: { ...UNREAD } };
  let confidence = 1;
  for (const { entry, scope, key } of printed) {
    if (isBlankAmount(entry.value)) continue;
    confidence = Math.min(confidence, entry.valueCell?.confidence ?? 1);
    const fen = amountOf(entry.value, unitOf(entry, words.wording) ?? unit);
    if (fen === null) flags.add('funds-unreadable');
    else if (read[scope][key] !== null && read[scope][key] !== fen) flags.add('head-differs');
    else read[scope][key] = fen;
  }
  for (const funds of [read.period, read.year]) if (!addsUp(funds)) flags.add('funds-do-not-add-up');
  if (said === null && printed.some(({ entry }) => entry.value !== '')) flags.add('unit-assumed');
  const { undivided: _period, ...period } = read.period;
  const { undivided: _year, ...annual } = read.year;
  return { unit, period, annual, confidence, flags: [...flags] };
}

/** Totals say themselves which half they are; a source belongs to the total in whose column its label stands. */
function printedFunds(entries: readonly Entry[], words: FormWords): Printed[] {
  const totals: { entry: Entry; scope: Scope }[] = [];
  const printed: Printed[] = [];
  for (const entry of entries) {
    if (entry.concept?.is === 'total') {
      const scope = entry.concept.scope ?? scopeAround(entry, words);
      totals.push({ entry, scope });
      printed.push({ entry, scope, key: 'total' });
    } else if (entry.concept?.is === 'source') {
      const own = totals.filter((total) => total.entry.table === entry.table);
      const distance = (total: (typeof totals)[number]) => Math.abs(total.entry.label.x0 - entry.label.x0);
      const nearest = own.toSorted((a, b) => distance(a) - distance(b) || b.entry.label.row - a.entry.label.row)[0];
      if (nearest !== undefined) printed.push({ entry, scope: nearest.scope, key: entry.concept.source });
    }
  }
  return printed;
}

function scopeAround(entry: Entry, words: FormWords): Scope {
  const scopes = entry.under.map((label) => meaningOf(words.scopes, label.text, label.source)?.value ?? null);
  return scopes.find((scope) => scope !== null) ?? 'year';
}

const UNIT = /(亿元|百万元|万元|千元|元)/u;

/** The unit printed with an amount, in its label, in the labels around it, or above the table. */
export function unitOf(entry: Entry, { unit_above }: FormsWording): Unit | null {
  const texts = [entry.value, entry.label.text, ...entry.under.map((label) => label.text).toReversed()];
  const above = entry.table.above.map((line) => line.text).filter((text) => unit_above.test(text));
  for (const text of [...texts, ...above]) {
    const unit = UNIT.exec(text)?.[1];
    if (unit !== undefined && isUnit(unit)) return unit;
  }
  return null;
}

function amountOf(text: string, unit: Unit): Fen | null {
  const number = parsePrinted(text.replace(UNIT, '').replace(/[（()）]+$/u, ''));
  return number === null ? null : toFen(number.decimal, unit);
}

/** Where sources are printed they make up the total; 财政拨款 may stand above the levels that it comes from. */
function addsUp({ total, undivided, ...sources }: Read): boolean {
  const printed = Object.values(sources).filter((fen) => fen !== null);
  if (total === null || (printed.length === 0 && undivided === null)) return true;
  const sum = printed.reduce((so, fen) => so + fen, 0n);
  return [sum, sum + (undivided ?? 0n)].includes(total);
}

/** Whether a printed amount is, in one unit or another, among the funds that were read for some projects. */
export function amongFunds(projects: readonly Project[]): (text: string) => boolean {
  const funds = new Set(projects.flatMap(({ period, annual }) => [...Object.values(period), ...Object.values(annual)]));
  return (text) => {
    const printed = parsePrinted(text);
    return printed !== null && UNITS.some((unit) => funds.has(toFen(printed.decimal, unit)));
  };
}
