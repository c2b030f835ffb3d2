import { describe, expect, test } from 'vitest';
import type { Stretch } from '../../../src/pages/scan/lines/cut-lines.ts';
import { doubtBesideLost, hasLost, withLost } from '../../../src/pages/scan/lines/lost-print.ts';
import { confirmed, surerOf } from '../../../src/pages/scan/lines/read-all.ts';
import { readLines } from '../../../src/pages/scan/lines/read-lines.ts';
import type { Char } from '../../../src/pages/scan/lines/read-stretches.ts';
import { tidyWords } from '../../../src/pages/scan/lines/tidy-words.ts';
import { timesSigns } from '../../../src/pages/scan/lines/times-sign.ts';
import { Picture } from '../../support/picture.ts';

const HEIGHT = 24;

type Middle = readonly [text: string, middle: number];

/** A line of characters by their middles. */
function line(...chars: readonly Middle[]): { stretch: Stretch; chars: Char[] } {
  const stretch = { x0: 0, y0: 0, x1: 300, y1: HEIGHT, blobs: [], cell: 0 };
  return {
    stretch,
    chars: chars.map(([text, middle]) => ({
      text,
      confidence: 0.9,
      x0: middle - 6,
      x1: middle + 6,
      y0: 0,
      y1: HEIGHT,
    })),
  };
}

function tidied(...chars: readonly Middle[]): string {
  const { stretch, chars: row } = line(...chars);
  return tidyWords(stretch, row)
    .map(({ text }) => text)
    .join('');
}

test('a worn 一 that was read as two strokes is one', () => {
  expect(tidied(['-', 6], ['一', 20], ['般', 46], ['公', 70])).toBe('一般公');
  expect(tidied(['一', 12], ['一', 36], ['列', 60])).toBe('一一列');
});

test('a hyphen between ideographs is 一', () => {
  expect(tidied(['进', 12], ['-', 36], ['步', 60])).toBe('进一步');
  expect(tidied(['A', 12], ['-', 36], ['B', 60])).toBe('A-B');
});

test('a number before which a mark was taken for dust is in doubt: it may be a worn sign', () => {
  const least = (...texts: string[]) => {
    const { stretch, chars } = line(...texts.map((text, at): Middle => [text, 12 + 24 * at]));
    const read = tidyWords(stretch, chars);
    return [read.map(({ text }) => text).join(''), Math.min(...read.map(({ confidence }) => confidence))];
  };
  expect(least('*', '3', '8', '台')).toEqual(['38台', 0.55]);
  expect(least('3', '8', '台', '*')).toEqual(['38台', 0.9]);
  expect(least('*', '台', '式')).toEqual(['台式', 0.9]);
});

test('a dot in the middle behind an ordinal is its mark, not one between the numerals of a date', () => {
  expect(tidied(['六', 12], ['·', 36], ['其', 60], ['他', 84])).toBe('六、其他');
  expect(tidied(['十', 12], ['一', 36], ['·', 60], ['其', 84])).toBe('十一、其');
  expect(tidied(['五', 12], ['·', 36], ['一', 60], ['节', 84])).toBe('五·一节');
  expect(tidied(['张', 12], ['·', 36], ['王', 60])).toBe('张·王');
});

/** What a reader of lines says that sees `texts` evenly spread over the picture. */
const spread = (texts: string) => ({
  id: 'spread',
  readLine: async ({ width, height }: { width: number; height: number }) =>
    [...texts].map((text, at) => ({
      text,
      confidence: 1,
      x0: (at * width) / texts.length,
      x1: ((at + 1) * width) / texts.length,
      y0: 0,
      y1: height,
    })),
});

async function places(
  texts: string,
  blobs: readonly (readonly [number, number])[],
): Promise<[string, number, number][]> {
  const page = new Picture(400, 60);
  for (const [x0, x1] of blobs) page.fill(x0, 10, x1, 10 + HEIGHT);
  const stretch: Stretch = {
    x0: blobs[0]?.[0] ?? 0,
    x1: blobs.at(-1)?.[1] ?? 0,
    y0: 10,
    y1: 10 + HEIGHT,
    cell: 0,
    blobs: blobs.map(([x0, x1]) => ({ x0, x1, y0: 10, y1: 10 + HEIGHT, area: (x1 - x0) * HEIGHT, darkest: 0 })),
  };
  const [row = []] = await readLines(page, [stretch], HEIGHT, spread(texts));
  return row.map(({ text, x0, x1 }) => [text, x0, x1]);
}

