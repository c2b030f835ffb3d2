import { expect, test } from 'vitest';
import { loneSign, signAt, withSign } from '../../../src/pages/scan/numbers/comparison-signs.ts';

type Stroke = readonly [x0: number, y0: number, x1: number, y1: number];

/** A picture with strokes two pixels wide, the symbol at the left and a digit-like bar to its right. */
function drawn(strokes: readonly Stroke[]) {
  const [width, height] = [60, 24];
  const data = new Uint8Array(width * height).fill(255);
  const dot = (x: number, y: number) => {
    for (const dy of [0, 1]) for (const dx of [0, 1]) data[(Math.round(y) + dy) * width + Math.round(x) + dx] = 30;
  };
  for (const [x0, y0, x1, y1] of [...strokes, [32, 3, 32, 20] as const]) {
    for (let at = 0; at <= 60; at++) dot(x0 + ((x1 - x0) * at) / 60, y0 + ((y1 - y0) * at) / 60);
  }
  return { width, height, data };
}

const LINE = { x0: 0, y0: 0, x1: 60, y1: 24 };
const BAR = [4, 20, 20, 20] as const;

test.each([
  ['≥', [[4, 3, 20, 9], [20, 9, 4, 15], BAR]],
  ['≤', [[20, 3, 4, 9], [4, 9, 20, 15], BAR]],
  [
    '≥',
    [
      [4, 3, 20, 9],
      [20, 9, 4, 15],
      [20, 14, 4, 20],
    ],
  ],
  [
    '>',
    [
      [4, 4, 20, 11],
      [20, 11, 4, 18],
    ],
  ],
  [
    '<',
    [
      [20, 4, 4, 11],
      [4, 11, 20, 18],
    ],
  ],
] as const)('%s is told by its outline', (sign, strokes) => {
  expect(signAt(drawn(strokes), LINE)?.sign).toBe(sign);
});

test('a bracket, a stroke and a cross are no signs', () => {
  expect(
    signAt(
      drawn([
        [10, 3, 5, 11],
        [5, 11, 10, 19],
      ]),
      LINE,
    ),
  ).toBeNull();
  expect(signAt(drawn([[4, 11, 20, 11]]), LINE)).toBeNull();
  expect(
    signAt(
      drawn([
        [4, 11, 20, 11],
        [12, 3, 12, 19],
      ]),
      LINE,
    ),
  ).toBeNull();
});

test('a wedge whose lower half is no image of its upper half is in doubt: its bar may touch it', () => {
  const plain = [
    [4, 4, 20, 11],
    [20, 11, 4, 18],
  ] as const;
  expect(signAt(drawn(plain), LINE)?.confidence).toBe(0.95);
  const worn = drawn([...plain, [4, 20, 12, 16], [5, 18, 12, 15]]);
  expect(signAt(worn, LINE)).toMatchObject({ sign: '>', confidence: 0.5 });
});

test('only the character in the sign’s place is replaced, and only before a number', () => {
  const grey = drawn([[4, 3, 20, 9], [20, 9, 4, 15], BAR]);
  const char = (text: string, x0: number, x1: number) => ({ text, x0, x1, y0: 3, y1: 21, confidence: 0.9 });
  const fixed = withSign(grey, LINE, [char('过', 3, 21), char('5', 30, 36)]);
  expect(fixed?.map(({ text }) => text)).toEqual(['≥', '5']);
  expect(withSign(grey, LINE, [char('过', 3, 21), char('程', 30, 36)])).toBeNull();
});

test('a sign alone in its cell is told by its outline, whatever it was read as', () => {
  const alone = { x0: 4, y0: 3, x1: 22, y1: 22 };
  const char = (text: string) => ({ ...alone, text, confidence: 0.9 });
  const read = (strokes: readonly Stroke[], line: typeof alone, ...texts: readonly string[]) =>
    loneSign(drawn(strokes), line, texts.map(char))?.map(({ text }) => text);
  expect(read([[4, 3, 20, 9], [20, 9, 4, 15], BAR], alone, 'M')).toEqual(['≥']);
  expect(read([[20, 3, 4, 9], [4, 9, 20, 15], BAR], alone)).toEqual(['≤']);
  const flat = { x0: 4, y0: 8, x1: 22, y1: 17 };
  const equal = [
    [4, 8, 20, 8],
    [4, 15, 20, 15],
  ] as const;
  expect(read(equal, flat, 'n')).toEqual(['=']);
  // the upper stroke of 二 is shorter
  expect(read([[8, 8, 16, 8], equal[1]], flat, '二')).toBeUndefined();
  expect(read(equal, flat, '1', '2')).toBeUndefined();
});

