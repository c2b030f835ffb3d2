import type { CheckWords } from '../../messages/checks.ts';
import { escapeXml } from '../xlsx/xml.ts';
import {
  type CheckReport,
  claimLine,
  equation,
  type Finding,
  heading,
  type ReportNames,
  type ReportRow,
  summary,
} from './report.ts';

const STYLE = [
  'body{font:15px/1.6 system-ui,sans-serif;margin:2em auto;max-width:60em;padding:0 1em;color:#222;background:#fff}',
  'h1{font-size:1.3em}h2{font-size:1.1em;border-bottom:1px solid #ccc;padding-top:.8em}',
  'li{margin:.4em 0}li>p{margin:.1em 0}.sum{font-variant-numeric:tabular-nums;color:#444}',
  '@media print{h2{break-after:avoid}li{break-inside:avoid}}',
].join('');

/** The reports as a page of its own, to send or to print. It loads nothing and runs nothing. */
export function toHtml(
  reports: readonly CheckReport[],
  names: ReportNames,
  words: CheckWords & { readonly title: string },
  language: string,
  verbose = false,
): string {
  const title = escapeXml(words.title);
  const body = reports.flatMap((report) => [
    `<h2>${escapeXml(report.file)}</h2><p>${escapeXml(summary(report, words))}</p>`,
    ...listOf(
      report.findings.map((finding) => itemOf(finding, names, words)),
      'ol',
    ),
    ...(report.claims.length === 0 ? [] : [`<p>${escapeXml(words.claims)}</p>`]),
    ...listOf(
      report.claims.map((claim) => escapeXml(claimLine(claim, names, words))),
      'ul',
    ),
    ...(verbose ? rest(words.roundings, report.rounding, names, words) : []),
    ...(verbose ? rest(words.unjudged, report.unjudged, names, words) : []),
  ]);
  return [
    `<!doctype html>\n<html lang="${language}"><head><meta charset="utf-8"><title>${title}</title>`,
    `<style>${STYLE}</style></head><body><h1>${title}</h1>`,
    ...body,
    '</body></html>\n',
  ].join('\n');
}

/** Equations that are no errors, under words that say so. */
function rest(title: string, rows: readonly ReportRow[], names: ReportNames, words: CheckWords): string[] {
  const items = rows.map((row) => {
    const [rule = '', ...figures] = equation(row, names, words);
    return [rule, ...figures].map((line) => `<p>${escapeXml(line)}</p>`).join('');
  });
  return items.length === 0 ? [] : [`<p>${escapeXml(title)}</p>`, ...listOf(items, 'ul')];
}

function listOf(items: readonly string[], tag: 'ol' | 'ul'): string[] {
  return items.length === 0 ? [] : [`<${tag}>${items.map((item) => `<li>${item}</li>`).join('\n')}</${tag}>`];
}

function itemOf(finding: Finding, names: ReportNames, words: CheckWords): string {
  const [first = '', ...others] = heading(finding, names, words);
  const sums = finding.checks.flatMap((row) => {
    const [rule = '', ...figures] = equation(row, names, words);
    return [`<p>${escapeXml(rule)}</p>`, ...figures.map((line) => `<p class="sum">${escapeXml(line)}</p>`)];
  });
  return [
    `<p><strong>${escapeXml(first)}</strong></p>`,
    ...others.map((line) => `<p>${escapeXml(line)}</p>`),
    ...sums,
  ].join('');
}