test('characters end where the white before the next one begins', async () => {
  const [first, second] = await places('安上', [
    [20, 44],
    [70, 94],
  ]);
  expect(first?.slice(0, 2)).toEqual(['安', 20]);
  expect(first?.[2]).toBe(44);
  expect(second?.[1]).toBe(70);
});

test('the white behind a full-width mark belongs to the mark', async () => {
  const [, mark, next] = await places('一、般', [
    [20, 44],
    [46, 52],
    [68, 92],
  ]);
  expect(mark?.[0]).toBe('、');
  expect(next?.[1]).toBe(68);
  expect((next?.[1] ?? 0) - (mark?.[2] ?? 0)).toBeLessThanOrEqual(1);
});

test('第一 whose 一 was read as two hyphens, the mark 、 read as a stroke, scraps of a pen behind a name', () => {
  expect(tidied(['县', 12], ['第', 36], ['-', 54], ['-', 66], ['中', 84], ['学', 108])).toBe('县第一中学');
  expect(tidied(['第', 12], ['—', 36], ['书', 60], ['记', 84])).toBe('第一书记');
  expect(tidied(['第', 12], ['·', 36], ['书', 60], ['记', 84])).toBe('第一书记');
  expect(tidied(['办', 12], ['成', 36], ['-', 54], ['-', 62], ['件', 84])).toBe('办成一件');
  expect(tidied(['加', 12], ['油', 36], ['丶', 54], ['添', 84], ['加', 108])).toBe('加油、添加');
  expect(tidied(['经', 12], ['费', 36], ['\\', 54], ['|', 66])).toBe('经费');
});

describe('characters that a reader leaves out', () => {
  const stretch: Stretch = { x0: 0, y0: 0, x1: 100, y1: HEIGHT, blobs: [], cell: 0 };
  const char = (text: string, x0: number, x1: number): Char => ({ text, x0, x1, y0: 0, y1: HEIGHT, confidence: 0.99 });
  const whole = [char('修', 0, 24), char('缮', 25, 49), char('文', 50, 74), char('物', 75, 99)];
  const lost = [char('修', 0, 24), char('文', 25, 74), char('物', 75, 99)];

  test('show in the width of their neighbour, and make it doubtful', () => {
    expect([hasLost(whole, stretch), hasLost(lost, stretch), hasLost(lost.slice(0, 2), stretch)]).toEqual([
      false,
      true,
      true,
    ]);
    expect(doubtBesideLost(lost, stretch).map(({ confidence }) => confidence < 0.9)).toEqual([false, true, false]);
  });

  test('show in the width that others of the line have, and in room that is left', () => {
    const doubtful = (...chars: Char[]) =>
      doubtBesideLost(chars, { ...stretch, x1: chars.at(-1)?.x1 ?? 0 })
        .filter(({ confidence }) => confidence < 0.9)
        .map(({ text }) => text)
        .join('');
    const [a, b, c] = [char('重', 0, 18), char('点', 18, 36), char('修', 36, 54)];
    expect(doubtful(a, b, c, char('工', 54, 90), char('程', 90, 108))).toBe('工');
    expect(doubtful(a, b, c, char('第', 54, 72), char('书', 90, 108), char('记', 108, 126))).toBe('第书');
    expect(doubtful(a, b, c, char('工', 54, 72), char('程', 72, 90))).toBe('');
    // a space between words is no room for an ideograph, and digits are narrow
    expect(doubtful(a, b, c, char('工', 63, 81), char('程', 81, 99), char('1', 99, 108))).toBe('');
  });

  test('show before the first digit of a value, and in more symbols than were read', () => {
    const blob = (x0: number, x1: number) => ({ x0, x1, y0: 2, y1: 22, area: 100, darkest: 0 });
    const doubtful = (chars: Char[], ...blobs: ReturnType<typeof blob>[]) =>
      doubtBesideLost(chars, { ...stretch, x1: chars.at(-1)?.x1 ?? 0, blobs })
        .filter(({ confidence }) => confidence < 0.9)
        .map(({ text }) => text)
        .join('');
    const [four, five, of] = [char('4', 0, 14), char('5', 16, 30), char('个', 32, 56)];
    const print = [blob(0, 13), blob(16, 29), blob(32, 56)];
    expect(doubtful([four, five, of], ...print)).toBe('');
    // =45个 without its sign; its strokes touch the digit
    const behind = print.map(({ x0, x1 }) => blob(x0 + 16, x1 + 16));
    expect(doubtful([char('4', 10, 30), char('5', 32, 46), char('个', 48, 72)], blob(0, 13), ...behind)).toBe('45');
    expect(doubtful([char('4', 10, 30), char('5', 32, 46)], blob(0, 29), blob(32, 45))).toBe('45');
    // <11台
    expect(
      doubtful([char('<', 0, 44), char('台', 46, 70)], blob(0, 13), blob(18, 26), blob(34, 42), blob(46, 70)),
    ).toBe('<');
    // three pieces of a per cent sign, two halves of an ideograph
    expect(doubtful([four, char('%', 16, 40)], blob(0, 13), blob(16, 22), blob(25, 30), blob(33, 39))).toBe('');
    expect(doubtful([four, char('批', 16, 40)], blob(0, 13), blob(17, 25), blob(28, 40))).toBe('');
  });

  test('are taken from a second reading that differs in nothing else', () => {
    const second = whole.map((one) => ({ ...one, confidence: 0.7 }));
    expect(withLost(lost, second, stretch, 0.97)?.map(({ text, confidence }) => text + confidence)).toEqual([
      '修0.99',
      '缮0.7',
      '文0.99',
      '物0.99',
    ]);
    expect(withLost(lost, whole, stretch, 0.97)?.[1]?.confidence).toBe(0.96);
    // places are the first reader's, and what it lost has half of the room beside it
    expect(withLost(lost, second, stretch, 0.97)?.map(({ x0 }) => x0)).toEqual([0, 74 / 3, (2 * 74) / 3, 75]);
    expect(withLost(lost, [...second.slice(0, 3), char('勿', 75, 99)], stretch, 0.97)).toBeNull();
    expect(withLost(lost, [char('1', 0, 10), ...lost], stretch, 0.97)).toBeNull();
    expect(withLost(lost, lost, stretch, 0.97)).toBeNull();
  });
});

