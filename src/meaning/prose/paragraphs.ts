import type { Box } from '../../model/box.ts';
import type { PageLayout, TextLine } from '../../model/grid.ts';
import type { Source } from '../../model/page.ts';
import { compact } from '../../model/text.ts';
import { type Heading, headingOf, opensWithOrdinal } from './headings.ts';

/** Where a character of a paragraph is printed. */
export interface Place {
  readonly page: number;
  readonly box: Box;
  /** Which printed line of the document it belongs to: a box never spans two. */
  readonly line: number;
  /** How surely it was read. */
  readonly confidence: number;
}

/** A paragraph (段落) of the prose: its lines joined over line and page breaks, without any white space. */
export interface Paragraph {
  /** Headings above it, outermost first. */
  readonly headings: readonly string[];
  readonly text: string;
  /** One per UTF-16 unit of `text`. */
  readonly places: readonly Place[];
  readonly source: Source;
}

/** The text area of a page: where full lines begin and end, and how far apart lines stand. */
interface Measure {
  readonly left: number;
  readonly right: number;
  readonly pitch: number;
}

function measureOf(lines: readonly TextLine[]): Measure {
  const right = Math.max(...lines.map((line) => line.x1));
  const full = lines.filter((line) => line.x1 > right - 3 * line.size);
  const left = Math.min(...(full.length > 1 ? full : lines).map((line) => line.x0));
  const steps = lines
    .slice(1)
    .map((line, index) => line.y0 - (lines[index]?.y0 ?? 0))
    .sort((a, b) => a - b);
  return { left, right, pitch: steps[Math.floor(steps.length / 3)] ?? Infinity };
}

const endsSentence = (text: string): boolean => /[。！？；：:;]$/u.test(text);

/** Collects lines into paragraphs, keeping the headings in force. */
class Collector {
  readonly done: Paragraph[] = [];
  readonly #headings: Heading[] = [];
  #text = '';
  #places: Place[] = [];
  #source: Source = 'text';
  #lines = 0;

  get text(): string {
    return this.#text;
  }

  close(): void {
    if (this.#text !== '') {
      const headings = this.#headings.map((heading) => heading.text);
      this.done.push({ headings, text: this.#text, places: this.#places, source: this.#source });
    }
    this.#text = '';
    this.#places = [];
    this.#source = 'text';
  }

  head(heading: Heading): void {
    this.close();
    while ((this.#headings.at(-1)?.level ?? 0) >= heading.level) this.#headings.pop();
    this.#headings.push(heading);
  }

  add(page: number, line: TextLine): void {
    this.#lines++;
    if (line.source === 'ocr') this.#source = 'ocr';
    for (const glyph of line.glyphs) {
      const text = compact(glyph.text);
      this.#text += text;
      const place = { page, box: glyph, line: this.#lines, confidence: glyph.confidence };
      for (let unit = 0; unit < text.length; unit++) this.#places.push(place);
    }
  }
}

/** Whether `line` begins a new paragraph after `previous` on the same page. */
function begins(line: TextLine, previous: TextLine, area: Measure, text: string): boolean {
  if (line.y0 - previous.y0 > 1.6 * area.pitch) return true;
  if (line.x0 > area.left + 0.9 * line.size && previous.x0 < line.x0 - 0.5 * line.size) return true;
  const indented = line.x0 > area.left + 0.9 * line.size;
  const short = previous.x1 < area.right - 3 * previous.size;
  if (indented) return short || endsSentence(text);
  return (short && endsSentence(text)) || (opensWithOrdinal(line.text) && (short || endsSentence(text)));
}

function between(page: PageLayout, above: TextLine, below: TextLine): boolean {
  return page.grids.some(({ box }) => box.y0 > above.y0 && box.y1 < below.y1);
}

/** Cuts the text outside tables into paragraphs, over page breaks where a sentence runs on. */
export function paragraphsOf(pages: readonly PageLayout[]): Paragraph[] {
  const collector = new Collector();
  let before = -1;
  for (const page of pages) {
    const lines = [...page.lines]
      .filter((line) => compact(line.text) !== '')
      .sort((a, b) => a.y0 - b.y0 || a.x0 - b.x0);
    if (lines.length === 0) continue;
    const area = measureOf(lines);
    let previous: TextLine | null = null;
    for (const line of lines) {
      const heading = headingOf(line, area, page.width);
      const fresh: boolean =
        previous === null
          ? page.page !== before + 1 || endsSentence(collector.text) || line.x0 > area.left + 0.9 * line.size
          : begins(line, previous, area, collector.text) || between(page, previous, line);
      if (heading !== null) collector.head(heading);
      else {
        if (fresh) collector.close();
        collector.add(page.page, line);
      }
      previous = line;
    }
    before = page.page;
  }
  collector.close();
  return collector.done;
}
