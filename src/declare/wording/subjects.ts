import * as z from 'zod';
import type { Makers } from './makers.ts';

const words = z
  .record(z.string().regex(/^[a-z][a-z_]*$/u), z.array(z.string().min(1)).min(1))
  .default({})
  .describe('供本文件各句式引用的词表：写作 {词表名}');

/** wording/tables.yaml: how pages are cut into tables and tables go on over pages. */
const tables = ({ one }: Makers) =>
  z.strictObject({
    words,
    continued: one('续表、接上页：表的上方、下方只有这样的字样，就是接着上一页'),
    goes_on: one('续：表题末尾的字样，表示接着同一张表'),
    same_for_all: one('每张表上方都可能有的行：不说明是哪张表'),
    note: one('表下的注'),
    caption: one('表题周围的字样：表号、部门、单位、年度'),
    table_line: one('每页重复也不算页眉的行'),
    above_table: one('只会印在表的上方、不会在表里的行'),
  });

/** wording/titles.yaml: what a document is, whose and of which year. */
const titles = ({ one, every, word }: Makers) =>
  z.strictObject({
    words,
    no_name: one('结尾像机构名称而不是的'),
    unit_of_measure: one('计量单位，不是机构名称'),
    part_number: one('机构名称之前的章节序号'),
    seal: one('机构名称之后的盖章字样'),
    after_label: one('部门名称等标签之后的内容：第一组，到下一个标签为止'),
    ambiguous_label: word('也用在计量单位之前的标签'),
    named_report: one('封面标题：第一、三组为部门名称，第二组为年度'),
    report_word: every('封面标题里可能属于部门名称的“预算”“决算”'),
    named_report_without_year: one('没有年度的封面标题：第一组为部门名称'),
    named_table: one('写有部门名称的表题：第一组'),
    named_overview: one('部门概况一章的标题：第一组为部门名称'),
    named_behind: one('部门名称在后的标题：第一组为部门名称'),
    place: one('省、市、县的名称，与其后的部门名称合为全称'),
    published_in: one('公开的年度，不是预算、决算的年度'),
    introduced: one('正文介绍部门名称的句式：第一组'),
    lone_year: one('单独印出的年度'),
    headed_year: one('预算数、决算数栏目的年度'),
    stated_year: every('正文说的是哪一年的预算、决算：第一组为引出比较的词'),
    titled_year: one('标题里的年度'),
    beside_title: one('封面上标题以外的行'),
    after_title: one('到此标题已经结束：目录、章节、句子'),
    closed_title: one('标题到此完整'),
    prose_title: one('文字报告的标题'),
    no_report: one('谈到预算而不是预算公开的文件'),
    states_sum: every('说明收支金额的句子'),
    numbered: one('表题之前的表号'),
    unit: one('表的上方或表头里的计量单位'),
    scope: one('表题末尾说明是汇总还是本级的字样'),
  });

/** wording/statements.yaml: unit lines, headings and names of lines. */
const statements = ({ one, every, list, word, map }: Makers) =>
  z.strictObject({
    words,
    unit_line: one('计量单位行：第一组为单位'),
    unit_alone: one('识别丢了冒号的计量单位行：第一组为单位'),
    unit_said: one('用一句话说明的计量单位：第一组为单位'),
    of_organisation: one('“单位”之前如此，则是机构，不是计量单位'),
    unit_spoken: one('可能在说计量单位的行'),
    unit_bare: one('表上方只印一个单位、不写“单位”二字的行：第一组为单位'),
    unit_bracket: one('括号里的计量单位：第一组为单位'),
    unit_suffix: every('表头用语后面的计量单位'),
    counted: one('表头用语后面的量词：这一栏是数量，不是金额'),
    lost_stroke: one('识别丢了开头的“一”的表头用语'),
    column_letters: one('栏次里的字母、天干'),
    caption_row: one('印在表格里的表题、表号'),
    times: every('表头用语前面的年度、时间'),
    sum_of_year: one('本年合计一栏的开头'),
    of_this_year: one('本年各栏的总标题的开头'),
    classification: one('说明是经济分类的表头'),
    economic: one('经济分类'),
    whose_class: one('说明是部门还是政府的经济分类'),
    government_class: one('政府预算经济分类'),
    department_class: one('部门预算经济分类'),
    project_column: one('单位与项目共用的一栏'),
    among: one('部分数的行名、列名的开头'),
    note: one('表内、表下的注'),
    worn_ordinal: one('识别把序号后的顿号认成别的：第一组为序号'),
    three_public: word('“三公”经费表表头的用语'),
    items: list('“三公”经费的各项，按顺序'),
    wholes: map('“三公”经费的分项 → 所属的项'),
    beside: list('与“三公”经费印在一起而不属于它的项'),
  });

