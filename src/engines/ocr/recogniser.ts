import type { Recogniser } from '../../model/raster.ts';
import { paddleLineReader } from './paddle.ts';
import { tesseractReader } from './tesseract.ts';

/** The readers of scanned pages, each started by its first picture; {@link close} ends them. */
export interface OpenRecogniser extends Recogniser {
  close(): Promise<void>;
}

/** PP-OCRv4 for lines, tesseract.js beside it; tesseract.js alone where the other is not installed. */
export function openRecogniser(): OpenRecogniser {
  const blocks = tesseractReader();
  const lines = paddleLineReader();
  return {
    id: lines === null ? blocks.id : `${lines.id}+${blocks.id}`,
    blocks,
    lines,
    close: () => blocks.close(),
  };
}