describe('the sign × between digits', () => {
  /** `text` as read of digits that reach from 3 to 21 down the line and of one mark among them that reaches from `top` to `foot`. */
  function read(text: string, top: number, foot: number): string {
    const { stretch, chars } = line(...[...text].map((char, at): Middle => [char, 8 + 16 * at]));
    const blobs = chars.map((char) => {
      const [y0, y1] = /\d/.test(char.text) ? [3, 21] : [top, foot];
      return { x0: char.x0, y0, x1: char.x1, y1, area: 60, darkest: 0 };
    });
    return timesSigns({ ...stretch, blobs }, chars)
      .map((char) => char.text)
      .join('');
  }

  test('read as a letter is told by where it floats', () => {
    expect(read('7X24', 6, 18)).toBe('7×24');
    expect(read('7x24', 6, 18)).toBe('7×24');
  });

  test('is not seen in a letter, tall or standing on the line, nor beside other letters', () => {
    expect(read('7X24', 3, 21)).toBe('7X24');
    expect(read('7x24', 9, 21)).toBe('7x24');
    expect(read('LX2', 6, 18)).toBe('LX2');
  });
});

test('another engine makes no character sure that the first one read in two ways, or was hardly sure of', () => {
  const { stretch, chars } = line(['选', 12], ['属', 36]);
  const sureness = (confidence: number, ...texts: readonly string[]) => {
    const unsure = chars.map((char) => ({ ...char, confidence }));
    const others = texts.map((text) => ({ text, confidence: 0.4, how: 'scale' }) as const);
    return confirmed({ stretch, chars: unsure, others }, chars).chars.map((char) => char.confidence);
  };
  expect(sureness(0.7)).toEqual([0.97, 0.97]);
  expect(sureness(0.7, '遗属')).toEqual([0.7, 0.97]);
  expect(sureness(0.55)[0]).toBeCloseTo(0.91);
});

test('of two readings of one engine the surer is taken, less sure for what the other says', () => {
  const { chars } = line(['审', 12], ['让', 36]);
  const [plain, sure] = [0.72, 0.93].map((confidence) => chars.map((char) => ({ ...char, confidence })));
  const other = (plain ?? []).map((char, at) => (at === 1 ? { ...char, text: '计' } : char));
  const kept = surerOf(other, sure ?? []).chars.map(({ text, confidence }) => text + confidence.toFixed(2));
  expect(kept).toEqual(['审0.93', '让0.82']);
});
