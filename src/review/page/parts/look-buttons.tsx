import { switchLanguage, useTheme } from '../state/look.ts';
import { findWords } from '../words.ts';

/** Light or dark, and the other language. */
export function LookButtons() {
  const [theme, next] = useTheme();
  const w = findWords.look;
  return (
    <>
      <button type="button" onClick={next} aria-label={`${w.theme}: ${w.themes[theme]}`}>
        {w.themes[theme]}
      </button>
      <button type="button" onClick={switchLanguage} lang={w.language === 'English' ? 'en' : 'zh'}>
        {w.language}
      </button>
    </>
  );
}
