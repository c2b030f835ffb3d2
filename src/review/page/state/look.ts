import { useLayoutEffect, useState } from 'preact/hooks';

/** Light or dark, as chosen or as the system is; and the language of the page, kept for the next time. */
const THEME = 'yusuan.theme';
const LANGUAGE = 'yusuan.language';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What the reader chose, before anything is drawn; the server's language where nothing was chosen. */
export function applyLanguage(): void {
  const chosen = localStorage.getItem(LANGUAGE);
  if (chosen === 'zh' || chosen === 'en') document.documentElement.lang = chosen;
}

/** The other language, from now on: every word is made anew. */
export function switchLanguage(): void {
  localStorage.setItem(LANGUAGE, document.documentElement.lang === 'en' ? 'zh' : 'en');
  window.location.reload();
}

/** The theme, and the one after it: automatic, light, dark, and around. */
export function useTheme(): readonly [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(() => THEMES.find((one) => one === localStorage.getItem(THEME)) ?? 'auto');
  // Before the page is painted: no flash of the other theme.
  useLayoutEffect(() => {
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    const apply = () => {
      const dark = theme === 'dark' || (theme === 'auto' && system.matches);
      document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    };
    apply();
    system.addEventListener('change', apply);
    return () => system.removeEventListener('change', apply);
  }, [theme]);
  const next = () => {
    const after = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
    localStorage.setItem(THEME, after);
    setTheme(after);
  };
  return [theme, next];
}
