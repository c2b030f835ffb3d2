import type { FailureCode } from '../batch/protocol.ts';
import type { DocumentStatus } from '../model/document.ts';
import type { StoreProblem } from '../store/errors.ts';
import { bucketsZh } from './buckets.ts';
import { findZh } from './find.ts';
import { maintainZh } from './maintain.ts';
import { queueZh } from './queue.ts';
import { setupZh } from './setup.ts';
import { useZh } from './use.ts';

const failure: Readonly<Record<FailureCode, (detail: string) => string>> = {
  'pdf-encrypted': () =>
    'PDF 设有打开密码，没有读。请把密码写进一个文件（一行一个），加 --password-file 文件 再导入；或另存为不加密的 PDF。',
  'pdf-wrong-password': () => 'PDF 设有打开密码，给出的都不对。请核对 --password-file 或 --password 后再导入。',
  'pdf-unknown-encryption': () => 'PDF 用证书或专门软件加密，打不开。请另存为不加密的 PDF，或请发布单位重发，再导入。',
  'pdf-damaged': () => 'PDF 已损坏或不完整（可能没有下载完）。请重新下载，或请发布单位重发。',
  'pdf-empty': () => '文件是空的（0 字节）。请重新下载。',
  'pdf-not-pdf': () => '不是 PDF 文件。Word、Excel、图片请先另存为 PDF，再导入。',
  'pdf-no-pages': () => 'PDF 里没有任何页面。请重新下载，或请发布单位重发。',
  'pdf-too-large': () => 'PDF 太大或页数太多，超出可处理的范围。请拆分后再导入。',
  missing: () => '路径不存在。请检查拼写；带空格或 * 的路径请加引号。',
  unreadable: () => '没有读取权限，或读取时出错。请检查文件或文件夹的权限。',
  changed: () => '导入时文件内容变了，已跳过。请等文件写完后重新运行同一命令。',
  timeout: (detail) => `超过 ${detail.replace(/ s$/, ' 秒')}没有进展，试了两次，已放弃。可用 --timeout 放宽时限。`,
  memory: () => '占用内存超过上限，试了两次，已放弃。可用 --memory 放宽上限。',
  crashed: () => '读取进程意外退出，试了两次，已放弃。加 -v 可看详情。',
  internal: () => '读取时程序出错，这份文件没有导入。加 -v 可看详情，并请反馈给我们。',
  'link-malformed': (detail) => `跳转到了不能用的地址（${detail}）。只接受 http:// 和 https:// 链接。`,
  'link-private': (detail) =>
    `链接指向本机或内部网络（${detail}），没有去取。确实要取内部网络上的文件，请加 --allow-private。`,
  'link-unknown-host': () => '找不到这个网站。请检查链接和网络。',
  'link-refused': (detail) => `网站没有给出文件（${detail}）。请在浏览器里打开链接核对。`,
  'link-broken': (detail) => `连接失败或中断（${detail}），试了几次，已放弃。过一会儿再运行同一命令，取过的不会重取。`,
  'link-slow': (detail) => `超过 ${detail.replace(/ s$/, ' 秒')}没有取完，已放弃。可用 --fetch-timeout 放宽时限。`,
  'link-too-large': (detail) => `文件太大（${detail}），没有取。可用 --fetch-size 放宽上限。`,
  'link-redirects': () => '跳转次数太多，没有取。请在浏览器里打开链接，改用最后的地址。',
  'link-not-pdf': (detail) => `取到的不是 PDF（${detail}），多半是网页。请在浏览器里打开链接，改用文件本身的地址。`,
  'link-hash': (detail) => `取到的文件与清单里的校验值不符（SHA-256 ${detail.slice(0, 12)}…），没有导入。`,
  'link-unkept': () => '取到的文件存不下来。请检查 --files 文件夹的权限和磁盘空间。',
  ...bucketsZh.failure,
  store: () => '写入数据库时出错，这份文件没有导入。加 -v 可看详情，并请反馈给我们。',
};

const retried: Partial<Record<FailureCode, string>> = { timeout: '超时', memory: '内存超限', crashed: '意外退出' };

