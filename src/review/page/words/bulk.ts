/** Words of deciding many at once, and of PDFs that moved, in Chinese; English must have the same keys. */
export const bulkZh = {
  open: '同类一并决定…',
  title: (reason: string) => `一并决定：${reason}`,
  about: '金额记为“读得对”，提醒记为“已看过”。请先逐条看过清单。',
  chosen: (n: number) => `选中 ${n} 条`,
  all: '全选',
  confirm: (n: number) => `决定这 ${n} 条`,
  effect: (settled: number, mended: number, broken: number) =>
    `之后待复核减少 ${settled} 条；等式由不成立变为成立 ${mended} 个，由成立变为不成立 ${broken} 个。`,
  skipped: (n: number) => `${n} 条刚刚变了，不在其内。`,
  blindOnes: (n: number) => `${n} 条的 PDF 不在原处，看不到原页，没有决定。`,
  done: (n: number) => `已决定 ${n} 条，按 u 一并撤销`,
  doneNone: '什么都没有决定。',
  undone: (n: number) => `已一并撤销 ${n} 条`,
  moved: '把这份 PDF 拖到这个页面上，就能认出它（按内容，不按名字）；或者写出它现在所在的文件夹：',
  folder: '文件夹',
  find: '去找',
  found: '找到了',
  notFound: '这个文件夹里没有这份 PDF。',
  noFolder: '没有这个文件夹。',
  notYours: '只有启动这个程序的人能在文件夹里找；您可以把 PDF 拖到页面上。',
  searching: '正在找另一份，请稍等再试。',
  blind: '原 PDF 不在原处，看不到原页，不能盲目决定。请先找到它（见图的位置）。',
};

export type BulkWords = typeof bulkZh;

/** The same in English. */
export const bulkEn: BulkWords = {
  open: 'Decide all alike…',
  title: (reason) => `Decide all alike: ${reason}`,
  about: 'Amounts are marked as read right, notices as seen. Look through the list first.',
  chosen: (n) => `${n} chosen`,
  all: 'all',
  confirm: (n) => `Decide these ${n}`,
  effect: (settled, mended, broken) =>
    `${settled} fewer to review; ${mended} sums would hold that do not, ${broken} would no longer hold.`,
  skipped: (n) => `${n} changed just now and are left out.`,
  blindOnes: (n) => `${n} not decided: their PDFs are not where they were, and no page can be seen.`,
  done: (n) => `${n} decided; u takes all of them back`,
  doneNone: 'Nothing was decided.',
  undone: (n) => `${n} taken back`,
  moved: 'Drop the PDF on this page and it is known again, by its bytes; or say in which folder it is now:',
  folder: 'Folder',
  find: 'Look there',
  found: 'Found',
  notFound: 'That folder does not hold this PDF.',
  noFolder: 'There is no such folder.',
  notYours: 'Only whoever started the program may look through folders; you can drop the PDF on this page.',
  searching: 'Another one is being looked for; try again in a moment.',
  blind:
    'The PDF is not where it was, and the page cannot be seen: no blind decisions. Find it first (in place of the picture).',
};
