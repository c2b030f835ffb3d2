import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { PDFDocument, StandardFonts } from 'pdf-lib';

export function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'yusuan-batch-'));
}

/** A PDF that is no budget report: `pages` pages with a line of text each. */
export async function plainPdf(text: string, pages = 1): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let n = 1; n <= pages; n += 1)
    pdf.addPage([300, 200]).drawText(`${text} ${n}`, { x: 20, y: 100, font, size: 12 });
  return pdf.save({ useObjectStreams: false });
}

/** A PDF by hand: objects numbered from 1, cross-reference table, trailer. */
export function rawPdf(objects: readonly string[], trailer: string): Buffer {
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const xref = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(
    `${body}${xref}trailer\n<< /Size ${size} ${trailer} >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  );
}

const PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] >>';

/** Locked with a password that is not the empty one: the check value cannot match. */
export function encryptedPdf(): Buffer {
  const encrypt = `<< /Filter /Standard /V 1 /R 2 /P -44 /O <${'28'.repeat(32)}> /U <${'7f'.repeat(32)}> >>`;
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', PAGE, encrypt];
  return rawPdf(objects, `/Root 1 0 R /Encrypt 4 0 R /ID [<${'ab'.repeat(16)}> <${'ab'.repeat(16)}>]`);
}

const MILLION = 1_000_000;

/**
 * PDFs made to do harm: pages that contain themselves, a form that draws itself, a page that unpacks to 1 GB, a picture
 * that claims 10 gigapixels, a million objects.
 */
export function hostilePdfs(): Readonly<Record<string, Buffer>> {
  const catalog = '<< /Type /Catalog /Pages 2 0 R >>';
  const pages = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
  const page = `${PAGE.slice(0, -2)} /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>`;
  const stream = (bytes: Buffer, dictionary = '') =>
    `<< /Length ${bytes.length} ${dictionary} >>\nstream\n${bytes.toString('latin1')}\nendstream`;
  const form = '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>';
  const draws = Buffer.from('/F Do /F Do');
  const bomb = stream(deflateSync(Buffer.alloc(1 << 30), { level: 9 }), '/Filter /FlateDecode');
  const vast = '/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceRGB';
  const zeros = deflateSync(Buffer.alloc(1 << 22), { level: 9 });
  const shows = Buffer.from('300 0 0 200 0 0 cm /F Do');
  const crowd = Array.from({ length: MILLION }, (_, n) => `[${n}]`);
  return {
    'vast-picture.pdf': rawPdf(
      [catalog, pages, page, stream(shows), stream(zeros, `${vast} /Filter /FlateDecode`)],
      '/Root 1 0 R',
    ),
    'million-objects.pdf': rawPdf([catalog, pages, page, stream(shows), 'null', ...crowd], '/Root 1 0 R'),
    'endless-tree.pdf': rawPdf([catalog, '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 900 >>'], '/Root 1 0 R'),
    'form-loop.pdf': rawPdf([catalog, pages, page, stream(draws), stream(draws, form)], '/Root 1 0 R'),
    'bomb.pdf': rawPdf([catalog, pages, page, bomb, 'null'], '/Root 1 0 R'),
    'garbage.pdf': Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(50_000, 'q1 0 obj<<')]),
  };
}

export function pdfWithoutPages(): Buffer {
  return rawPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'], '/Root 1 0 R');
}
