import type { ProseRole } from '../../declare/prose-words.ts';
import type { ProseWording } from '../../declare/wording/wording.ts';
import { bareWords } from '../../model/text.ts';
import type { Own, Reading, Reference } from './subjects.ts';

/**
 * What a sentence (一句话) has said so far that its next figures go on with: whose and which year's they are, planned or
 * spent, a part of what. A figure of which this leaves a doubt may bear a table out, but accuses nobody.
 */
export class Sentence {
  readonly #own: Own;
  readonly #wording: ProseWording;
  /** Whether it speaks of another year, of a unit among several, of a whole county. */
  #foreign = false;
  #role: ProseRole = 'repeat';
  /** Whether parts of something are being listed (其中：). */
  #inParts = false;
  /** Whether the subject in force is one of such parts, and whether a clause has ended since it was named. */
  #subjectIsPart = false;
  #closed = false;

  constructor(own: Own, wording: ProseWording) {
    this.#own = own;
    this.#wording = wording;
  }

  /** Takes in the words between two figures. */
  goOn(words: string): void {
    const { parts, year, several_years } = this.#wording;
    const full = words.lastIndexOf('。');
    if (full >= 0) {
      this.#foreign = false;
      this.#role = 'repeat';
      this.#inParts = false;
    }
    if (/[。；]/u.test(words)) this.#closed = true;
    const { fiscalYear } = this.#own;
    for (const [, named] of words.slice(full + 1).matchAll(year)) {
      // of a report whose year nobody knows no year is known to be its own
      this.#foreign = Number(named) !== fiscalYear;
    }
    if (several_years.test(words.slice(full + 1))) this.#foreign = true;
    if (parts.test(words.slice(full + 1))) this.#inParts = true;
  }

  /** Another subject is in force from here; null for a path 类/款/项, which holds until the next one. */
  turnTo(subject: Reference | null): void {
    this.#subjectIsPart = subject !== null && this.#inParts;
    this.#closed = false;
  }

  /** The figure that words (null: a path 类/款/项) mean; loosely, where the sentence leaves open whose, which year's or what part's it is. */
  judge(words: string | null, { figure, subject, role, foreign }: Reading, governing: Reference | null): Reference {
    if (foreign) this.#foreign = true;
    const goesOn = this.#inParts && role === null && this.#role !== 'repeat';
    if (role !== null) this.#role = role;
    const ofPart = subject === governing && this.#subjectIsPart && this.#closed;
    const unsaid =
      words !== null && (this.#wording.joining.test(bareWords(words)) || this.#wording.several.test(words));
    const open = this.#foreign || goesOn || ofPart || unsaid;
    return open && figure.binding === 'firm' ? { ...figure, binding: 'loose' } : figure;
  }
}