/** Who came to a server, for which tables, and what the server said: for the one who has to grant a right there. Names are quoted. */
export interface Applicant {
  readonly role: string;
  readonly schema: string;
  readonly queueSchema: string;
  readonly said: string;
}

const storeProblem: Readonly<Record<StoreProblem, (db: string, who: Applicant) => string>> = {
  locked: (db) => `数据库 ${db} 正被其他程序占用。请关闭占用它的程序，再运行同一命令；已导入的不会重做。`,
  foreign: (db) => `${db} 不是 yusuan 的数据库，没有改动它。请用 --db 换一个文件名。`,
  newer: (db) => `数据库 ${db} 由更新版本的 yusuan 建立，没有改动它。请升级 yusuan。`,
  outdated: (db) =>
    `数据库 ${db} 由旧版本的 yusuan 建立，还没有升级，没有改动它。请先运行 yusuan rerun --db ${db}：升级并按新版本重算；文件会先自动备份，服务器上的请自己先备份。`,
  damaged: (db) => `数据库 ${db} 已损坏。请用备份替换，或换一个 --db 重新导入。`,
  full: (db) => `磁盘空间不足，写不进数据库 ${db}。请腾出空间，再运行同一命令；已导入的不会重做。`,
  unwritable: (db) =>
    `数据库 ${db} 无法写入。请检查文件和所在文件夹的权限；文件夹只能读时，请把数据库复制到能写的地方再打开。`,
  missing: (db) => `找不到数据库 ${db} 或它所在的文件夹。请检查 --db：数据库由 yusuan import 建立，文件夹要先有。`,
  'backup-failed': (db) => `升级数据库 ${db} 前的备份没有成功，数据库没有改动。请检查磁盘空间和文件夹权限。`,
  unreachable: (db) => `连不上数据库服务器 ${db}。请检查地址、端口和网络，以及 PostgreSQL 是否在运行。`,
  refused: (db) =>
    `数据库服务器 ${db} 不让登录：用户名或密码不对，或没有权限。密码可写在 --db 里，也可放在环境变量 PGPASSWORD 或 ~/.pgpass 中。`,
  'no-database': (db) => `数据库服务器上没有 ${db} 这个数据库。请先用 createdb 建立，或检查 --db。`,
  'not-granted': (db, { role, schema, queueSchema, said }) =>
    `数据库服务器 ${db} 上的用户 ${role} 没有这项权限（${said}）。请让表的所有者执行：GRANT USAGE ON SCHEMA ${schema} TO ${role}; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role}; GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role}; 用队列的，对 ${queueSchema} 也照此执行。第一次建表和以后升级，请用表的所有者登录运行一次 import，用队列的再运行一次 status。`,
  'server-read-only': (db) => `数据库服务器 ${db} 只能读，不能写（可能是备机）。请改用主机的地址。`,
  empty: (db) => `${db} 里还没有 yusuan 的表。请先运行 yusuan import。`,
  address: (db) => `看不懂数据库地址 ${db}。应写成 postgres://用户@主机:5432/数据库。`,
  failed: (db) => `数据库 ${db} 出错。加 -v 可看详情。`,
};

const status: Readonly<Record<DocumentStatus, string>> = {
  done: '完成',
  done_with_warnings: '完成，有提醒',
  unrecognised: '不是预决算报告',
  template: '空白模板',
  failed: '失败',
};

