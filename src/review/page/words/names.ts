type Names = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

/** What keys are called in one language. */
export function namesOf(names: Names, language: 'zh' | 'en'): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(names).map(([key, one]) => [key, one[language]]));
}
