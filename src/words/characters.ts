/*
 * Characters of the written language (字表): data about Chinese print, not about budgets.
 */

/** Radicals (部首) of Unicode that fonts map plain characters to, each followed by the plain one. */
const RADICALS =
  '⺁厂⺇几⺌小⺎兀⺏尣⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢水⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱罓⺲罒⺳罓⺵网⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲亀⻳龟⼾户';

/** Radical → the plain character it looks like. */
export const PLAIN_RADICALS: ReadonlyMap<string, string> = new Map(
  [...RADICALS.matchAll(/(.)(.)/gu)].map(([, radical = '', plain = '']) => [radical, plain] as const),
);

/** Characters that make up a third of any text, reports' or others'; a font that maps Chinese to others at random has few. */
export const COMMON_CHARACTERS: ReadonlySet<string> = new Set(
  '的一年和入出算支收预计合公部门财政费本元万单位务目项经表基资金用共机关业人事管理行',
);

const WORDS =
  '单位部门预算决算支出收入合计项目一般公共财政拨款基本金额年度名称科目编码情况说明安排经费费用工作管理服务社会保障教育事业行政政府机关人员资金总表本年上年结转其他住房医疗养老保险' +
  '建设发展国家公司采购公告通知关于规定进行以及可以没有时间问题技术系统数据企业市场经济文化学校信息研究责任日期联系办公会议中心城市农村绩效目标指标完成数量质量效益中国委员组织生活' +
  '设备活动培训交通福利补助工资环境健康就业卫生维护运行商品购置接待机构职业生产安全监督检查实施提高加强提供相关主要负责计划制度';

/** Words of two characters of which any page of text holds some: one of twenty pairs of neighbours and more is one of them. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(WORDS.match(/../gu));

/** What stands beside a number in words (量词); any other ideograph among digits is a digit misread. */
export const COUNTERS: ReadonlySet<string> = new Set(
  '年月日元万亿个次人台件项号家天位名批期户篇场处套辆条份组所级季度时分秒平方米公里岁周小类款节页册部段座间',
);