/** Words of the command line in Chinese, the default; English must have the same keys. */
export const zh = {
  colon: '：',
  comma: '，',
  failure,
  buckets: bucketsZh,
  queue: queueZh,
  storeProblem,
  status,
  pathProblem: {
    missing: failure.missing(''),
    unreadable: failure.unreadable(''),
    'no-file': '是管道或设备，不是文件。请先把内容存成 PDF 文件，再导入那个文件。',
    'no-pdf': '里面没有 PDF 文件。请检查路径。',
    'not-a-link':
      '不是能用的链接。请写以 http:// 或 https:// 开头、不带密码的地址，或 s3://桶/路径，一行一个，后面可加空格和 SHA-256。',
    'no-links': '里面没有链接。链接清单是一行一个 http://、https:// 或 s3:// 地址的文本文件。',
    'no-buckets': bucketsZh.notHere,
  },
  documentType: { budget: '预算', final: '决算' },
  warn: '提醒',
  error: '错误',
  nothingToImport: '没有可以导入的文件。',
  interrupted: (done: number, total: number) =>
    `已中断：完成 ${done} 份，其余 ${total - done} 份没有导入。再运行同一命令可以继续。`,
  fetched: (url: string, path: string, bytes: number) =>
    `已取得 ${url}（${(bytes / 1e6).toFixed(1)} MB），存为 ${path}`,
  retry: (path: string, code: FailureCode) => `${path}：第一次读取没有成功（${retried[code] ?? code}），再试一次。`,
  migrated: (from: number, to: number, backup: string) =>
    `数据库已从第 ${from} 版升级到第 ${to} 版，升级前的备份：${backup}`,
  kept: '以前已导入',
  sameAs: (file: string) => `与 ${file} 内容相同`,
  olderVersion: (count: number) => `其中 ${count} 份由旧版本读取。`,
  progress: {
    title: '导入',
    documents: '份',
    pages: '页',
    left: (text: string) => `剩余 ${text}`,
    seconds: (n: number) => `${n} 秒`,
    minutes: (m: number, s: number) => `${m} 分 ${s} 秒`,
    hours: (h: number, m: number) => `${h} 小时 ${m} 分`,
    line: (pages: number, facts: number, seconds: string) => `${pages} 页，${facts} 个金额，${seconds} 秒`,
  },
  table: {
    file: '文件',
    pages: '页数',
    statements: '报表',
    facts: '金额',
    proven: '已证明',
    review: '待复核',
    failed: '不符',
    status: '状态',
    total: '合计',
    documents: (n: number) => `${n} 份`,
    more: (n: number) => `另有 ${n} 份没有列出（全部完成，无需处理）。`,
  },
  summary: {
    database: (path: string) => `数据库：${path}`,
    time: (seconds: string) => `用时 ${seconds}`,
    failed: (n: number) => `${n} 份没有导入，原因见上。`,
    next: '下一步',
    nextCheck: '看各项勾稽核对的结果',
    nextReview: '逐条复核有疑问的金额',
    nextExport: '导出为电子表格',
  },
  help: {
    titles: {
      'Usage:': '用法：',
      'Arguments:': '参数：',
      'Options:': '选项：',
      'Global Options:': '通用选项：',
      'Commands:': '命令：',
    },
    options: '[选项]',
    command: '[命令]',
    help: '显示帮助',
    version: '显示版本号',
    choices: '可选',
    default: '默认',
    env: '环境变量',
    exitCodes: '退出码：0 完成；1 有文件出错；2 用法不对；3 check --strict 发现错误；130 被 Ctrl-C 中断。',
    examples: '示例：',
    hint: (command: string) => `运行 ${command} --help 看用法。`,
    program: '把中国部门预算、决算 PDF 读成 SQLite 里逐项可查、可证明的金额。',
    lang: '界面语言',
    db: '数据库文件，或 postgres://用户@主机/数据库',
    json: '结果以一个 JSON 对象写到标准输出',
    quiet: '只显示出错信息',
    verbose: '多显示细节',
  },
  usage: {
    unknownOption: (name: string) => `不认识的选项 ${name}`,
    unknownCommand: (name: string) => `不认识的命令 ${name}`,
    missingArgument: (name: string) => `缺少参数 ${name}`,
    optionMissingArgument: (name: string) => `选项 ${name} 后面缺少值`,
    excessArguments: () => '参数太多。带空格的路径、句子和 SQL 请用引号括起来',
    invalidArgument: (name: string, value: string) => `选项 ${name} 的值 ${value} 不对`,
    badArgument: (name: string, value: string) => `参数 ${name} 不能是 ${value}`,
    conflictingOption: (a: string, b: string) => `选项 ${a} 不能与 ${b} 同用`,
    other: (text: string) => text,
    fileOrOption: (name: string) => `文件名以 - 开头时，请写 ./${name}`,
    chineseDash: (word: string, meant: string) => `${word} 里是中文或全角的横线。选项请用半角输入：${meant}`,
    chineseQuotes: (word: string) => `${word} 里是中文引号。请改用半角引号 " "，没有空格时也可以不加。`,
    didYouMean: (name: string) => `是不是 ${name}？`,
    wholeNumber: (min: number, max: number) => `请给出 ${min} 到 ${max} 之间的整数。`,
    oneOf: (choices: string) => `请从 ${choices} 中选一个。`,
  },
  import: {
    description: '导入 PDF 报告：文件、文件夹（含子文件夹）、通配符、链接或对象存储',
    paths:
      'PDF 文件、文件夹、通配符、http(s):// 链接，对象存储里的 s3://桶/路径（末尾是 / 则取其下全部 PDF），或链接清单（.txt，一行一个）',
    jobs: '同时读取的文件数（默认为处理器核数）',
    force: '已导入过的也重新读取并替换',
    pipeline: '另加一份声明文件（YAML），可重复',
    ocr: '文字识别：auto 只识别扫描页，always 全部识别，never 不识别',
    password: 'PDF 的打开密码，可重复；同机的人能在进程列表里看到它，用 --password-file 则看不到',
    passwordFile: '存放打开密码的文件，一行一个；挨个去试，不存入数据库和日志',
    noPasswordFile: (path: string) => `读不了密码文件 ${path}。请检查路径和权限。`,
    ocrDpi: '文字识别的分辨率',
    keepContacts: '保存负责人、经办人、联系人的姓名和电话（默认不保存）',
    cacheDir: '读过的页面存放的文件夹，可随时删除（默认为用户缓存文件夹，或 YUSUAN_CACHE_DIR）',
    cacheSize: '该文件夹最多占多少 MB，最久未用的先删；0 为不存',
    timeout: '一份文件这么多秒没有进展就放弃；整份文件的时限为其 20 倍',
    memory: '一份文件可用的内存（MB）',
    files: '从链接取来的文件存在哪里（默认在数据库旁边，如 yusuan.files/）',
    refresh: '一天之内取过的链接也再问一次网站有没有新版本',
    allowPrivate: '允许取本机和内部网络上的链接（默认拒绝）',
    fetchDelay: '同一网站两次请求之间至少隔多少毫秒',
    fetchJobs: '同一网站同时取几份',
    fetchSize: '一份文件最多多少 MB',
    fetchTimeout: '一份文件最多取多少秒',
  },
  find: findZh,
  maintain: maintainZh,
  setup: setupZh,
  use: useZh,
  review: {
    description: '在浏览器里导入报告、看勾稽问题、逐条复核',
    start: '打开网页：拖入 PDF，看勾稽问题，逐条复核（在终端里只打 yusuan 也一样）',
    startDb: '数据库文件；默认为本文件夹的，没有则放在“文档/yusuan”里',
    fresh: (db: string) => `新数据库 ${db}：请在打开的网页里拖入 PDF。`,
    port: '端口，0 为任意空闲端口',
    host: '监听的地址；默认只有本机能打开',
    noOpen: '不自动打开浏览器',
    pipeline: '另加一份声明文件（YAML），可重复；与导入时相同',
    ready: (url: string) => `复核页已就绪，请在浏览器打开（此地址只能用一次）：\n${url}`,
    stop: '按 Ctrl-C 结束；所有决定已随时存入数据库。',
    open: '注意：其他电脑也能连到这个地址，数据未加密传输。',
    portTaken: (port: number) => `端口 ${port} 已被占用。请用 --port 换一个，或 --port 0 任选空闲端口。`,
    notAllowed: (host: string) => `不能监听 ${host}。请检查 --host 和 --port。`,
    noToken: '没有口令，或口令已用过。请在终端里重新运行 yusuan review，用它给出的新地址打开。',
  },
};

export type Messages = typeof zh;
