import type { Flag, NoteCode, QueueReason, ReviewReason } from '../model/codes.ts';
import type { Proof } from '../model/fact.ts';

type Names<Code extends string> = Readonly<Record<Code, readonly [zh: string, en: string]>>;

const PROOF: Names<Proof> = {
  proven: ['已证明', 'proven'],
  consistent: ['与其他数相符，但没有证明', 'consistent, but not proven'],
  unproven: ['没有等式证明', 'no identity proves it'],
  contradicted: ['与其他数矛盾', 'contradicts others'],
};

const QUEUE: Names<QueueReason> = {
  'unit-line': ['单位可能写错', 'unit may be wrong'],
  contradicted: ['与其他数矛盾', 'contradicts others'],
  'missing-amount': ['可能漏读一个数', 'an amount may be missing'],
  'missing-line': ['可能漏读一行', 'a line may be missing'],
  'missing-total': ['没有读到合计行', 'no total was read'],
  'identity-fails': ['等式不成立', 'identity fails'],
  'form-mismatch': ['表格可能没读对', 'table may be misread'],
  'project-form-differs': ['绩效目标表与项目支出表不一致', 'form and project line differ'],
  'unknown-line': ['认不出的行', 'unknown line'],
  'unknown-column': ['认不出的列', 'unknown column'],
  'place-inferred': ['属于哪张表、哪一行或哪一列是推定的', 'its place was inferred'],
  'claim-disagrees': ['文字与报表不一致', 'text and table differ'],
  'claim-doubtful': ['文字可能没读对', 'text may be misread'],
  'unproven-reading': ['没有等式证明', 'no identity proves it'],
  unjudged: ['没有核对过', 'not checked'],
};

const NOTES: Names<NoteCode> = {
  continued: ['接上一张表', 'goes on from the table before'],
  'told-by-elimination': ['表名读不出，按缺少的表推定', 'told by which table is missing'],
  'no-report': ['不是预决算报告，图片没有识别', 'no report: its pictures were not recognised'],
  'page-not-read': ['这一页没能读', 'page could not be read'],
  'page-unreadable-costly': ['这一页识别太费时，没有读完', 'page took too long to read and was given up'],
  'look-failed': ['复看这一页时程序出错', 'the program failed in looking at this page again'],
  'scan-not-read': ['扫描页没有识别', 'scanned page was not recognised'],
  'picture-too-large': ['这一页的图太大，没有读', 'picture too large to be read'],
  'picture-not-decoded': ['页上的图解不开，没有读', 'picture could not be decoded'],
  'page-unreadable-dark': ['这一页太黑，没有读', 'page too dark to be read'],
  'page-unreadable-noise': ['这一页全是杂点，没有读', 'page is nothing but specks'],
  'picture-cut-off': ['这一页的图不完整', 'picture is cut off'],
  'unread-ink': ['表格里有没有读出来的墨迹', 'ink in a table that was not read'],
  'page-poorly-read': ['这一页字迹不清，读得没有把握', 'page was hardly legible'],
  'pipelines-tie': ['几种声明同样符合，分不出是哪一种', 'several declarations fit alike'],
  'unknown-statement': ['认不出的表', 'unknown table'],
  'unread-form': ['表单没有读懂', 'form not read'],
  'unread-cell': ['有字没有读成数', 'text that is no amount'],
  'unknown-column': ['认不出的列', 'unknown column'],
  'unit-from-document': ['本表没有单位，用全文的单位', 'no unit printed; that of the report was taken'],
  'unit-assumed': ['没有单位，按元计', 'no unit printed; taken for 元'],
  'form-cut': ['绩效目标表不完整', 'form breaks off'],
  'form-head-missing': ['绩效目标表没有表头', 'form without a head'],
  'form-without-indicators': ['绩效目标表没有指标', 'form without targets'],
  'form-printed-twice': ['绩效目标表印了两次', 'form printed twice'],
  'projects-of-same-name': ['几个项目同名', 'projects of one name'],
  'projects-nearly-alike': ['几个项目名称相近', 'projects of nearly one name'],
  'catalog-code-unread': ['目录代码没有读出', 'code of the catalogue not read'],
  'page-printed-twice': ['这一页印了两次', 'page printed twice'],
  'unknown-note': ['其他版本的提示', 'a notice of another version'],
};

