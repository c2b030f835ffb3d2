/**
 * Lets pdf.js decode large JPEG 2000 pictures at full size. It halves what it fears no canvas could hold, and tries that
 * with canvases that Node does not have; nothing is ever drawn on this one.
 */
export function decodeFullSize(): void {
  if ('OffscreenCanvas' in globalThis) return;
  Object.defineProperty(globalThis, 'OffscreenCanvas', { value: RoomyCanvas, configurable: true, writable: true });
}

/** A canvas of any size, as far as asking for one opaque pixel can tell. */
class RoomyCanvas {
  width: number;
  height: number;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }

  getContext(): { fillRect(): void; getImageData(): { readonly data: Uint8ClampedArray } } {
    const data = Uint8ClampedArray.of(0, 0, 0, 255);
    return { fillRect: () => undefined, getImageData: () => ({ data }) };
  }
}
