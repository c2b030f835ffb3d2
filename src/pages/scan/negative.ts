import type { Raster } from '../../model/raster.ts';

/** Grey below which a pixel is black, and from which it is white. */
const BLACK = 80;
const WHITE = 175;
/** Part of a negative that is black, and that is white, at least; print is the smaller part. What is too dark has many greys between. */
const MOST_BLACK = 0.6;
const LEAST_WHITE = 0.01;
const CLEAR = 0.85;
/** Every so many pixels tell it. */
const STEP = 7;

/** Whether a picture is white print on black (反白), as screens in dark mode and negatives of films are. */
export function isNegative({ data, channels }: Raster): boolean {
  let [all, black, white] = [0, 0, 0];
  for (let at = 0; at < data.length; at += STEP * channels) {
    const grey = greyAt(data, at, channels);
    all++;
    if (grey < BLACK) black++;
    else if (grey >= WHITE) white++;
  }
  return black >= MOST_BLACK * all && white >= LEAST_WHITE * all && black + white >= CLEAR * all;
}

function greyAt(data: Uint8Array, at: number, channels: Raster['channels']): number {
  const red = data[at] ?? 255;
  return channels === 1 ? red : (red + (data[at + 1] ?? 255) + (data[at + 2] ?? 255)) / 3;
}

/** The picture with black and white exchanged; what is transparent stays so. */
export function positiveOf(raster: Raster): Raster {
  const { data, channels } = raster;
  const turned = data.map((value, at) => (channels === 4 && at % channels === channels - 1 ? value : 255 - value));
  return { ...raster, data: turned };
}
