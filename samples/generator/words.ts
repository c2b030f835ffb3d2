const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 一, 十一, 二十 …: the ordinals of headings, up to 99. */
export function ordinal(n: number): string {
  const tens = Math.floor(n / 10);
  const head = tens === 0 ? '' : `${tens === 1 ? '' : DIGITS[tens]}十`;
  return `${head}${DIGITS[n % 10] ?? ''}`;
}
