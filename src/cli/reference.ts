import { stripVTControlCharacters } from 'node:util';
import { type Language, messagesIn } from '../messages/index.ts';
import type { Cli } from './io.ts';
import { buildProgram } from './main.ts';

const INTRODUCTION: Readonly<Record<Language, string>> = {
  zh: `# 命令参考

[English](en/cli.md)

本文由各命令的 \`--help\` 生成（\`node scripts/docs.ts\`），测试会核对两者一致。

数据写到标准输出，其余的话写到标准错误；\`--json\` 时标准输出只有一个 JSON 对象。界面语言也可用环境变量
\`YUSUAN_LANG\` 设定，\`NO_COLOR\` 关闭颜色。
`,
  en: `# Commands

[中文](../cli.md)

Generated from the \`--help\` of each command (\`node scripts/docs.ts\`); a test compares the two.

Data go to stdout, everything said to people to stderr; with \`--json\` stdout holds one JSON object. The language can be
set with the variable \`YUSUAN_LANG\`, too; \`NO_COLOR\` turns colours off.
`,
};

/** docs/cli.md and docs/en/cli.md: the help of every command, as printed. */
export function cliReference(language: Language): string {
  const { signal } = new AbortController();
  const cli: Cli = { language, words: messagesIn(language), out: process.stdout, err: process.stderr, signal };
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
  return `${[INTRODUCTION[language], ...sections].join('\n')}`;
}
