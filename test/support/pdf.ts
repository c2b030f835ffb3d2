import type { Font, Subset } from '@pdf-lib/fontkit';
import { fontBytes } from '../../samples/generator/fonts.ts';
import { longIndexFontkit } from '../../samples/generator/subset.ts';

/** What a font's characters are said to be, where that is not what they look like; '' for no mapping at all. */
export type Says = Readonly<Record<string, string>>;

/** A font of a small PDF: its characters by their glyph numbers. */
interface DraftFont {
  readonly glyphs: ReadonlyMap<string, number>;
}

let face: Font | null = null;

function noto(): Font {
  face ??= longIndexFontkit.create(fontBytes('regular'));
  return face;
}

/** The bytes of a subset of a font. */
function programOf(subset: Subset): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  return new Promise((resolve) => {
    subset
      .encodeStream()
      .on('data', (piece) => pieces.push(piece))
      .on('end', () => resolve(new Uint8Array(Buffer.concat(pieces))));
  });
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

/** A small PDF written object by object, so that it can do what no decent writer does. */
export class PdfDraft {
  readonly #objects: Uint8Array[] = [];
  readonly #pages: number[] = [];
  readonly #fonts = new Map<string, DraftFont & { readonly object: number }>();
  #catalog = '';

  constructor() {
    // Catalog and page tree.
    this.add('');
    this.add('');
  }

  /** Adds an object and gives its number. */
  add(dictionary: string, stream?: Uint8Array | string): number {
    const data = typeof stream === 'string' ? Buffer.from(stream, 'latin1') : stream;
    const head = data === undefined ? dictionary : dictionary.replace(/>>$/, `/Length ${data.length}>>\nstream\n`);
    const parts = [Buffer.from(head, 'latin1'), ...(data === undefined ? [] : [data, Buffer.from('\nendstream')])];
    return this.#objects.push(new Uint8Array(Buffer.concat(parts)));
  }

  /** Further entries of the catalog. */
  catalog(entries: string): void {
    this.#catalog += entries;
  }

  /** An embedded font of these characters; `says` tells what they are mapped to, `width` what their widths are said to be. */
  async font(
    name: string,
    characters: string,
    says: Says = {},
    width: (char: string, real: number) => number = (_, real) => real,
  ): Promise<void> {
    const font = noto();
    const subset = font.createSubset();
    const glyphs = new Map<string, number>();
    const widths: string[] = [];
    const mapped: string[] = [];
    for (const char of new Set(characters)) {
      const glyph = font.glyphForCodePoint(char.codePointAt(0) ?? 32);
      const id = subset.includeGlyph(glyph);
      glyphs.set(char, id);
      widths.push(`${id} [${Math.round(width(char, (1000 * glyph.advanceWidth) / font.unitsPerEm))}]`);
      const said = says[char] ?? char;
      if (said !== '') mapped.push(`<${hex(id, 4)}> <${Buffer.from(said, 'utf16le').swap16().toString('hex')}>`);
    }
    const program = this.add('<<>>', await programOf(subset));
    const descriptor = this.add(
      `<</Type/FontDescriptor/FontName/AAAAAA+Draft/Flags 4/FontBBox[-1000 -300 2000 1100]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 730/StemV 80/FontFile2 ${program} 0 R>>`,
    );
    const cid = this.add(
      `<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Draft/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ${descriptor} 0 R/CIDToGIDMap/Identity/DW 1000/W[${widths.join(' ')}]>>`,
    );
    const unicode = this.add(
      '<<>>',
      `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def 1 begincodespacerange <0000> <ffff> endcodespacerange ${mapped.length} beginbfchar ${mapped.join(' ')} endbfchar endcmap end end`,
    );
    const toUnicode = mapped.length === 0 ? '' : `/ToUnicode ${unicode} 0 R`;
    const object = this.add(
      `<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Draft/Encoding/Identity-H/DescendantFonts[${cid} 0 R]${toUnicode}>>`,
    );
    this.#fonts.set(name, { glyphs, object });
  }

  /** The codes of characters in a font, as digits of a hexadecimal string. */
  codes(text: string, font = 'F1'): string {
    const { glyphs } = this.#fonts.get(font) ?? { glyphs: new Map<string, number>() };
    return [...text].map((char) => hex(glyphs.get(char) ?? 0, 4)).join('');
  }

  /** The object of a font. */
  fontObject(name: string): number {
    return this.#fonts.get(name)?.object ?? 0;
  }

  /** A font made elsewhere, under a name for all pages; its characters are not known here. */
  ownFont(name: string, object: number): void {
    this.#fonts.set(name, { glyphs: new Map(), object });
  }

  /** The operators that show `text` with its baseline starting at (x, y), from the bottom of the page. */
  text(text: string, x: number, y: number, size = 10, font = 'F1', before = ''): string {
    return `BT /${font} ${size} Tf ${before} 1 0 0 1 ${x} ${y} Tm <${this.codes(text, font)}> Tj ET\n`;
  }

  /** Adds a page of 595 × 842 points; `resources` are entries beside its fonts, `entries` those of the page. */
  page(content: string | number, resources = '', entries = ''): void {
    const stream = typeof content === 'number' ? content : this.add('<<>>', content);
    const fonts = [...this.#fonts].map(([name, { object }]) => `/${name} ${object} 0 R`).join('');
    this.#pages.push(
      this.add(
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${stream} 0 R/Resources<</Font<<${fonts}>>${resources}>>${entries}>>`,
      ),
    );
  }

  bytes(): Uint8Array {
    this.#objects[0] = new Uint8Array(Buffer.from(`<</Type/Catalog/Pages 2 0 R${this.#catalog}>>`));
    const kids = this.#pages.map((page) => `${page} 0 R`).join(' ');
    this.#objects[1] = new Uint8Array(Buffer.from(`<</Type/Pages/Kids[${kids}]/Count ${this.#pages.length}>>`));
    const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
    const offsets: number[] = [];
    let at = 9;
    for (const [index, object] of this.#objects.entries()) {
      offsets.push(at);
      const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
      parts.push(whole);
      at += whole.length;
    }
    const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
    const size = this.#objects.length + 1;
    parts.push(
      Buffer.from(
        `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`,
      ),
    );
    return new Uint8Array(Buffer.concat(parts));
  }
}
