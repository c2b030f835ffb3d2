import { drawObject, PDFDocument, popGraphicsState, pushGraphicsState, scale } from 'pdf-lib';
import { expect, test } from 'vitest';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';

/** 2304 × 8 white pixels in JPEG 2000. */
const WHITE = [
  'AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAACAAACQAAAQcHAAAAAAAPY29scgEAAAAAABEAAACt',
  'anAyY/9P/1EAKQAAAAAJAAAAAAgAAAAAAAAAAAAACQAAAAAIAAAAAAAAAAAAAQcBAf9SAAwAAAABAAMEBAAB/1wADUBASEhQSEhQSEhQ/2QA',
  'JQABQ3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS4w/5AACgAAAAAAMgAB/5P5/pCfpCf6Qn6Qn/pBgAKvLk8Cry5PAq8uTwKvLk8C',
  'sAeAgID/2Q==',
].join('');

test('a JPEG 2000 picture wider than 2048 pixels is decoded at full size, asked for as soon as its page is read', async () => {
  const document = await PDFDocument.create();
  const size = { Type: 'XObject', Subtype: 'Image', Width: 2304, Height: 8, Filter: 'JPXDecode' };
  const picture = document.context.stream(Buffer.from(WHITE, 'base64'), size);
  const page = document.addPage([800, 200]);
  const name = page.node.newXObject('Wide', document.context.register(picture));
  page.pushOperators(pushGraphicsState(), scale(800, 200), drawObject(name), popGraphicsState());
  const pdf = await openPdf(await document.save());
  const raw = await pdf.read(1);
  const raster = await pdf.picture(1, raw.pictures[0]?.id ?? '');
  await pdf.close();
  expect(raster).toMatchObject({ width: 2304, height: 8 });
});
