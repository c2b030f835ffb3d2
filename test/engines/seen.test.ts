import { describe, expect, test } from 'vitest';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import { read } from '../../src/pages/text/read-text.ts';
import { PdfDraft, type Says } from '../support/pdf.ts';

/** What a reader of the page sees, as one string without gaps, and the page. */
async function pageOf(draw: (draft: PdfDraft) => void) {
  const draft = new PdfDraft();
  await draft.font('F1', '0123456789,.-合计');
  draw(draft);
  const pdf = await openPdf(draft.bytes());
  const raw = await pdf.read(1);
  await pdf.close();
  const page = read(raw);
  return { raw, page, text: page.glyphs.map(({ text }) => text).join('') };
}

const OFF = '/OCProperties<</OCGs[LAYER 0 R]/D<</OFF[LAYER 0 R]>>>>';

describe('what is not shown does not count', () => {
  test('a layer that is switched off', async () => {
    const { text } = await pageOf((draft) => {
      const layer = draft.add('<</Type/OCG/Name(old)>>');
      draft.catalog(OFF.replaceAll('LAYER', String(layer)));
      const content = `/OC /L BDC ${draft.text('12.00', 50, 700)} 50 690 100 1 re f EMC ${draft.text('34.00', 50, 600)}`;
      draft.page(content, `/Properties<</L ${layer} 0 R>>`);
    });
    expect(text).toBe('34.00');
  });

  test('figures and lines under a patch that was painted later', async () => {
    const { text, page } = await pageOf((draft) => {
      const below = `${draft.text('12.00', 50, 700)} 45 690 200 1 re f`;
      draft.page(`${below} 1 1 1 rg 40 680 220 40 re f 0 g ${draft.text('34.00', 50, 700)}`);
    });
    expect(text).toBe('34.00');
    expect(page.rules).toEqual([]);
  });

  test('a ground that was painted before hides nothing, nor does one that lets through', async () => {
    const { text } = await pageOf((draft) => {
      const soft = '/ExtGState<</G<</ca 0.3>>>>';
      draft.page(`0.8 g 40 680 220 40 re f 0 g ${draft.text('12.00', 50, 700)} /G gs 1 g 40 680 220 40 re f`, soft);
    });
    expect(text).toBe('12.00');
  });

  test('a picture without transparent parts, pasted over a figure', async () => {
    const { text, raw } = await pageOf((draft) => {
      const head = '<</Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8>>';
      const image = draft.add(head, new Uint8Array([255, 255, 255, 255]));
      draft.page(`${draft.text('12.00', 50, 700)} q 60 0 0 40 40 680 cm /I Do Q`, `/XObject<</I ${image} 0 R>>`);
    });
    expect(text).toBe('');
    expect(raw.glyphs.map(({ hidden }) => hidden)).toEqual(Array(5).fill('covered'));
  });
});

