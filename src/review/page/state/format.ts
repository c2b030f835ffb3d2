import { words } from '../words.ts';

/** Exact 元 text with thousands separators. */
export function yuan(amount: string): string {
  return amount.replace(/\B(?=(\d{3})+(?=\.))/g, ',');
}

/** 分 as exact 元 text with thousands separators. */
export function yuanOf(fen: bigint): string {
  const abs = fen < 0n ? -fen : fen;
  return yuan(`${fen < 0n ? '-' : ''}${abs / 100n}.${String(abs % 100n).padStart(2, '0')}`);
}

/** A moment in the reader's own time. */
export function moment(iso: string | null): string {
  if (iso === null) return '';
  const at = new Date(iso);
  const language = document.documentElement.lang === 'en' ? 'en-GB' : 'zh-CN';
  return at.toLocaleString(language, { dateStyle: 'short', timeStyle: 'medium' });
}

/** A budget or final accounts of a year. */
export function report(type: string | null, year: number | null): string {
  const kind = type === 'budget' ? words.documentType.budget : type === 'final' ? words.documentType.final : '';
  return [year ?? '', kind].join(' ').trim();
}
