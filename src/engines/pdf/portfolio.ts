import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Pages of the cover that a collection shows to viewers that know none. */
const MOST_COVERS = 1;
const HEAD = '%PDF-';

/**
 * The one PDF that a collection (PDF 包) wraps: its own page only says that there is something in it. Null for all other
 * documents, those with several PDFs in them too.
 */
export async function wrappedIn(document: PDFDocumentProxy): Promise<Uint8Array | null> {
  if (document.numPages > MOST_COVERS) return null;
  const attachments = await document.getAttachments();
  if (attachments === null) return null;
  const found: Uint8Array[] = [];
  for (const id of attachments.keys()) {
    const content: unknown = await document.getAttachmentContent(id);
    if (content instanceof Uint8Array && isPdf(content)) found.push(content);
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1').includes(HEAD);
}