/** A small picture drawn in characters, from paper (space) to ink (@), with a digit beside the sign. */
function small(rows: readonly string[]) {
  const broad = Math.max(11, ...rows.map(({ length }) => length + 3));
  const width = broad + 5;
  const pale = ' .:-=+*#%@';
  const lines = ['', ...rows, ''].map(
    (row, at) => `${row.padEnd(broad)}${at > 0 && at <= rows.length ? '@' : ' '}    `,
  );
  const data = Uint8Array.from([...lines.join('')].map((char) => 255 - pale.indexOf(char) * 25.6));
  return { grey: { width, height: lines.length, data }, line: { x0: 0, y0: 1, x1: width, y1: lines.length - 1 } };
}

test('a wedge that recognition read has a bar where its outline has one, and is doubted where none tells', () => {
  const signOf = (rows: readonly string[], read: string) => {
    const { grey, line } = small(rows);
    const char = (text: string, x0: number, x1: number) => ({ text, x0, x1, y0: 1, y1: 9, confidence: 0.98 });
    const [first] = withSign(grey, line, [char(read, 0, 8), char('5', 11, 12)]) ?? [];
    return [first?.text, (first?.confidence ?? 1) < 0.8 ? 'doubted' : 'sure'];
  };
  const barred = ['-', ':*+.', '  .**:', '     *+', '   .**:', ' -#+-+=', '#=-*+.', '-*=', '-'];
  expect(signOf(barred, '>')).toEqual(['≥', 'sure']);
  const unclear = ['      :=', '    =#=', ' .+*-', '=#:', '.+#-', '-*-=#=', '  =#=-*=', '    -#=.', '      :='];
  expect(signOf(unclear, '<')).toEqual(['<', 'doubted']);
});

test('a digit that has the outline of a sign is one, in doubt: ≥8% of a fax was 28%; a digit stays', () => {
  const read = (rows: readonly string[], text: string) => {
    const { grey, line } = small(rows);
    const char = (text: string, x0: number, x1: number) => ({ text, x0, x1, y0: 1, y1: 19, confidence: 0.95 });
    return withSign(grey, line, [char(text, 0, 13), char('8', 16, 17)])?.map(({ text, confidence }) => [
      text,
      confidence,
    ]);
  };
  const worn = [
    ...['', '::.', '**:', '**=--:.', ':=*%%*-.', ' :*%%%*=-:.', ' .:--=%%%*:', '     :*%%*=-:.', '     .:--=*%*:'],
    ...['      .::-*%*:', '     .-**=--:.', ' .:---+##=.', ' :*%%*=--:.', ':=*%%*:', '**=--:.', '%%=---------:.'],
    ...['%@%%%%%%%%%%*:', '*%%%%%%%%%%%*:'],
  ];
  expect(read(worn, '2')).toEqual([
    ['≥', 0.5],
    ['8', 0.95],
  ]);
  const two = [
    '  :*%%*:',
    ' *%*==*%*',
    ' %*    *%',
    '       *%',
    '      *%*',
    '    :*%*',
    '   *%*:',
    ' :%%:',
    ' *%*====',
    ' %%%%%%%%',
  ];
  expect(read(two, '2')).toBeUndefined();
});

test('a sign that was not read is told by its outline: = is sure, a wedge in doubt', () => {
  const char = (text: string, x0: number, x1: number) => ({ text, x0, x1, y0: 3, y1: 21, confidence: 0.99 });
  const read = (strokes: readonly Stroke[], ...chars: readonly ReturnType<typeof char>[]) =>
    withSign(drawn(strokes), LINE, chars)?.map(({ text, confidence }) => [text, confidence]);
  const equal = [
    [4, 8, 20, 8],
    [4, 15, 20, 15],
  ] as const;
  expect(read(equal, char('5', 14, 40))).toEqual([
    ['=', 0.95],
    ['5', 0.99],
  ]);
  // pieces of a worn wedge
  const worn = [
    [4, 3, 7, 5],
    [11, 7, 13, 8],
    [17, 10, 20, 11],
    [12, 14, 4, 18],
  ] as const;
  expect(read(worn, char('5', 14, 40))).toEqual([
    [expect.stringMatching('[>≥]'), 0.5],
    ['5', 0.99],
  ]);
  expect(read([[10, 3, 10, 20]], char('1', 4, 16), char('5', 26, 38))).toBeUndefined();
});
