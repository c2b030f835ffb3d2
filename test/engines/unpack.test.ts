import { deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { unpackAtOnce } from '../../src/engines/pdf/bytes/unpack.ts';

/** Unpacks as pdf.js does. */
async function unpacked(format: 'deflate' | 'gzip', bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { writable, readable } = new DecompressionStream(format);
  const writer = writable.getWriter();
  writer.write(bytes).catch(() => undefined);
  writer.close().catch(() => undefined);
  const reader = readable.getReader();
  const chunks: Uint8Array[] = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) chunks.push(next.value);
  return Buffer.concat(chunks).toString();
}

test('a stream is unpacked in one call, of any format, and what is broken is an error', async () => {
  unpackAtOnce();
  const text = '一般公共服务支出'.repeat(40_000);
  const packed = new Uint8Array(deflateSync(text));
  expect(await unpacked('deflate', packed)).toBe(text);
  expect(await unpacked('deflate', new Uint8Array(deflateSync('')))).toBe('');
  expect(await unpacked('gzip', new Uint8Array(gzipSync(text)))).toBe(text);
  await expect(unpacked('deflate', packed.slice(0, 100))).rejects.toThrow();
  await expect(unpacked('deflate', new Uint8Array([...packed, 1, 2]))).rejects.toThrow();
});

test('what is unpacked can be handed over with its memory, however small it is', async () => {
  unpackAtOnce();
  for (const size of [10, 3_000, 14_220, 65_536, 400_000]) {
    const { writable, readable } = new DecompressionStream('deflate');
    const writer = writable.getWriter();
    writer.write(new Uint8Array(deflateSync(Buffer.alloc(size, 7)))).catch(() => undefined);
    writer.close().catch(() => undefined);
    const { value } = await readable.getReader().read();
    if (value === undefined) throw new Error('nothing was unpacked');
    expect(structuredClone(value, { transfer: [value.buffer] })).toEqual(new Uint8Array(size).fill(7));
  }
});
