import type { PDFDocumentLoadingTask } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Tries passwords on a document, one after the other, and knows which one opened it. */
export interface PasswordTries {
  /** The password (打开密码) that was taken last; undefined while none was asked for. */
  readonly taken: () => string | undefined;
  /** Whether there was anything to try. */
  readonly any: boolean;
  /** Answers a document that asks for a password. */
  readonly answer: (task: PDFDocumentLoadingTask) => void;
}

/** Every document is asked for its own: which of several passwords is whose need not be said. */
export function passwordTries(passwords: readonly string[]): PasswordTries {
  const left = [...new Set(passwords.flatMap(spellings))];
  let taken: string | undefined;
  return {
    taken: () => taken,
    any: passwords.length > 0,
    answer: (task) => {
      task.onPassword = (update: (password: string | Error) => void) => {
        taken = left.shift();
        update(taken ?? new Error('no password left'));
      };
    },
  };
}

/**
 * A password as typed, and as the bytes that programs make of Chinese characters where the older encryptions know but
 * single bytes.
 */
function spellings(password: string): readonly string[] {
  const bytes = Buffer.from(password, 'utf8').toString('latin1');
  return bytes === password ? [password] : [password, bytes];
}
