/** What a column holds; every format writes a type in its own way. `amount` is exact decimal text in 元. */
export type ColumnType = 'text' | 'integer' | 'number' | 'amount' | 'json' | 'datetime';

/** A column of an exported table. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Chinese heading. */
  readonly title: string;
}

/** Columns by what they hold; a name means the same in every view. `name 标题`, one per line. */
const WORDS: Readonly<Record<ColumnType, string>> = {
  text: `file 文件
sha256 文件指纹
document_type 预算或决算
department 部门
report_department 编报部门
reporting_unit 编报单位
statement 报表
side 收支
line_code 科目编码
line_name 名称
line_name_2 名称2
line_name_3 名称3
standard_code 标准科目编码
standard_code_2 标准科目编码2
standard_code_3 标准科目编码3
code_scheme 科目体系
measure 列
raw 原文
unit 单位
source 来源
proof 证明
placement 归位
statement_title 报表标题
line_role 行的性质
status 状态
pipeline_version 程序版本
reason 原因
pipeline 声明
project 项目
scope 范围
level1 一级
level2 二级
level3 三级
level4 四级
operator 比较符
value 值
standard1 一级（规范）
standard2 二级（规范）
level3_full 三级（完整）
name 名称
department_code 部门代码
nature 性质
section 小节
phrase 原句
rule 勾稽关系
blame 责任
said 具体所指
state 判定
mark 处理
mark_note 处理备注
marked_by 处理人
finding 问题
agency 机构
code 代码
field 栏目
label 标签
kind 种类
item 名称
quantity 数量
as_of 截至
organisation 单位名称
remark 备注
ordinal 序号
title 标题
text 正文
detail 详情
current_by 现行的理由
issued 印的公布日期
origin 由来
reviewer 复核人`,
  integer: `fiscal_year 年度
page 页
row 行
needs_review 待复核
statement_index 报表序号
amount_index 金额序号
pages 页数
statements 报表数
facts 金额数
proven 已证明
to_review 待复核数
checks_failed 不成立数
open 队列条数
findings 勾稽问题数
bytes 字节
current 现行
revised 更正版
check_index 核对序号
finding_index 问题序号
grade 轻重
planned 拟购
count 数
last_page 末页
level 级
id 编号
printed 印出
forms 表单中
prose 文字中
no_amount 不是金额
unplaced 没有归处`,
  number: `confidence 把握
x0 框左
y0 框上
x1 框右
y1 框下
duration_years 年限
severity 轻重`,
  amount: `amount 金额
read_amount 原读金额
total_funds 总额
annual_funds 年度总额
total_central 总额：中央
total_provincial 总额：省级
total_local 总额：市县
total_self_raised 总额：自筹
total_other 总额：其他
annual_central 年度：中央
annual_provincial 年度：省级
annual_local 年度：市县
annual_self_raised 年度：自筹
annual_other 年度：其他
tolerance 容差
lhs 左边
rhs 右边
difference 差
old_value 改前
new_value 改后`,
  json: `flags 标记
other_files 同内容文件
cells 参与金额
suspects 可疑金额
place 范围数据
data 详情数据
target 目标`,
  datetime: `imported_at 导入时间
added_at 首次导入时间
made 文件制作时间
corrected_at 复核时间
marked_at 处理时间`,
};

/** `item` numbers the entries of the review queue; everywhere else it is a name. */
const SPECIAL: Readonly<Record<string, Column>> = {
  'review_queue.item': { name: 'item', type: 'integer', title: '条目序号' },
};

const TYPES = ['text', 'integer', 'number', 'amount', 'json', 'datetime'] as const satisfies readonly ColumnType[];

const KNOWN: ReadonlyMap<string, Column> = new Map(
  TYPES.flatMap((type) =>
    WORDS[type].split('\n').map((line) => {
      const [name = '', title = ''] = line.split(' ');
      return [name, { name, type, title }] as const;
    }),
  ),
);

/** A column of `table` by its name. A name that nobody described is a mistake of ours, not of the data. */
export function column(table: string, name: string): Column {
  const found = SPECIAL[`${table}.${name}`] ?? KNOWN.get(name);
  if (found === undefined) throw new Error(`column ${table}.${name} has no description in src/export/columns.ts`);
  return found;
}
