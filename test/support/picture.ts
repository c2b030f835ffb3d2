import type { Raster } from '../../src/model/raster.ts';

/** A white grey picture to draw on. */
export class Picture implements Raster {
  readonly channels = 1;
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;

  constructor(width: number, height: number, paper = 255) {
    this.width = width;
    this.height = height;
    this.data = new Uint8Array(width * height).fill(paper);
  }

  /** Fills a rectangle; x1 and y1 are exclusive. */
  fill(x0: number, y0: number, x1: number, y1: number, value = 0): this {
    for (let y = Math.max(0, y0); y < Math.min(this.height, y1); y++)
      this.data.fill(value, y * this.width + Math.max(0, x0), y * this.width + Math.min(this.width, x1));
    return this;
  }

  /** A line three pixels thick, from left to right, that rises or falls by `slope`, with gaps where `worn` says so. */
  level(y: number, x0: number, x1: number, slope = 0, worn: (x: number) => boolean = () => false): this {
    for (let x = x0; x < x1; x++) {
      if (worn(x)) continue;
      const at = Math.round(y + slope * (x - this.width / 2));
      this.fill(x, at - 1, x + 1, at + 2);
    }
    return this;
  }

  /** The same from top to bottom. */
  upright(x: number, y0: number, y1: number, slope = 0): this {
    for (let y = y0; y < y1; y++) {
      const at = Math.round(x + slope * (y - this.height / 2));
      this.fill(at - 1, y, at + 2, y + 1);
    }
    return this;
  }

  /** Something like a line of print: `count` blocks of `size`, a little white between. */
  words(x: number, y: number, count: number, size = 24): this {
    for (let at = 0; at < count; at++) {
      const left = x + at * Math.round(size * 1.2);
      this.fill(left, y, left + size, y + 4).fill(left, y, left + 4, y + size);
      this.fill(left, y + size - 4, left + size, y + size).fill(left + size - 4, y, left + size, y + size);
    }
    return this;
  }

  /** How many pixels are dark. */
  ink(): number {
    return this.data.reduce((sum, value) => sum + (value < 128 ? 1 : 0), 0);
  }
}
