import type { Vocabulary } from '../../../declare/vocabulary.ts';
import type { TableCell } from '../../../model/table.ts';
import { compact } from '../../../model/text.ts';

/** A column's number, with the sum that it is: 3, (3), 3=1+2, (1)=(2)+(3), 1=2+…+9. */
const NUMBER = /^\(?(\d{1,2})\)?(?:=[\d()+\-—…·.~*/×÷]+)?$/u;

/** A row that numbers the columns: 1 2 3 …, 甲 乙 1 2, 栏次 1 2 3=1+2, 类 款 项 栏次 1 2. */
export function numbersColumns(cells: readonly TableCell[], vocabulary: Vocabulary): boolean {
  return countsUp(cells, vocabulary) || countsUpMisread(cells) || isLettered(cells, vocabulary);
}

/**
 * Recognised column numbers beside misread labels (类款项栏次), or of which some came out wrong: most of them still stand
 * at their own place in the row.
 */
function countsUpMisread(cells: readonly TableCell[]): boolean {
  if (cells.length < 4 || !cells.every((cell) => cell.source === 'ocr' && compact(cell.text).length <= 3)) return false;
  const numbers = cells.map((cell) => compact(cell.text)).filter((text) => /^\d{1,2}$/u.test(text));
  if (numbers.length >= 3 && numbers.every((text, index) => text === String(index + 1))) return true;
  const inPlace = (list: readonly TableCell[]) =>
    list.filter((cell, index) => compact(cell.text) === String(index + 1)).length;
  // the labels stand to the left: 类 款 项 栏次
  const counted = cells.slice(cells.findIndex((cell) => compact(cell.text) === '1'));
  return [cells, counted].some((list) => inPlace(list) >= 3 && inPlace(list) * 2 > list.length);
}

/** What a cell counts columns with: numbers of several stand in one where no rule parts them (9 10, 10 **, 栏次 1). */
function countedIn({ text }: TableCell, { headers }: Vocabulary): readonly string[] {
  const parts = text.trim().split(/\s+/u);
  const isPart = (part: string) => /^(?:\d{1,2}|\*+)$/u.test(part) || headers.find(part)?.is === 'row-number';
  return parts.length > 1 && parts.every(isPart) ? parts : [compact(text)];
}

function countsUp(cells: readonly TableCell[], vocabulary: Vocabulary): boolean {
  const numbers: number[] = [];
  let labelled = false;
  for (const text of cells.flatMap((cell) => countedIn(cell, vocabulary))) {
    const number = NUMBER.exec(text.normalize('NFKC'))?.[1];
    if (number !== undefined) {
      numbers.push(Number(number));
      continue;
    }
    const is = vocabulary.headers.find(text)?.is;
    const isLetter = vocabulary.wording.column_letters.test(text);
    if (!isLetter && is !== 'row-number' && is !== 'code') return false;
    labelled ||= isLetter || is === 'row-number';
  }
  const [first] = numbers;
  if (first === undefined) return false;
  const isInTurn = numbers.every((number, at) => number === first + at);
  // behind 甲 乙, ** or 栏次 no amount stands: columns were moved, or one number printed twice
  const isAbout = labelled && numbers.length >= LEAST_OUT_OF_TURN && Math.max(...numbers) <= numbers.length + 1;
  return (isInTurn && (numbers.length >= 2 || first === 1)) || isAbout;
}

/** So many numbers behind 甲, ** or 栏次 are those of columns, out of turn or not. */
const LEAST_OUT_OF_TURN = 3;

/** A column's letter, with the sum that it is: A, D=E+F, A=B+C+D. */
const LETTER = /^([A-Z])(?:=[A-Z()+\-—…·.~*/×÷]+)?$/u;
/** So many letters in turn at least count columns. */
const LEAST_LETTERS = 3;

/** Whether letters stand for numbers of the columns, some of them with the sums that they are: A=B+C, B, C. */
function isLettered(cells: readonly TableCell[], vocabulary: Vocabulary): boolean {
  const letters: number[] = [];
  for (const cell of cells) {
    const text = compact(cell.text).normalize('NFKC');
    const letter = LETTER.exec(text)?.[1]?.codePointAt(0);
    const is = vocabulary.headers.find(text)?.is;
    if (letter !== undefined) letters.push(letter);
    else if (is !== 'row-number' && is !== 'code' && !vocabulary.wording.column_letters.test(text)) return false;
  }
  const [first = 0] = letters;
  return letters.length >= LEAST_LETTERS && letters.every((letter, at) => letter === first + at);
}
