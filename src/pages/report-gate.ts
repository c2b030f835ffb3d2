import type { PdfPages } from '../engines/pdf/pdf.ts';
import type { Page } from '../model/page.ts';
import type { RawGlyph, RawPage } from '../model/raw-page.ts';
import { compact } from '../model/text.ts';
import { withUnmappedFonts } from './text/fonts/unmapped-fonts.ts';
import { triage } from './triage/triage.ts';

/** Words of which every report holds one, in its text layer and in what is recognised; null where nobody declared any. */
export interface ReportSigns {
  readonly printed: readonly string[] | null;
  readonly recognised: readonly string[] | null;
}

/** Decides whether a document's pictures are worth recognising: documents that are no reports are refused cheaply. */
export interface ReportGate {
  /** Whether recognition may spend its time on this page. */
  opens(raw: RawPage): Promise<boolean>;
  /** Tells the gate what was read of a page. */
  saw(page: Page): void;
  /** Whether it ever kept a page from being recognised. */
  readonly closed: boolean;
}

/** Pages whose text layer is looked at; a report says within them what it is. */
const PEEKED = 30;
/** Letters of a page that is text; stamps of scanners and running heads on pictures have fewer. */
const TEXT_PAGE = 40;
/** Letters of a text layer in which a report would have named its subject: half a page. */
const TOLD = 200;
/** Recognised pages after which a report would have shown a word of its kind: cover, contents, first chapter. */
const TRIED = 4;
/** Letters that recognition must have read surely on them: of pages it cannot read nothing is concluded. */
const LEGIBLE = 150;
const SURE = 0.7;

function lettersOf(text: string): string {
  return compact(text).replace(/\P{L}/gu, '');
}

function textOf(glyphs: readonly Pick<RawGlyph, 'text'>[]): string {
  return lettersOf(glyphs.map((glyph) => glyph.text).join(''));
}

/**
 * A gate that closes for a document whose trusted text, or whose first recognised pages, hold none of the words (`signs`)
 * that every report holds. Nothing is asked of a document whose pages need no recognition.
 */
export function reportGate(pdf: PdfPages, signs: ReportSigns): ReportGate {
  let told: Promise<'report' | 'other' | 'unknown'> | null = null;
  let tried = 0;
  let legible = 0;
  let found = false;
  let closed = false;
  const holds = (text: string, words: readonly string[] | null): boolean =>
    words?.some((word) => text.includes(word)) ?? true;

  /** What the text layers of the first pages tell; hidden text may name a report, but its silence tells nothing. */
  async function tell(): Promise<'report' | 'other' | 'unknown'> {
    let trusted = 0;
    for (let number = 1; number <= Math.min(PEEKED, pdf.pageCount); number++) {
      const raw = await pdf.read(number).catch(() => null);
      if (raw === null) continue;
      if (holds(textOf(raw.glyphs), signs.printed)) return 'report';
      const text = textOf(raw.glyphs.filter((glyph) => glyph.visible));
      if (triage(withUnmappedFonts(raw)).trusted && text.length >= TEXT_PAGE) trusted += text.length;
    }
    return trusted >= TOLD ? 'other' : 'unknown';
  }

  return {
    async opens() {
      told ??= tell();
      const verdict = await told;
      const open = verdict === 'report' || found || (verdict === 'unknown' && (tried < TRIED || legible < LEGIBLE));
      closed ||= !open;
      return open;
    },
    saw(page) {
      if (page.kind === 'blank') return;
      found ||= holds(textOf(page.glyphs), signs.recognised);
      if (page.kind !== 'scan') return;
      tried++;
      legible += textOf(page.glyphs.filter(({ confidence }) => confidence >= SURE)).length;
    },
    get closed() {
      return closed;
    },
  };
}
