import type { Box } from '../../../model/box.ts';
import type { Page, Turn } from '../../../model/page.ts';
import type { PagePicture } from '../../../model/raster.ts';
import type { RawPage } from '../../../model/raw-page.ts';
import type { Prepared } from './prepare.ts';

/** How a prepared picture lies on its page turned upright. */
export interface Frame extends Pick<Page, 'width' | 'height' | 'turn' | 'slant'> {
  /** Top left of the picture on the upright page. */
  readonly origin: { readonly x: number; readonly y: number };
  /** Pixels per point. */
  readonly perPoint: number;
}

export function frameOf(raw: RawPage, picture: PagePicture, prepared: Prepared): Frame {
  const { perPoint, grey, slant } = prepared;
  const turn = turnOf(picture, prepared);
  const swapped = turn === 90 || turn === 270;
  const [width, height] = swapped ? [raw.height, raw.width] : [raw.width, raw.height];
  const origin = originOf(picture.box, raw, turn);
  const centre = { x: origin.x + grey.width / 2 / perPoint, y: origin.y + grey.height / 2 / perPoint };
  return { width, height, turn, slant: { ...slant, ...centre }, origin, perPoint };
}

/** The picture's own turn was undone to show it as displayed; what is left is the page's turn. */
export function turnOf(picture: PagePicture, prepared: Prepared): Turn {
  const left = (prepared.turn - picture.turn + 360) % 360;
  return left === 90 || left === 180 || left === 270 ? left : 0;
}

/** A box in pixels of the prepared picture in points of the upright page. */
export function onPage({ x0, y0, x1, y1 }: Box, { origin, perPoint }: Frame): Box {
  return {
    x0: origin.x + x0 / perPoint,
    y0: origin.y + y0 / perPoint,
    x1: origin.x + x1 / perPoint,
    y1: origin.y + y1 / perPoint,
  };
}

function originOf(box: Box, raw: RawPage, turn: Turn): { x: number; y: number } {
  if (turn === 90) return { x: raw.height - box.y1, y: box.x0 };
  if (turn === 180) return { x: raw.width - box.x1, y: raw.height - box.y1 };
  if (turn === 270) return { x: box.y0, y: raw.width - box.x1 };
  return { x: box.x0, y: box.y0 };
}