describe('what is shown counts', () => {
  test.each([
    ['ivory on blue', '0 0 0.5 rg', '1 1 0.94 rg'],
    ['yellow on dark red', '0.4 0 0 rg', '1 1 0 rg'],
    ['white on black', '0 g', '1 g'],
  ])('%s', async (_, ground, ink) => {
    const { text } = await pageOf((draft) =>
      draft.page(`${ground} 40 690 200 30 re f ${ink} ${draft.text('12.00', 50, 700)}`),
    );
    expect(text).toBe('12.00');
  });

  test('white that turns the paper round is black, and black is nothing', async () => {
    const { text, raw } = await pageOf((draft) => {
      const turned = `q /G gs 1 g ${draft.text('12.00', 50, 700)} 0 g ${draft.text('34.00', 50, 600)} Q`;
      draft.page(turned, '/ExtGState<</G<</BM/Difference>>>>');
    });
    expect(text).toBe('12.00');
    expect(raw.glyphs.every(({ unsure, visible }) => unsure === true || !visible)).toBe(true);
  });

  test('a drawing that is wider than any character, or writes in a font, is print that only its picture tells', async () => {
    const { raw } = await pageOf((draft) => {
      const figure = draft.add('<<>>', `2500 0 d0 BT /F1 1000 Tf <${draft.codes('12')}> Tj ET`);
      const dash = draft.add('<<>>', '2500 0 d0 0 300 2400 90 re f');
      const font = (drawing: number, width: number) =>
        draft.add(
          `<</Type/Font/Subtype/Type3/FontBBox[0 0 0 0]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<</z ${drawing} 0 R>>/Encoding<</Type/Encoding/Differences[45/z]>>/FirstChar 45/LastChar 45/Widths[${width}]/Resources<</Font<</F1 ${draft.fontObject('F1')} 0 R>>>>>>`,
        );
      const fonts = [font(dash, 2500), font(figure, 600), font(dash, 600)];
      for (const [at, made] of fonts.entries()) draft.ownFont(`G${at}`, made);
      draft.page(fonts.map((_, at) => `BT /G${at} 9 Tf 1 0 0 1 50 ${700 - 50 * at} Tm (-) Tj ET`).join(' '));
    });
    expect(raw.glyphs.map(({ unreadable }) => unreadable)).toEqual([true, true, false]);
  });

  test('dark bars, thick and long, are ruling lines and hide what they lie on; pale and short ones are none', async () => {
    const { raw, text } = await pageOf((draft) =>
      draft.page(
        `${draft.text('12', 50, 700)} 40 698 300 5 re f 40 600 5 60 re f 0.8 g 40 500 300 5 re f 0 g 40 400 40 5 re f 40 300 300 7 re f`,
      ),
    );
    expect(raw.rules.map(({ axis, thickness }) => `${axis}${thickness}`)).toEqual(['h5', 'v5']);
    expect(text).toBe('12');
  });

  test('ivory on white is a watermark, blue on the same blue is nothing', async () => {
    const { text } = await pageOf((draft) =>
      draft.page(
        `1 1 0.94 rg ${draft.text('12.00', 50, 600)} 0 0 0.5 rg 40 690 200 30 re f ${draft.text('34.00', 50, 700)}`,
      ),
    );
    expect(text).toBe('');
  });

  test.each([
    ['black on black', '0 g', '0 g', 'blotted'],
    ['dark blue on dark blue', '0 0 0.4 rg', '0 0 0.4 rg', 'blotted'],
    ['yellow on yellow', '1 1 0 rg', '1 1 0 rg', 'pale'],
  ])('%s is nothing, but on a dark ground it leaves a patch that is told of', async (_, ground, ink, hidden) => {
    const { raw } = await pageOf((draft) =>
      draft.page(`${ground} 40 690 200 30 re f ${ink} ${draft.text('12', 50, 700)}`),
    );
    expect(raw.glyphs.map((glyph) => glyph.hidden)).toEqual([hidden, hidden]);
  });

  test.each([
    ['a thin slanting shape', '40 690 m 40.5 690 l 240 720 l 239.5 720 l h f'],
    ['a frame of two edges, wound against each other', '40 690 200 30 re 41 691 m 41 719 l 239 719 l 239 691 l h f'],
    ['a frame by even and odd', '40 690 200 30 re 41 691 198 28 re f*'],
  ])('figures in the box of %s, which is no ground', async (_, path) => {
    const { text } = await pageOf((draft) => draft.page(`0 g ${path} ${draft.text('12.00', 50, 700)}`));
    expect(text).toBe('12.00');
  });

  test('a table in a pale ink, but not what lies behind other print', async () => {
    const { text } = await pageOf((draft) => {
      const pale = '/ExtGState<</G<</ca 0.3>>>>';
      const table = `q /G gs ${draft.text('12.00', 50, 700)} 0.85 g ${draft.text('34.00', 50, 680)} Q`;
      draft.page(`${table} 0.9 g ${draft.text('56.00', 52, 600)} 0 g ${draft.text('78.00', 50, 600)}`, pale);
    });
    expect(text).toBe('12.0034.0078.00');
    const page = await pageOf((draft) =>
      draft.page(`0.85 g ${draft.text('1', 50, 700, 24)} ${draft.text('2', 50, 600)}`),
    );
    expect(page.text).toBe('12');
  });

  test('figures of which a cell leaves the upper half, or a strip, are print that only the picture tells', async () => {
    const { raw } = await pageOf((draft) =>
      draft.page(
        `q 40 703 200 30 re W n ${draft.text('12', 50, 700)} Q q 40 605.5 200 30 re W n ${draft.text('34', 50, 600)} Q`,
      ),
    );
    expect(raw.glyphs.map(({ visible, unsure }) => [visible, unsure])).toEqual(Array(4).fill([true, true]));
  });

  test('what was entered without an appearance is told of, and what is hidden or drawn is not', async () => {
    const { raw } = await pageOf((draft) => {
      const note = (at: number, more: string) =>
        `<</Type/Annot/Subtype/FreeText/Rect[50 ${at} 120 ${at + 14}]/Contents(12.00)/DA(/Helv 9 Tf 0 g)${more}>>`;
      const shown = draft.add('<</Type/XObject/Subtype/Form/BBox[0 0 70 14]>>', '0 0 70 14 re f');
      const notes = [note(700, '/F 4'), note(600, '/F 2'), note(500, `/F 4/AP<</N ${shown} 0 R>>`)].join('');
      draft.page('', '', `/Annots[${notes}]`);
    });
    expect(raw.entered).toEqual([{ x0: 50, x1: 120, y0: raw.height - 714, y1: raw.height - 700, text: '12.00' }]);
  });

  test('what was chosen from a list is told of as the list shows it', async () => {
    const { raw } = await pageOf((draft) => {
      const list = '/FT/Ch/Ff 131072/T(a)/Opt[[(k1)(12.00)][(k2)(34.00)]]/V(k2)/DA(/Helv 9 Tf 0 g)';
      draft.page('', '', `/Annots[<</Type/Annot/Subtype/Widget/F 4/Rect[50 700 120 714]${list}>>]`);
    });
    expect(raw.entered?.map(({ text }) => text)).toEqual(['34.00']);
  });

  test('a button without an appearance is told of, though what it says is not known', async () => {
    const { raw } = await pageOf((draft) => {
      const button = '/FT/Btn/Ff 65536/T(a)/MK<</CA(12.00)>>/DA(/Helv 9 Tf 0 g)';
      draft.page('', '', `/Annots[<</Type/Annot/Subtype/Widget/F 4/Rect[50 700 120 714]${button}>>]`);
    });
    expect(raw.entered).toMatchObject([{ x0: 50, x1: 120, text: '', blind: true }]);
  });

  test('print beyond the box of its form is cut off, and a mirrored picture is drawn before it is read', async () => {
    const { raw, text } = await pageOf((draft) => {
      const form = draft.add(
        `<</Type/XObject/Subtype/Form/BBox[0 0 100 842]/Resources<</Font<</F1 ${draft.fontObject('F1')} 0 R>>>>>>`,
        draft.text('12', 50, 700) + draft.text('34', 150, 700),
      );
      const head = '<</Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8>>';
      const image = draft.add(head, new Uint8Array([255, 0, 255, 0]));
      const pictures = 'q 60 0 0 -40 40 480 cm /I Do Q q 60 0 0 40 40 380 cm /I Do Q';
      draft.page(`/X Do ${pictures}`, `/XObject<</X ${form} 0 R/I ${image} 0 R>>`);
    });
    expect(text).toBe('12');
    expect(raw.pictures.map(({ id }) => id === '')).toEqual([true, false]);
  });

  test('outlined characters, and those that are a clip through which something is painted', async () => {
    const { text } = await pageOf((draft) => {
      const clip = `q ${draft.text('34.00', 50, 600, 10, 'F1', '7 Tr')} 40 590 200 40 re f Q`;
      draft.page(
        `${draft.text('12.00', 50, 700, 10, 'F1', '1 Tr')} ${clip} ${draft.text('56.00', 50, 500, 10, 'F1', '7 Tr')}`,
      );
    });
    expect(text).toBe('12.0034.00');
  });

  test('figures in the hole of a clip through which their surroundings were blackened, as shadows of boxes are', async () => {
    const { text } = await pageOf((draft) => {
      const around = 'q 0 0 595 842 re 40 680 m 40 720 l 150 725 l 260 720 l 260 680 l h W* n';
      draft.page(`${around} 0 g 30 670 240 60 re f Q ${draft.text('12.00', 50, 700)}`);
    });
    expect(text).toBe('12.00');
  });

  test('a figure that is the mask of what is painted is print that only the picture tells', async () => {
    const { raw, text } = await pageOf((draft) => {
      const font = `/Font<</F1 ${draft.fontObject('F1')} 0 R>>`;
      const group = draft.add(
        `<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Group<</S/Transparency/CS/DeviceGray>>/Resources<<${font}>>>>`,
        `1 g ${draft.text('12.00', 50, 700)}`,
      );
      const states = `/ExtGState<</M<</SMask<</S/Luminosity/G ${group} 0 R>>>>>>`;
      draft.page(`q /M gs 0 g 40 690 100 30 re f Q`, states);
    });
    expect([text, raw.marks?.length]).toEqual(['', 5]);
  });

  test('figures that are set at a third of their width', async () => {
    const { text } = await pageOf((draft) => draft.page(draft.text('1,133.00', 50, 700, 10, 'F1', '30 Tz')));
    expect(text).toBe('1,133.00');
  });
});

