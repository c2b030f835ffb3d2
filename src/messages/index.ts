import type { PathProblem } from '../batch/discover.ts';
import { en } from './en.ts';
import { type Messages, zh } from './zh.ts';

export type { Messages } from './zh.ts';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The words of the command line in `language`. */
export function messagesIn(language: Language): Messages {
  return language === 'en' ? en : zh;
}

/** `--lang` on the command line, else YUSUAN_LANG, else what `yusuan.yaml` says, else Chinese; unknown values are left for the parser to refuse. */
export function chooseLanguage(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  setting?: unknown,
): Language {
  const at = argv.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const flag = at < 0 ? undefined : argv[at]?.includes('=') ? argv[at].slice('--lang='.length) : argv[at + 1];
  const wanted = flag ?? env.YUSUAN_LANG ?? setting;
  return LANGUAGES.find((language) => language === wanted) ?? 'zh';
}

/** What is wrong with a path that was given, and what to do. */
export function pathTrouble(problem: PathProblem, words: Pick<Messages, 'failure' | 'pathProblem'>): string {
  return 'detail' in problem ? words.failure[problem.code](problem.detail) : words.pathProblem[problem.code];
}
