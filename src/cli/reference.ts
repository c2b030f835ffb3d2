import { stripVTControlCharacters } from 'node:util';
import { messagesIn } from '../messages/index.ts';
import type { Cli } from './io.ts';
import { buildProgram } from './main.ts';

const INTRODUCTION = `# 命令参考

本文由各命令的 \`--help\` 生成（\`node scripts/docs.ts\`），测试会核对两者一致。英文说明见 \`yusuan --help --lang en\`。

数据写到标准输出，其余的话写到标准错误；\`--json\` 时标准输出只有一个 JSON 对象。界面语言也可用环境变量
\`YUSUAN_LANG\` 设定，\`NO_COLOR\` 关闭颜色。
`;

/** docs/cli.md: the help of every command, as printed. */
export function cliReference(): string {
  const { signal } = new AbortController();
  const cli: Cli = { language: 'zh', words: messagesIn('zh'), out: process.stdout, err: process.stderr, signal };
  const program = buildProgram(cli, () => undefined);
  const sections = [program, ...program.commands.filter((command) => command.name() !== 'help')].map((command) => {
    let text = '';
    command.configureOutput({
      writeOut: (part) => {
        text += stripVTControlCharacters(part);
      },
      getOutHelpWidth: () => 100,
    });
    command.outputHelp();
    const name = command === program ? 'yusuan' : `yusuan ${command.name()}`;
    return `## ${name}\n\n\`\`\`text\n${text.trim()}\n\`\`\`\n`;
  });
  return `${[INTRODUCTION, ...sections].join('\n')}`;
}
