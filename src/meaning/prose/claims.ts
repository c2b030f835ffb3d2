import type { Lexicon } from '../../declare/lexicon.ts';
import type { ProseSection } from '../../declare/prose.ts';
import type { ProseWords } from '../../declare/prose-words.ts';
import type { ProseWording } from '../../declare/wording/wording.ts';
import type { Box } from '../../model/box.ts';
import { union } from '../../model/box.ts';
import type { ClaimDraft } from '../../model/fact.ts';
import type { PageLayout } from '../../model/grid.ts';
import { bareWords } from '../../model/text.ts';
import { numbersOf, type ProseAmount } from './numbers.ts';
import { type Paragraph, paragraphsOf } from './paragraphs.ts';
import { pathsOf } from './paths.ts';
import { type Recomputed, recompute, type Stated } from './ratios.ts';
import { Sentence } from './sentence.ts';
import { type Denial, denialsOf, fromPath, NOTHING, type Own, type Reference, readWords } from './subjects.ts';
import { type Wording, wordingsOf } from './wording.ts';

const LONGEST_PHRASE = 90;
/** A number of things at the end of a clause: 轿车0辆、 */
const COUNT = /\d\p{Script=Han}{1,3}[、，,]$/u;

/** Where the clause of a number begins: after the last punctuation mark or the last number with a unit. */
function clauseStart(text: string, start: number, floor: number, { joined }: ProseWording): number {
  for (let at = start; at > floor; at--) {
    if (/[，。；：、！？,;]/u.test(text[at - 1] ?? '') && !joined.test(text.slice(at - 2, at + 1))) return at;
  }
  return floor;
}

function boxOf(paragraph: Paragraph, from: number, to: number): Box | null {
  const first = paragraph.places[from];
  if (!first) return null;
  return union(
    paragraph.places
      .slice(from, to)
      .filter((place) => place.line === first.line)
      .map((place) => place.box),
  );
}

/** A paragraph that opens with what it is about: 1.某中心：2025年收入预算…. */
const OPENING = /^[^，,；;：:。]{3,40}(?=[：:。])/u;

/**
 * The innermost declared section; none where a heading names a fund that it is not about, or one of several units: under
 * （三）财政拨款支出情况 or （二）某中心 of a chapter on all revenue and expenditure nothing is said of these.
 */
function sectionOf({ headings, text }: Paragraph, words: ProseWords, own: Own): ProseSection | null {
  const [opening] = OPENING.exec(text) ?? [];
  for (const heading of [...headings, ...(opening === undefined ? [] : [opening])].toReversed()) {
    const section = words.section(heading);
    const about = section === null ? '' : [section.headings, ...section.funds].join(' ');
    const funds = heading === opening ? [] : (heading.match(words.wording.fund) ?? []);
    if (funds.some((fund) => !about.includes(fund)) || isAnother(heading, words, own)) return null;
    if (section !== null && heading !== opening) return section;
  }
  return null;
}

/** Whether a heading is the name of an organisation that is not the report's. */
function isAnother(heading: string, words: ProseWords, { department }: Own): boolean {
  return words.isName(heading) && !bareWords(department ?? '').endsWith(bareWords(heading));
}

