import type { TextLine } from '../../model/grid.ts';
import { type HeaderBlock, headerBlocks, leaves } from './columns.ts';
import type { Head } from './head-structure.ts';
import { columnTiling, type HeadTiling, headTiling, type Sides } from './head-tiling.ts';
import { lineOf } from './lines.ts';
import type { Zone } from './open-ends.ts';

/** A zone cut into header and body rows of segments. */
export interface Piece {
  readonly page: number;
  readonly zone: Zone;
  readonly header: readonly (readonly TextLine[])[];
  readonly body: readonly (readonly TextLine[])[];
  /** Whether nothing stands above it on its page. */
  readonly leads: boolean;
}

/** The head of one piece of a table. */
export interface OwnHead extends Head {
  /** The blocks that name a column for certain. */
  readonly leaf: readonly HeaderBlock[];
  /** Where it ends: at its rule, or right below its print. */
  readonly end: number;
}

/** Reads the head of a piece from the rows of its header, put together (`spaced`) or as they are. */
export function headOf({ zone, body }: Piece, header: Piece['header'], tight: number, size: number): OwnHead {
  const blocks = headerBlocks(header, tight);
  const bodyTop = Math.min(Infinity, ...(body[0] ?? []).map((part) => part.y0));
  const inkTop = Math.min(...blocks.map((block) => block.y0));
  const inkBottom = Math.max(zone.box.y0, ...blocks.map((block) => block.y1));
  const rule = zone.rules.findLast((y) => y > inkBottom - 1 && y < bodyTop + 1);
  const end = rule ?? inkBottom + 0.3 * size;
  const top = zone.rules.length > 0 ? zone.box.y0 : null;
  const leaf = leaves(blocks, size, top ?? inkTop - 0.3 * size, end);
  return { blocks, leaf, top, bottom: rule ?? null, bodyTop, end };
}

/**
 * The head of a table with its tiling, if it has one; `joined`: where single characters are put together to words; `tight`:
 * the white between two lines of one heading.
 */
export interface ToldHead {
  readonly head: OwnHead;
  readonly tiling: HeadTiling | null;
  readonly joined: boolean;
  readonly tight: number;
}

/** Lines of a wrapped heading may stand farther apart (font sizes) than those of a name. */
const WIDER = [0.65, 0.9] as const;

/** The head of a table's first piece: words set with white between their characters (项　目) may be one. */
export function toldHead(first: Piece, body: Piece['body'], sides: Sides, tight: number, size: number): ToldHead {
  const head = headOf(first, first.header, tight, size);
  const tiling = headTiling(head, body, sides);
  if (tiling !== null) return { head, tiling, joined: false, tight };
  for (const white of [tight, ...WIDER.map((share) => share * size)]) {
    for (const joined of [false, true]) {
      const whole = headOf(first, joined ? spaced(first.header) : first.header, white, size);
      const again = whole.blocks.length < head.blocks.length ? headTiling(whole, body, sides) : null;
      if (again !== null) return { head: whole, tiling: again, joined, tight: white };
    }
  }
  return { head, tiling: columnTiling(head, head.leaf, body, sides), joined: false, tight };
}

/** White (font sizes) between two characters of one word set wide. */
const SPACED = 2;

/** Single characters beside each other put together: a word that is set wide. */
export function spaced(rows: Piece['header']): TextLine[][] {
  return rows.map((parts) => {
    const out: TextLine[] = [];
    for (const part of parts) {
      const last = out.at(-1);
      // a word of single characters: each is parted from the next
      const single = last !== undefined && last.text.replaceAll(' ', '').length * 2 - 1 <= last.text.length;
      const near = last !== undefined && part.x0 - last.x1 < SPACED * part.size;
      if (last !== undefined && single && near && part.text.length === 1)
        out.splice(-1, 1, lineOf([...last.glyphs, ...part.glyphs]));
      else out.push(part);
    }
    return out;
  });
}
