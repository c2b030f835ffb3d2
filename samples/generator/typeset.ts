import { layOut } from './flow.ts';
import { type LaidPage, PLAIN, type PlacedFact, type Report, type Style } from './model.ts';
import { PdfWriter } from './pdf.ts';
import { SCAN, type Scan, scanPage } from './raster.ts';

/** A typeset report and what must be read from it. */
export interface Typeset {
  readonly pdf: Uint8Array;
  readonly facts: readonly PlacedFact[];
  readonly pages: readonly LaidPage[];
}

/** Typesets a report with a text layer; `style` overrides {@link PLAIN} field by field. */
export async function typesetWithFacts(report: Report, style: Partial<Style> = {}): Promise<Typeset> {
  const full = { ...PLAIN, ...style };
  const pages = layOut(report, full);
  const writer = await PdfWriter.open(`${report.department}${report.year}年`);
  for (const page of pages) await writer.text(page, full);
  return { pdf: await writer.save(), facts: pages.flatMap((page) => page.facts), pages };
}

/** The PDF alone. */
export async function typeset(report: Report, style: Partial<Style> = {}): Promise<Uint8Array> {
  return (await typesetWithFacts(report, style)).pdf;
}

/**
 * Typesets a report and leaves only pictures of the pages that `scanned` names (all of them, when it is left out).
 * `scan` overrides how they were scanned, for all pages or page by page.
 */
export async function typesetScanned(
  report: Report,
  style: Partial<Style> = {},
  scan: Partial<Scan> | ((page: number) => Partial<Scan>) = {},
  scanned: (page: number) => boolean = () => true,
): Promise<Typeset> {
  const full = { ...PLAIN, ...style };
  const pages = layOut(report, full);
  const writer = await PdfWriter.open(`${report.department}${report.year}年`);
  for (const page of pages) {
    if (!scanned(page.number)) {
      await writer.text(page, full);
      continue;
    }
    const picture = scanPage(page, { ...SCAN, ...(typeof scan === 'function' ? scan(page.number) : scan) });
    await writer.picture(picture.width, picture.height, await picture.jpeg);
  }
  return { pdf: await writer.save(), facts: pages.flatMap((page) => page.facts), pages };
}
