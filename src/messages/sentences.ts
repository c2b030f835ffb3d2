import type { Blame, QueueReason } from '../model/codes.ts';
import type { Scope } from '../model/fact.ts';
import type { QueueData, ReviewData } from '../model/review-data.ts';
import { measureName } from './names.ts';
import { REASON_NAMES } from './reasons.ts';
import { whatToDo } from './unread.ts';

type Language = 'zh' | 'en';
type Sentences = Readonly<Record<QueueReason, (data: QueueData) => string>>;

const BLAME: Readonly<Record<Language, Readonly<Record<Blame, string>>>> = {
  zh: { publisher: '原文如此，疑为公开文本有误', extraction: '疑为识别有误', unknown: '原因待查' },
  en: {
    publisher: 'as printed; probably the publisher’s error',
    extraction: 'probably misread',
    unknown: 'cause unknown',
  },
};

function columns(measure: string | undefined, language: Language): string {
  return (measure ?? '')
    .split('+')
    .map((one) => measureName(one, language))
    .join('+');
}

/** Line, column and print of an amount. */
function place({ line = '', measure, raw = '' }: QueueData, language: Language): string {
  return `${line} ${columns(measure, language)} = ${raw}`;
}

/** An identity that fails, and what it seems to lack. */
function failsZh({ title = '', line = '', measure, off = '' }: QueueData): string {
  return `${title}：${line} ${columns(measure, 'zh')} 相差 ${off} 元`;
}
function failsEn({ rule = '', line = '', measure, off = '' }: QueueData): string {
  return `${rule}: ${line} ${columns(measure, 'en')} is off by CNY ${off}`;
}

const ZH: Sentences = {
  'unit-line': ({ printed, expected }) => `本表单位写作“${printed}”，与其他报表相比应为“${expected}”；金额仍按原文换算`,
  contradicted: (data) => {
    const implied = data.implied === undefined ? '' : `，按勾稽关系应为 ${data.implied} 元`;
    const rivals = data.rivals === undefined ? '' : `，也可能是另外 ${data.rivals} 处有误`;
    return `${place(data, 'zh')}：与其他数矛盾${implied}${rivals}（${BLAME.zh[data.blame ?? 'unknown']}）`;
  },
  'missing-amount': (data) =>
    `${failsZh(data)}；差额正好等于“${data.missing}”（第 ${data.witnessPage} 页 ${data.witness}），该处 ${columns(data.missingMeasure, 'zh')} 可能缺漏`,
  'identity-fails': failsZh,
  'missing-line': ({ line, witnessPage, witness }) =>
    `本表没有“${line}”，而与之相符的另一张表（第 ${witnessPage} 页）有 ${witness}`,
  'missing-total': ({ side, sum }) => {
    const where = side === undefined ? '本表' : side === 'revenue' ? '本表收入一侧' : '本表支出一侧';
    return `${where}没有读到合计行，可能漏读；读到的各行之和为 ${sum} 元`;
  },
  'form-mismatch': ({ title }) => `本表多数行不符合“${title}”，可能是另一种格式，或表格未读对`,
  'project-form-differs': ({ project = '', line, form, own }) =>
    `${line === undefined ? project : `${project}≈${line}`}：绩效目标表年度资金 ${form} 元，项目支出表 ${own} 元`,
  'unknown-line': ({ line, raw }) => `${line} ${raw}：不认识的行，名称可能没有读对`,
  'unknown-column': ({ line, raw, header }) => `${line} ${raw}：不认识的列“${header}”，表头可能没有读对`,
  'place-inferred': ({ line, raw }) => `${line} ${raw}：属于哪张表、哪一行或哪一列是推定的，没有别的表印证`,
  'place-doubtful': ({ line, raw, sum }) =>
    line === undefined
      ? `别的报表容不下本表的 ${sum} 元：可能是另一张报表，或各行、各列错了位`
      : `${line} ${raw}：可能属于另一行、另一列或另一张表`,
  'claim-disagrees': ({ phrase }) => `文字“${phrase}”与报表不一致`,
  'claim-doubtful': ({ phrase }) => `文字“${phrase}”与报表只差一位数字，可能没有读对`,
  'unproven-reading': (data) =>
    `${place(data, 'zh')}：${data.repaired ? '已按勾稽关系改正，但仍有另一种读法' : '没有勾稽关系能证明'}`,
  unjudged: (data) => `${place(data, 'zh')}：没有核对过`,
};

