/** Words of commands and options that set the program up, in Chinese. */
export const setupZh = {
  log: '把说过的话连同时间追加写进这个文件',
  badLog: (path: string) => `不能写日志 ${path}。请检查文件夹和权限。`,
  config: {
    description: '列出各项设置现在的值和来处：命令行、环境变量、yusuan.yaml、默认',
    command: '只看这个命令的设置',
    heads: ['设置', '值', '来处', '命令'],
    origin: {
      flag: '命令行',
      env: (name: string) => `环境变量 ${name}`,
      file: (path: string) => path,
      default: '默认',
    },
    everywhere: '全部',
    noCommand: (name: string) => `没有命令 ${name}。`,
    unset: '',
    none: (path: string) => `没有设置文件 ${path}（可以没有）。`,
    badFile: (path: string, why: string) => `设置文件 ${path} 读不懂：${why}`,
    unknown: (path: string, key: string) =>
      `设置文件 ${path} 里的 ${key} 不是任何命令的选项。yusuan config 列出全部设置。`,
    badValue: (origin: string, key: string, why: string) => `${origin} 里的 ${key} 不对：${why}`,
    boolean: '请写 true 或 false。',
  },
  completion: {
    description: '给出终端自动补全的脚本',
    shell: '用哪种终端：bash、zsh 或 fish',
  },
  watch: {
    description: '看着文件夹，有新的或改过的 PDF 就导入，直到按 Ctrl-C',
    folders: '文件夹（含子文件夹）',
    interval: '每隔多少秒看一次',
    started: (folders: string) => `正在看着 ${folders}。新放进去的 PDF 会自动导入；按 Ctrl-C 结束。`,
    ended: (count: number) => `已结束，共处理 ${count} 份。`,
    noFolder: (path: string) => `${path} 不是文件夹。`,
  },
  more: (o: { facts: string; proven: string; review: number; failed: number; who: string; hash: string }) =>
    `    ${o.who}金额 ${o.facts} 个，已证明 ${o.proven}，待复核 ${o.review}，不平 ${o.failed}，SHA-256 ${o.hash}…`,
};

export type SetupWords = typeof setupZh;

/** The same in English. */
export const setupEn: SetupWords = {
  log: 'append what is said, with the time, to this file',
  badLog: (path) => `Cannot write the log ${path}. Check its folder and permissions.`,
  config: {
    description: 'list settings with their value and where it comes from: flag, environment, yusuan.yaml, default',
    command: 'only the settings of this command',
    heads: ['setting', 'value', 'from', 'commands'],
    origin: { flag: 'command line', env: (name) => `environment ${name}`, file: (path) => path, default: 'default' },
    everywhere: 'all',
    noCommand: (name) => `There is no command ${name}.`,
    unset: '',
    none: (path) => `There is no ${path} (none is needed).`,
    badFile: (path, why) => `Cannot make sense of ${path}: ${why}`,
    unknown: (path, key) => `${key} in ${path} is no option of any command. yusuan config lists all settings.`,
    badValue: (origin, key, why) => `Bad value of ${key} in ${origin}: ${why}`,
    boolean: 'Write true or false.',
  },
  completion: {
    description: 'print a script that completes commands and options in a shell',
    shell: 'bash, zsh or fish',
  },
  watch: {
    description: 'import PDFs that are put into folders or change there, until Ctrl-C',
    folders: 'folders (with subfolders)',
    interval: 'seconds between two looks',
    started: (folders) => `Watching ${folders}. PDFs put there are imported; Ctrl-C ends.`,
    ended: (count) => `Ended; files taken in: ${count}.`,
    noFolder: (path) => `${path} is no folder.`,
  },
  more: (o) =>
    `    ${o.who}${o.facts} amounts, ${o.proven} proven, ${o.review} to review, ${o.failed} failed checks, SHA-256 ${o.hash}…`,
};