/** wording/prose.yaml: words around the numbers of the prose. */
const prose = ({ one, every }: Makers) =>
  z.strictObject({
    words,
    money: every('金额：第一组为数，第二组为余、多，第三组为单位'),
    money_recognised: every('识别的金额，单位可能认错'),
    misread: every('单位之前可能认错的数字'),
    ten_thousands: one('认成别的“万”'),
    joined: one('中间的顿号不分句的词'),
    after_path: one('紧接在科目之后、属于科目名称的词'),
    linking: one('科目与金额之间没有意思的词'),
    leading: one('科目之前没有意思的词'),
    this_year: one('科目之前说本年的词'),
    last_year: one('结尾是上年'),
    own: one('科目之前只说本部门、本年度的词'),
    year: every('一句话说的年份（不是用来比较的）：第一组'),
    several_years: one('说几年合计的词'),
    joining: one('只把一个数接在前一个之后、不说它是什么的词'),
    several: one('一个科目之后几个数的词'),
    none: every('说明没有某项支出的句子：第二组为哪一项'),
    reason: one('没有某项支出的前面如此，则是在说原因'),
    parts: one('引出各部分的词'),
    share: one('占比'),
    share_next: one('紧接着的占比'),
    comparing: one('与别的数相比'),
    compared: one('以相比开头'),
    completed: one('完成预算的比例'),
    plan: one('年初预算'),
    outcome: one('决算'),
    budget_of_year: one('年度之后，说的是那一年的预算、执行数'),
  });

/** wording/forms.yaml: performance forms, lists of projects and chapters. */
const forms = ({ one, every, word }: Makers) =>
  z.strictObject({
    words,
    contents: word('目录页的标题'),
    beside_tables: one('表的上方、下方不是正文的行'),
    chapter: one('部分、章的序号'),
    term: one('名词解释：第一组为名词，第二组为解释'),
    as_of: one('资产数量的截止日期：第一组'),
    planned: one('计划购置'),
    quantity: every('资产的数量：第一组为数，第二组为单位'),
    threshold: one('金额之后如此，则是名称里的标准'),
    before_item: one('资产名称之前没有意思的词'),
    who_has: one('资产名称之前的使用者'),
    after_item: one('资产名称与数量之间的词'),
    vehicle_unit: one('车辆的量词'),
    area_unit: one('房屋的量词'),
    vehicle: one('车辆的名称'),
    people: every('人员、机构的数量：第一组为数，第二组为量词'),
    after_organisation: one('机构名称之后、人数之前的词'),
    before_organisation: one('机构名称之前没有意思的词'),
    list_opening: one('列举机构的标签之后：第一组为列举的内容'),
    list_separator: one('列举的分隔'),
    list_count: one('列举中的数量'),
    amounts_head: one('有金额的表头'),
    remarks_head: one('备注栏'),
    left_out: word('代替联系人、电话的字样'),
    contact: every('联系人：第一组为标签，第二组为姓名'),
    phone_label: every('电话：第一组为标签，第二组为号码'),
    department_section: word('整体支出绩效目标表'),
    unit_above: one('表的上方的计量单位行'),
    sum: one('项目清单的合计行'),
    misread_one: one('识别成别的“1”'),
    months: one('以月计的期限：第一组为月数'),
    years_in_words: one('以中文数字计的期限：第一组为年数'),
    column_hint: one('认不清的指标表头里的字'),
    share_name: one('以百分比计的指标的名称'),
    share_branch: one('以百分比计的一级、二级指标'),
    unlikely: one('不可能是指标值的'),
    sign: one('符号栏里可能有的'),
    at_least: one('大于等于'),
    at_most: one('小于等于'),
    more_than: one('大于'),
    less_than: one('小于'),
    equal_to: one('等于'),
    nature: one('指标值之前的指标性质'),
    date: one('以数字开头的日期、月份：是文字'),
    several: one('数字之后如此，则是范围、乘积或几个数'),
  });

export const SUBJECTS = { tables, titles, statements, forms, prose } as const;