describe('lines and shapes', () => {
  test('white lines on a dark ground are ruling lines, on paper they are nothing', async () => {
    const { page } = await pageOf((draft) =>
      draft.page('1 G 0.5 w 50 500 m 250 500 l S 0 g 40 600 300 100 re f 50 650 m 250 650 l S'),
    );
    expect(page.rules.map(({ at }) => at)).toEqual([192]);
  });

  test('a box with round corners is its four sides; a ring and a box with a bulge are none', async () => {
    const corners = '60 690 m 240 690 l 247 690 250 693 250 700 c 250 712 l 250 717 247 720 240 720 c';
    const box = `${corners} 60 720 l 53 720 50 717 50 712 c 50 700 l 50 693 53 690 60 690 c h S`;
    const bulge = `${corners} 60 720 l 40 720 40 690 60 690 c h S`;
    const ring = '50 600 m 50 560 110 560 110 600 c 110 640 50 640 50 600 c h S';
    const sides = async (path: string) => {
      const { raw } = await pageOf((draft) => draft.page(path));
      return [raw.rules.map(({ axis, from, to }) => `${axis} ${from}-${to}`).sort(), raw.marks?.length];
    };
    expect(await sides(box)).toEqual([['h 50-250', 'h 50-250', 'v 122-152', 'v 122-152'], 0]);
    expect((await sides(bulge))[0]).not.toContain('h 50-250');
    expect((await sides(ring))[0]).toEqual([]);
  });

  test('a shape as small as a character that a pen goes round is print and no ruling line', async () => {
    const { raw } = await pageOf((draft) =>
      draft.page('0.3 w 50 500 m 52 500 l 52 507 l 51 507 l 50 506 l 50 505 l h S 60 500 m 60 510 l S'),
    );
    expect(raw.marks?.length).toBe(1);
    expect(raw.rules.length).toBe(1);
  });
});

