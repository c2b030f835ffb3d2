import { createHash } from 'node:crypto';
import { rawPdf } from '../batch/files.ts';

const PADDING = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');
const ID = Buffer.alloc(16, 0xab);
const ALLOWED = -44;

/** A PDF of one page a line of `lines`, locked with a password by the oldest of all encryptions (RC4, 40 bits). */
export function lockedPdf(lines: readonly string[], password: string): Buffer {
  const user = padded(password);
  const owner = rc4(md5(padded('owner')).subarray(0, 5), user);
  const allowed = Buffer.alloc(4);
  allowed.writeInt32LE(ALLOWED);
  const key = md5(Buffer.concat([user, owner, allowed, ID])).subarray(0, 5);
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
  const standard = `/Filter /Standard /V 1 /R 2 /P ${ALLOWED}`;
  const lock = `<< ${standard} /O ${hex(owner)} /U ${hex(rc4(key, PADDING))} >>`;
  const kids = lines.map((_, at) => `${5 + 2 * at} 0 R`).join(' ');
  const pages = lines.flatMap((line, at) => {
    const content = rc4(keyOf(key, 6 + 2 * at), Buffer.from(`BT /F 12 Tf 20 100 Td (${line}) Tj ET`));
    const page = `/MediaBox [0 0 300 200] /Resources << /Font << /F 3 0 R >> >> /Contents ${6 + 2 * at} 0 R`;
    return [
      `<< /Type /Page /Parent 2 0 R ${page} >>`,
      `<< /Length ${content.length} >>\nstream\n${content.toString('latin1')}\nendstream`,
    ];
  });
  const tree = `<< /Type /Pages /Kids [${kids}] /Count ${lines.length} >>`;
  return rawPdf(
    ['<< /Type /Catalog /Pages 2 0 R >>', tree, font, lock, ...pages],
    `/Root 1 0 R /Encrypt 4 0 R /ID [${hex(ID)} ${hex(ID)}]`,
  );
}

function padded(password: string): Buffer {
  return Buffer.concat([Buffer.from(password, 'utf8'), PADDING]).subarray(0, 32);
}

function keyOf(key: Buffer, object: number): Buffer {
  const number = Buffer.from([object & 255, (object >> 8) & 255, 0, 0, 0]);
  return md5(Buffer.concat([key, number])).subarray(0, 10);
}

function hex(bytes: Buffer): string {
  return `<${bytes.toString('hex')}>`;
}

function md5(bytes: Buffer): Buffer {
  return createHash('md5').update(bytes).digest();
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at);
  const at = (index: number) => state[index & 255] ?? 0;
  const swap = (a: number, b: number) => {
    const kept = at(a);
    state[a & 255] = at(b);
    state[b & 255] = kept;
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j += at(i) + (key[i % key.length] ?? 0);
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return Buffer.from(
    data.map((byte) => {
      i += 1;
      j += at(i);
      swap(i, j);
      return byte ^ at(at(i) + at(j));
    }),
  );
}
