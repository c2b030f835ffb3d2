import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

const HEAD = '%PDF-';

/** A PDF that lies in another one. */
export interface EmbeddedPdf {
  readonly name: string;
  readonly content: Uint8Array;
}

/** The PDFs that a document carries with it (附件), members of a collection (PDF 包) or attached to a report. */
export async function embeddedIn(document: PDFDocumentProxy): Promise<readonly EmbeddedPdf[]> {
  const attachments = await document.getAttachments();
  if (attachments === null) return [];
  const found: EmbeddedPdf[] = [];
  for (const [id, about] of attachments) {
    const content: unknown = await document.getAttachmentContent(id);
    if (content instanceof Uint8Array && isPdf(content)) found.push({ name: nameIn(about) ?? id, content });
  }
  return found;
}

function nameIn(about: unknown): string | null {
  if (typeof about !== 'object' || about === null || !('filename' in about)) return null;
  return typeof about.filename === 'string' ? about.filename : null;
}

function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1').includes(HEAD);
}