test.each<readonly [string, Says]>([
  ['a space', { '-': ' ' }],
  ['a soft hyphen', { '-': '\u00ad' }],
  ['a control character', { '-': '\u0003' }],
  ['nothing that shows', { '-': '\u200b' }],
])('a character with ink that is mapped to %s is kept as unreadable', async (_, says) => {
  const draft = new PdfDraft();
  await draft.font('F1', '0123456789,.- ', says);
  draft.page(draft.text('- 12.00', 50, 700));
  const pdf = await openPdf(draft.bytes());
  const { glyphs } = await pdf.read(1);
  await pdf.close();
  expect(glyphs.map(({ text, unreadable }) => (unreadable ? '?' : text)).join('')).toBe('?12.00');
});

test('a picture is found by its name after other pages were read', async () => {
  const draft = new PdfDraft();
  const head = '<</Type/XObject/Subtype/Image/Width 2/Height 3/ColorSpace/DeviceGray/BitsPerComponent 8>>';
  for (const shade of [10, 200]) {
    const image = draft.add(head, new Uint8Array(6).fill(shade));
    draft.page('q 100 0 0 100 50 600 cm /I Do Q', `/XObject<</I ${image} 0 R>>`);
  }
  const pdf = await openPdf(draft.bytes());
  const id = (await pdf.read(1)).pictures[0]?.id ?? '';
  await pdf.read(2);
  const picture = await pdf.picture(1, id);
  await pdf.close();
  expect([picture?.width, picture?.height, picture?.data[0]]).toEqual([2, 3, 10]);
});

test('a collection is read as the one PDF in it; one with several is not', async () => {
  const inner = new PdfDraft();
  for (const at of [1, 2, 3]) inner.page(`50 ${100 * at} 100 1 re f`);
  const wrapped = (count: number): Uint8Array => {
    const outer = new PdfDraft();
    const names = Array.from({ length: count }, (_, at) => {
      const stream = outer.add('<</Type/EmbeddedFile>>', inner.bytes());
      return `(${at}.pdf) ${outer.add(`<</Type/Filespec/F(${at}.pdf)/EF<</F ${stream} 0 R>>>>`)} 0 R`;
    });
    outer.catalog(`/Names<</EmbeddedFiles<</Names[${names.join(' ')}]>>>>/Collection<</View/D>>`);
    outer.page('');
    return outer.bytes();
  };
  const counts = await Promise.all(
    [1, 2].map(async (count) => {
      const pdf = await openPdf(wrapped(count));
      await pdf.close();
      return pdf.pageCount;
    }),
  );
  expect(counts).toEqual([3, 1]);
});