/** Reads one paragraph: every number with what it speaks of. */
function readParagraph(paragraph: Paragraph, section: ProseSection | null, words: ProseWords, own: Own): Stated[] {
  const { text, source } = paragraph;
  const paths = pathsOf(text);
  const stated: Stated[] = [];
  const sentence = new Sentence(own, words.wording);
  let governing: Reference | null = null;
  let floor = 0;
  for (const number of numbersOf(text, source === 'ocr', words)) {
    const path = paths.findLast(({ end }) => end <= number.start && end > floor);
    const begin = clauseStart(text, number.start, Math.max(floor, path?.end ?? 0), words.wording);
    // 教育（类）支出: what follows the path directly belongs to its name
    const prefix = text.slice(begin, number.start).replace(path?.end === begin ? words.wording.after_path : /^$/u, '');
    if (path) governing = fromPath(path, section, words);
    if (path) sentence.turnTo(null);
    const change = words.change(bareWords(prefix));
    sentence.goOn(text.slice(floor, number.start));
    const phraseStart = path && begin === path.end ? path.start : begin;
    let reference: Reference = NOTHING;
    if (number.is === 'amount' && change === 0) {
      const read = readWords(prefix, governing, section, words, own);
      const figure = sentence.judge(path && prefix === '' ? null : prefix, read, governing);
      // 更新公务用车1辆，其中：轿车0辆、金额0万元: what was counted has the amount, not what both are parts of
      const counted = read.subject === governing && COUNT.test(text.slice(floor, begin));
      reference = counted ? { ...figure, binding: 'weak' } : figure;
      if (read.subject !== null && read.subject !== governing) sentence.turnTo(read.subject);
      governing = read.subject ?? governing;
    }
    stated.push({ number, prefix, change, reference, phraseStart });
    floor = number.end;
  }
  return stated;
}

/** A claim of what stands from `start` to `end`, its number from `at`. */
function draftOf(paragraph: Paragraph, start: number, at: number, end: number) {
  const { text, places, headings } = paragraph;
  return {
    page: places[at]?.page ?? 0,
    box: boxOf(paragraph, at, end),
    section: headings.findLast((heading) => !/^[（(]/u.test(heading)) ?? headings.at(-1) ?? '',
    phrase: text.slice(Math.max(start, end - LONGEST_PHRASE), end),
    confidence: Math.min(1, ...places.slice(at, end).map((place) => place.confidence)),
  };
}

function amountDraft(paragraph: Paragraph, stated: Stated, number: ProseAmount): ClaimDraft {
  return {
    ...draftOf(paragraph, stated.phraseStart, number.start, number.end),
    kind: stated.change === 0 ? 'amount' : 'change',
    fen: number.fen,
    tolerance: number.tolerance,
    recomputed: null,
    targets: stated.reference.targets,
    binding: stated.reference.binding,
  };
}

function ratioDraft(paragraph: Paragraph, { stated, check }: Recomputed): ClaimDraft {
  const { start, end } = stated.number;
  return {
    ...draftOf(paragraph, stated.phraseStart, start, end),
    ...{ kind: 'ratio', fen: check.lhs, tolerance: check.tolerance, recomputed: check, targets: [], binding: 'weak' },
  };
}

function wordingDraft(paragraph: Paragraph, { kind, start, end, targets }: Wording): ClaimDraft {
  const none = { fen: 0n, tolerance: 0n, recomputed: null, binding: 'weak' } as const;
  return { ...draftOf(paragraph, start, start, end), ...none, kind, targets };
}

function denialDraft(paragraph: Paragraph, { start, end, reference }: Denial): ClaimDraft {
  const none = { kind: 'amount', fen: 0n, tolerance: 0n, recomputed: null } as const;
  return { ...draftOf(paragraph, start, start, end), ...none, ...reference };
}

/**
 * Finds what the prose of a document states (情况说明、编制说明): amounts with what each may repeat, clauses that there
 * is none, the shares and rates that its own amounts let recompute, and the lines that it names. Pure.
 */
export function claims(pages: readonly PageLayout[], words: ProseWords, lexicon: Lexicon, own: Own): ClaimDraft[] {
  const { fiscalYear } = own;
  return paragraphsOf(pages)
    .filter(({ headings }) => !headings.some((heading) => words.skips(heading)))
    .flatMap((paragraph) => {
      const section = sectionOf(paragraph, words, own);
      const stated = readParagraph(paragraph, section, words, own);
      return [
        ...stated.flatMap((one) => (one.number.is === 'amount' ? [amountDraft(paragraph, one, one.number)] : [])),
        ...denialsOf(paragraph.text, section, words, own).map((denial) => denialDraft(paragraph, denial)),
        ...recompute(paragraph, stated, words.wording).map((ratio) => ratioDraft(paragraph, ratio)),
        ...wordingsOf(paragraph.text, stated, section, words, lexicon, fiscalYear).map((wording) =>
          wordingDraft(paragraph, wording),
        ),
      ];
    });
}
