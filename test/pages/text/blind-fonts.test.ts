import { describe, expect, test } from 'vitest';
import { openPdf } from '../../../src/engines/pdf/pdfjs.ts';
import { believeLooks } from '../../../src/pages/text/fonts/believe-fonts.ts';
import { outlined, widthOf } from '../../support/traits/draw.ts';
import { makeReport } from '../../support/traits/make.ts';
import { typeThree } from '../../support/traits/pages.ts';

/** What is believed of the figures of a page whose font draws `gone` in its own way: unread characters as ?, boxes as □, unseen as _. */
async function believed(gone: string, draw: (width: number) => string, seed: number): Promise<string> {
  const proc = (char: string) => {
    const width = Math.round(widthOf(char, 1000));
    return `${width} 0 0 -200 1000 1000 d1 ${gone.includes(char) ? draw(width) : outlined(char, 0, 0, 1000)}`;
  };
  const { bytes } = await makeReport([{ name: 'blind', kind: 'font', ...typeThree((char) => char, proc) }], seed);
  const pdf = await openPdf(bytes);
  const { glyphs } = believeLooks(await pdf.read(6), pdf.glyph);
  await pdf.close();
  return glyphs
    .map(({ text, unreadable, visible, boxed }) => (boxed ? '□' : unreadable ? '?' : visible ? text : '_'))
    .join('');
}

describe('a font that has not all digits', () => {
  const box = (width: number) => `50 0 ${width - 100} 700 re 100 50 ${width - 200} 600 re f*`;
  const crossed = () => '20 0 500 700 re 60 40 420 620 re f* 40 w 60 40 m 480 660 l 60 660 m 480 40 l S';
  const dot = (width: number) => `${width / 3} 200 ${width / 3} ${width / 3} re f`;

  test.each<readonly [string, string, (width: number) => string, string]>([
    ['has them all', '', () => '', '12.85'],
    ['shows a box for the one that it lacks', '8', box, '12.□5'],
    ['shows a box with a cross, which looks like an 8', '5', crossed, '12.8□'],
    ['shows a box for the point', '.', crossed, '12□85'],
    ['shows the same for two', '85', dot, '12.??'],
    ['shows nothing', '8', () => '', '12._5'],
  ])('%s', async (_, gone, draw, read) => {
    expect(await believed(gone, draw, 7)).toContain(read);
  });

  test('a box that stands for 0 alone may be an angular 0', async () => {
    expect(await believed('0', box, 1)).toContain('1?.81');
    expect(await believed('08', box, 1)).toContain('1□.□1');
  });
});
