import type { CurrentReason } from '../store/publication.ts';

/** Words of searching and of versions, in Chinese. */
export const findZh = {
  search: {
    description: '在科目和项目名称、绩效指标、文字说明和勾稽问题里检索',
    text: '要找的词；几个词都要出现',
    kindOption: '只找这一种：',
    region: '只要名称以这个地区开头的部门，如 滨江区',
    limit: '最多列出几条',
    nothing: '没有找到。',
    found: (n: number, more: boolean) => (more ? `超过 ${n.toLocaleString('en-US')} 条` : `共 ${n} 条`),
    kinds: { line: '报表', project: '项目', indicator: '指标', finding: '问题', prose: '文字' } as Readonly<
      Record<string, string>
    >,
    heads: {
      kind: '种类',
      text: '内容',
      department: '部门',
      year: '年度',
      statement: '报表',
      amount: '金额',
      page: '页',
      region: '地区',
    },
  },
  versions: {
    description: '列出有几个版本的报告，说明哪个现行、为什么；也可以指定',
    pin: '指定这份文件为现行版本：文件名，或指纹的前几位',
    unpin: '取消对这份报告的指定，由文件自己说明',
    reviewer: '指定的人',
    none: '每份报告都只有一个版本。',
    noOther: (file: string) => `${file} 没有别的版本。`,
    pair: (before: string, after: string) => `${before} → ${after}`,
    heads: ['部门', '年度', '类型', '现行', '文件', '金额', '理由'] as readonly string[],
    current: '现行',
    older: '旧版',
    pinned: (file: string) => `${file} 已指定为现行版本。`,
    unpinned: '已取消指定。',
    by: {
      only: '只有这一份',
      pinned: '由人指定',
      readable: '能读出',
      whole: '完整，另一份只是一部分',
      issued: '封面上的公布日期较晚',
      revised: '封面写明是更正',
      made: '文件制作得较晚',
      fuller: '内容较多',
      imported: '导入得较晚（文件本身看不出先后）',
      name: '只有文件名不同（看不出先后）',
    } satisfies Record<CurrentReason, string> as Readonly<Record<string, string>>,
    /** Said after an import. */
    notice: (report: string, current: string, older: string, why: string) =>
      `${report}：以 ${current} 为现行版本，不用 ${older}，因为${why}`,
    undecided: '要改，用 yusuan versions --pin 文件名',
    more: (n: number) => `还有 ${n} 份报告有几个版本，见 yusuan versions`,
  },
};

export type FindWords = typeof findZh;

/** The same in English. */
export const findEn: FindWords = {
  search: {
    description: 'search names of lines and projects, indicators, prose and findings',
    text: 'words to find; all of them must be there',
    kindOption: 'only this kind:',
    region: 'only departments whose name begins with this place',
    limit: 'how many to list',
    nothing: 'Nothing found.',
    found: (n, more) => (more ? `more than ${n.toLocaleString('en-US')}` : `${n} found`),
    kinds: { line: 'line', project: 'project', indicator: 'indicator', finding: 'finding', prose: 'prose' },
    heads: {
      kind: 'kind',
      text: 'text',
      department: 'department',
      year: 'year',
      statement: 'statement',
      amount: 'amount',
      page: 'page',
      region: 'region',
    },
  },
  versions: {
    description: 'list reports that have several versions, which one is current and why; or choose one',
    pin: 'make this document the current version: file name, or start of the hash',
    unpin: 'forget what was chosen for this report and let the documents decide',
    reviewer: 'who chooses',
    none: 'Every report has one version.',
    noOther: (file) => `There is no other version of ${file}.`,
    pair: (before, after) => `${before} → ${after}`,
    heads: ['department', 'year', 'type', 'version', 'file', 'amounts', 'why'],
    current: 'current',
    older: 'older',
    pinned: (file) => `${file} is the current version now.`,
    unpinned: 'The documents decide again.',
    by: {
      only: 'there is no other',
      pinned: 'chosen by hand',
      readable: 'it could be read',
      whole: 'it is whole, the other an excerpt',
      issued: 'a later date on its cover',
      revised: 'its cover calls it a correction',
      made: 'its file was made later',
      fuller: 'it prints more',
      imported: 'imported later (the files do not tell)',
      name: 'only the names differ (the files do not tell)',
    },
    notice: (report, current, older, why) => `${report}: ${current} is current, not ${older}: ${why}`,
    undecided: 'To change it: yusuan versions --pin FILE',
    more: (n) => `${n} more reports have several versions; see yusuan versions`,
  },
};
