import { type Canvas, createCanvas } from '@napi-rs/canvas';

/** Numbers from 0 to 1, the same for the same seed. */
export type Random = () => number;
/** One way in which paper becomes a picture, at so many dots per inch. */
export interface Mode {
  readonly name: string;
  readonly dpi: number;
  readonly change: (page: Canvas, random: Random) => Canvas;
  /** Whether the page's box is given in pixels instead of points. */
  readonly inPixels?: boolean;
}

const grey = (red: number, green: number, blue: number) => 0.3 * red + 0.59 * green + 0.11 * blue;

/** Changes each pixel; `at` gives values of the picture before, white outside. */
function eachPixel(
  canvas: Canvas,
  paint: (x: number, y: number, at: (x: number, y: number) => number) => number | readonly [number, number, number],
): Canvas {
  const { width, height } = canvas;
  const context = canvas.getContext('2d');
  const before = context.getImageData(0, 0, width, height);
  const values = new Uint8Array(width * height);
  for (let at = 0; at < values.length; at++)
    values[at] = grey(before.data[4 * at] ?? 255, before.data[4 * at + 1] ?? 255, before.data[4 * at + 2] ?? 255);
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height ? 255 : (values[Math.round(y) * width + Math.round(x)] ?? 255);
  const after = context.createImageData(width, height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const value = paint(x, y, at);
      const [r, g, b] = typeof value === 'number' ? [value, value, value] : value;
      after.data.set([r, g, b, 255], 4 * (y * width + x));
    }
  context.putImageData(after, 0, 0);
  return canvas;
}

function rotated(canvas: Canvas, degrees: number): Canvas {
  const out = createCanvas(canvas.width, canvas.height);
  const context = out.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, out.width, out.height);
  context.translate(out.width / 2, out.height / 2);
  context.rotate((degrees * Math.PI) / 180);
  context.drawImage(canvas, -canvas.width / 2, -canvas.height / 2);
  return out;
}

const slant = (random: Random) => (random() - 0.5) * 1.6;

/** Ten ways in which offices make pictures of paper. */
export const MODES: readonly Mode[] = [
  { name: 'office', dpi: 200, change: (page, random) => noise(rotated(page, slant(random)), random, 14) },
  { name: 'copier', dpi: 300, change: (page, random) => bilevel(rotated(page, slant(random)), random, 150, 0.0004) },
  { name: 'fax', dpi: 200, change: (page, random) => fax(rotated(page, slant(random)), random) },
  { name: 'dusty', dpi: 240, change: (page, random) => bilevel(rotated(page, slant(random)), random, 165, 0.004) },
  { name: 'photo', dpi: 230, inPixels: true, change: (page, random) => photo(page, random) },
  { name: 'app', dpi: 180, change: (page, random) => bilevelSoft(photo(page, random)) },
  { name: 'copy', dpi: 200, change: (page, random) => copy(rotated(page, slant(random)), random) },
  { name: 'screen', dpi: 105, change: (page) => fringed(page) },
  { name: 'stamp', dpi: 200, change: (page, random) => noise(rotated(stamped(page), slant(random)), random, 10) },
  { name: 'red', dpi: 150, change: (page, random) => noise(page, random, 8) },
];

function noise(page: Canvas, random: Random, strength: number): Canvas {
  return eachPixel(page, (x, y, at) => clamp(at(x, y) * 0.93 + 12 + (random() + random() - 1) * strength));
}

function clamp(value: number): number {
  return Math.max(0, Math.min(255, value));
}

function bilevel(page: Canvas, random: Random, threshold: number, dust: number): Canvas {
  return eachPixel(page, (x, y, at) => (random() < dust ? 0 : at(x, y) + (random() - 0.5) * 60 < threshold ? 0 : 255));
}

/** What a fax sends as black: paler than a copier's, for horizontal strokes of Song are a pixel high. */
const FAX_BLACK = 185;

/** Every second row is told from the one above, as a fax of standard resolution does; thin strokes break, but can be read. */
function fax(page: Canvas, random: Random): Canvas {
  return eachPixel(page, (x, y, at) => {
    const row = y - (y % 2);
    return (at(x, row) + at(x, row + 1)) / 2 + (random() - 0.5) * 50 < FAX_BLACK ? 0 : 255;
  });
}

/** Perspective, curl and a shadow. */
function photo(page: Canvas, random: Random): Canvas {
  const { width, height } = page;
  const [lean, curl, shade] = [0.02 * (random() - 0.5), 0.004 * random(), random()];
  return eachPixel(page, (x, y, at) => {
    const [u, v] = [x / width - 0.5, y / height - 0.5];
    const from = at(x + lean * v * u * width, y + (lean * u * v + curl * Math.sin(3 * u + 1)) * height);
    return clamp(from * (0.72 + 0.22 * Math.cos(2 * (u - shade + 0.5)) - 0.1 * v) + (random() - 0.5) * 14);
  });
}

function bilevelSoft(page: Canvas): Canvas {
  return eachPixel(page, (x, y, at) => {
    const paper = Math.max(at(x - 25, y), at(x + 25, y), at(x, y - 25), at(x, y + 25));
    return clamp((at(x, y) / Math.max(60, paper)) * 460 - 190);
  });
}

/** A copy of a copy: strokes and rules grow, blotches. */
function copy(page: Canvas, random: Random): Canvas {
  const blots = Array.from({ length: 14 }, () => [random() * page.width, random() * page.height, 20 + random() * 60]);
  const grown = eachPixel(page, (x, y, at) =>
    Math.min(at(x, y), at(x - 1, y), at(x, y - 1), at(x + 1, y), at(x, y + 1)),
  );
  return eachPixel(grown, (x, y, at) => {
    const blot = blots.some(([bx = 0, by = 0, r = 1]) => Math.hypot(x - bx, y - by) < r && random() < 0.25);
    return clamp((at(x, y) + at(x + 1, y) + at(x, y + 1)) / 3 - (blot ? 70 * random() : 0) + (random() - 0.5) * 30);
  });
}

/** Letters drawn for a screen: each channel a third of a pixel aside. */
function fringed(page: Canvas): Canvas {
  return eachPixel(page, (x, y, at) => [
    (2 * at(x - 1, y) + at(x, y)) / 3,
    at(x, y),
    (2 * at(x + 1, y) + at(x, y)) / 3,
  ]);
}

function stamped(page: Canvas): Canvas {
  const context = page.getContext('2d');
  context.strokeStyle = context.fillStyle = 'rgba(220,40,40,0.75)';
  context.lineWidth = 8;
  context.beginPath();
  context.arc(page.width * 0.68, page.height * 0.4, 150, 0, 2 * Math.PI);
  context.stroke();
  context.font = '60px "Noto Serif CJK SC"';
  context.fillText('某市某局', page.width * 0.68 - 120, page.height * 0.4 + 20);
  const { width, height } = page;
  const image = context.getImageData(0, 0, width, height);
  const out = createCanvas(width, height);
  out.getContext('2d').putImageData(image, 0, 0);
  return out;
}
