import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { FONT_FILES } from './fonts.ts';
import type { LaidPage, TextItem } from './model.ts';

/** How a scanner left a page. */
export interface Scan {
  readonly dpi: number;
  /** Degrees, clockwise. */
  readonly skew: number;
  /** 0..1: the share of grey added to single pixels. */
  readonly noise: number;
  /** JPEG quality, 1..100. */
  readonly quality: number;
  readonly seal: boolean;
  /** How the sheet lay in the scanner: the picture is turned, the page is not. */
  readonly turn: 0 | 90 | 180 | 270;
}

export const SCAN: Scan = { dpi: 200, skew: 0.35, noise: 0.05, quality: 42, seal: false, turn: 0 };

/** A page as a scanner sees it, as JPEG, with the size of its page in points. */
export function scanPage(page: LaidPage, scan: Scan): { jpeg: Promise<Uint8Array>; width: number; height: number } {
  if (!GlobalFonts.has('Sample')) {
    GlobalFonts.registerFromPath(FONT_FILES.regular, 'Sample');
    GlobalFonts.registerFromPath(FONT_FILES.bold, 'Sample Bold');
  }
  const sideways = scan.turn === 90 || scan.turn === 270;
  const [width, height] = sideways ? [page.height, page.width] : [page.width, page.height];
  const scale = scan.dpi / 72;
  const canvas = createCanvas(Math.round(width * scale), Math.round(height * scale));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fbfaf7';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.save();
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate(((scan.turn + scan.skew) * Math.PI) / 180);
  context.scale(scale, scale);
  context.translate(-page.width / 2, -page.height / 2);
  for (const item of page.items) {
    if (item.type === 'text') drawText(context, item);
    else {
      context.fillStyle = '#222';
      context.fillRect(item.x0, item.y0, item.x1 - item.x0, item.y1 - item.y0);
    }
  }
  if (scan.seal) drawSeal(context, page.width * 0.72, page.height * 0.2);
  context.restore();
  speckle(context, canvas.width, canvas.height, scan.noise);
  return { jpeg: canvas.encode('jpeg', scan.quality), width, height };
}

function drawText(context: SKRSContext2D, item: TextItem): void {
  context.save();
  const [r, g, b] = item.color.map((part) => Math.round(part * 225 + 25));
  context.fillStyle = `rgb(${r}, ${g}, ${b})`;
  context.font = `${item.size}px "${item.bold ? 'Sample Bold' : 'Sample'}"`;
  context.translate(item.x, item.y);
  context.rotate((-item.angle * Math.PI) / 180);
  context.fillText(item.text, 0, 0);
  context.restore();
}

/** A round red seal (公章), half transparent, over whatever is printed there. */
function drawSeal(context: SKRSContext2D, x: number, y: number): void {
  context.save();
  context.globalAlpha = 0.55;
  context.strokeStyle = '#d22020';
  context.fillStyle = '#d22020';
  context.lineWidth = 2.5;
  context.beginPath();
  context.arc(x, y, 56, 0, 2 * Math.PI);
  context.stroke();
  context.font = '52px "Sample"';
  context.textAlign = 'center';
  context.fillText('★', x, y + 18);
  context.font = '11px "Sample"';
  context.fillText('预算专用章', x, y + 40);
  context.restore();
}

/** Adds the same grain every time. */
function speckle(context: SKRSContext2D, width: number, height: number, noise: number): void {
  const image = context.getImageData(0, 0, width, height);
  const { data } = image;
  let seed = 20260101;
  for (let i = 0; i < data.length; i += 4) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const grain = ((seed >>> 8) / 0xffffff - 0.5) * 255 * noise;
    for (let c = 0; c < 3; c++) data[i + c] = Math.max(0, Math.min(255, (data[i + c] ?? 0) + grain));
  }
  context.putImageData(image, 0, 0);
}