const EN: Sentences = {
  'unit-line': ({ printed, expected }) =>
    `the unit line says “${printed}”; by the other statements it should be “${expected}”; amounts stay as printed`,
  contradicted: (data) => {
    const implied = data.implied === undefined ? '' : `; by the identities CNY ${data.implied}`;
    const rivals = data.rivals === undefined ? '' : `; or ${data.rivals} other figures may be wrong`;
    return `${place(data, 'en')}: contradicts others${implied}${rivals} (${BLAME.en[data.blame ?? 'unknown']})`;
  },
  'missing-amount': (data) =>
    `${failsEn(data)}, just what “${data.missing}” has (page ${data.witnessPage}: ${data.witness}): its ${columns(data.missingMeasure, 'en')} may be missing here`,
  'identity-fails': failsEn,
  'missing-line': ({ line, witnessPage, witness }) =>
    `no “${line}” here, but ${witness} in the statement on page ${witnessPage} that agrees with this one`,
  'missing-total': ({ side, sum }) =>
    `no total was read${side === undefined ? '' : ` on the ${side} side`}; the lines that were read add up to CNY ${sum}`,
  'form-mismatch': ({ rule }) => `most lines break “${rule}”: perhaps another form, or the table was misread`,
  'project-form-differs': ({ project = '', line, form, own }) =>
    `${line === undefined ? project : `${project}≈${line}`}: CNY ${form} for the year in its form, CNY ${own} in its line`,
  'unknown-line': ({ line, raw }) => `${line} ${raw}: an unknown line; its name may be misread`,
  'unknown-column': ({ line, raw, header }) =>
    `${line} ${raw}: an unknown column “${header}”; its header may be misread`,
  'place-inferred': ({ line, raw }) =>
    `${line} ${raw}: its statement, line or column was inferred, and no other statement bears it out`,
  'place-doubtful': ({ line, raw, sum }) =>
    line === undefined
      ? `other statements have no room for these CNY ${sum}: it may be another statement, or its lines or columns slipped`
      : `${line} ${raw}: it may belong on another line, in another column or another statement`,
  'claim-disagrees': ({ phrase }) => `the text “${phrase}” differs from the statement`,
  'claim-doubtful': ({ phrase }) => `the text “${phrase}” differs from the statement in one digit: perhaps misread`,
  'unproven-reading': (data) =>
    `${place(data, 'en')}: ${data.repaired ? 'repaired by identities, but there is another reading' : 'no identity proves it'}`,
  unjudged: (data) => `${place(data, 'en')}: not checked`,
};

/** What a sentence cannot do without, one of these: an amount flagged with a reason's code has only its place to tell. */
const NEEDS: Readonly<Record<QueueReason, readonly (keyof QueueData)[]>> = {
  ...{ 'unit-line': ['printed'], contradicted: ['blame'], 'missing-amount': ['missing'], 'identity-fails': ['off'] },
  ...{ 'missing-line': ['witness'], 'missing-total': ['sum'], 'form-mismatch': ['rule'] },
  ...{
    'project-form-differs': ['form'],
    'unknown-line': ['line'],
    'unknown-column': ['header'],
    'place-inferred': ['line'],
    'place-doubtful': ['raw', 'sum'],
    'claim-disagrees': ['phrase'],
    'claim-doubtful': ['phrase'],
  },
  ...{ 'unproven-reading': ['line'], unjudged: ['line'] },
};

function isQueueReason(reason: string): reason is QueueReason {
  return Object.hasOwn(ZH, reason);
}

/**
 * What an entry of the review queue (复核队列) says. `data` comes from the database and may be anything; of a note it is
 * the words that it is about, for which the reason has a name of its own.
 */
export function sentenceOf(reason: string, data: ReviewData, language: Language = 'zh'): string {
  if (isQueueReason(reason) && NEEDS[reason].some((name) => data[name] !== undefined))
    return (language === 'zh' ? ZH : EN)[reason](data);
  const todo = whatToDo(reason, language);
  if (todo !== null) return data.names === undefined ? todo : `${todo}${language === 'zh' ? '：' : ': '}${data.names}`;
  const { line, measure, raw } = data;
  if (line !== undefined && measure !== undefined) return `${line} ${columns(measure, language)} ${raw ?? ''}`;
  const words = Object.values(data).join(' ');
  return words === '' ? (REASON_NAMES[language][reason] ?? reason) : words;
}

const quoted = (names: readonly string[], comma: string): string => names.map((name) => `“${name}”`).join(comma);

/** Which instance of its rule a check is (范围), in words; columns as `name` calls them. */
export function scopeText(
  scope: Scope,
  language: Language = 'zh',
  name: (measure: string) => string = (measure) => measure,
): string {
  const zh = language === 'zh';
  switch (scope.of) {
    case 'line':
      return [scope.line, scope.measures.map(name).join('+')].filter((part) => part !== '').join(' ');
    case 'unit':
      return zh
        ? `单位：${scope.printed}，应为${scope.expected}`
        : `unit “${scope.printed}”, should be “${scope.expected}”`;
    case 'project':
      return scope.line === undefined ? scope.project : `${scope.project}≈${scope.line}`;
    case 'words':
      return scope.phrase;
    case 'items':
      return zh ? itemsZh(scope) : itemsEn(scope);
    case 'names':
      return zh
        ? `“${scope.phrase}”，${scope.called.map((one) => `${one.code} 表中为“${one.name}”`).join('；')}`
        : `“${scope.phrase}”; the statement calls ${scope.called.map((one) => `${one.code} “${one.name}”`).join(', ')}`;
    case 'nowhere':
      return zh ? `“${scope.phrase}”，表中无此科目` : `“${scope.phrase}”: the statement has no such subject`;
  }
}

function itemsZh({ listed, instead }: Extract<Scope, { of: 'items' }>): string {
  const others = instead.length === 0 ? '' : `；表中${quoted(instead, '、')}文中未列`;
  return `文中所列${quoted(listed, '、')}表中无数${others}`;
}

function itemsEn({ listed, instead }: Extract<Scope, { of: 'items' }>): string {
  const others = instead.length === 0 ? '' : `; it has ${quoted(instead, ', ')}, not listed in the text`;
  return `the statement has no amount for ${quoted(listed, ', ')}, listed in the text${others}`;
}