const FLAGS: Names<Flag> = {
  typography: ['全角或带空格的数字', 'wide digits or gaps'],
  'bracket-minus': ['括号表示负数', 'brackets for minus'],
  grouping: ['千分位逗号位置不对', 'misplaced commas'],
  'misread-characters': ['数字或分隔符没有读对', 'digits or separators misread'],
  wrapped: ['一个数分成几行', 'a number over several lines'],
  'unknown-column': QUEUE['unknown-column'],
  overrun: ['数字印过了格线', 'printed across a ruling line'],
  overprinted: ['数字上压着别的字', 'another print stands on it'],
  'footnote-mark': ['去掉了脚注记号', 'a footnote mark was taken off'],
  'merged-rows': ['一个数合在几行上', 'one figure for several lines'],
  'leading-zero': ['数字以零开头', 'begins with a zero'],
  'trailing-minus': ['负号在数字后面', 'its minus stands behind it'],
  cut: ['数字被单元格截断', 'cut off by its cell'],
  'by-looks': ['字体编码不可信，按字形读出', 'read by its looks against its font'],
  red: ['红色数字，可能表示负数', 'red: a minus, perhaps'],
  'zero-dropped': ['编码少印了零', 'code printed without its zero'],
  'parent-code-implied': ['类、款编码取自上一行', 'code of the line above'],
  'code-corrected': ['编码已按名称改正', 'code put right by its name'],
  'code-doubtful': ['编码可能没读对', 'code may be misread'],
  'odd-code': ['不在分类里的编码', 'code of no classification'],
  'name-corrected': ['名称已改正', 'name put right'],
  'name-completed': ['名称印得不全，已补全', 'clipped name completed'],
  'name-doubtful': ['名称可能没读对', 'name may be misread'],
  'nameless-line': ['没有名称的行', 'line without a name'],
  'unit-row': ['按单位列的行', 'row of a unit'],
  'unit-line': QUEUE['unit-line'],
  'unknown-line': QUEUE['unknown-line'],
  repaired: ['已按等式改正', 'repaired by identities'],
  contradicted: QUEUE.contradicted,
  corrected: ['复核人改过', 'corrected by a reviewer'],
  accepted: ['复核人确认读得对', 'accepted by a reviewer'],
  'publisher-error': ['复核人认定原文有误', 'the publisher erred, a reviewer says'],
  moved: ['复核人改了行或列', 'moved by a reviewer'],
  entered: ['复核人填入', 'entered by a reviewer'],
  ignored: ['整张表不用', 'table set aside'],
  'joined-over-break': ['跨页接起来的', 'joined over a page break'],
  'level-corrected': ['指标级别已改正', 'level put right'],
  'level-from-schema': ['指标级别按规定补上', 'level taken from the schema'],
  'level-misplaced': ['级别与编码不符', 'level does not fit its code'],
  'parent-missing': ['上级编码没有读到', 'code above is missing'],
  'name-missing': ['没有名称', 'no name'],
  'value-corrected': ['指标值已改正', 'value put right'],
  'value-doubtful': ['指标值可能没读对', 'value may be misread'],
  'value-missing': ['没有指标值', 'no value'],
  'scope-assumed': ['没有注明年度或实施期', 'year or period not printed'],
  'halves-differ': ['两栏的指标不同', 'the two halves differ'],
  'form-cut': NOTES['form-cut'],
  'head-missing': NOTES['form-head-missing'],
  'head-differs': ['前后表头不同', 'heads differ'],
  'funds-missing': ['没有资金', 'no funds'],
  'funds-unreadable': ['资金没有读出', 'funds not read'],
  'funds-do-not-add-up': ['资金各项之和不等于总额', 'funds do not add up'],
  'unit-assumed': NOTES['unit-assumed'],
  'printed-twice': NOTES['form-printed-twice'],
  'same-name': NOTES['projects-of-same-name'],
};

const NAMES: Names<ReviewReason> = { ...PROOF, ...FLAGS, ...NOTES, ...QUEUE };

function pick(at: 0 | 1): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(NAMES).map(([code, names]) => [code, names[at]]));
}

/** Why something stands in the review queue (复核原因), in a few words, by code. */
export const REASON_NAMES = { zh: pick(0), en: pick(1) } as const;
