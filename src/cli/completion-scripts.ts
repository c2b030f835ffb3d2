import type { Command, Option } from 'commander';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** A script that completes the commands, options and choices of `program`; written out, so that nothing has to start. */
export function completionScript(program: Command, shell: Shell): string {
  return `${WRITERS[shell](program.commands).join('\n')}\n`;
}

const WRITERS: Readonly<Record<Shell, (commands: readonly Command[]) => string[]>> = { bash, zsh, fish };

const names = (commands: readonly Command[]) => commands.map((command) => command.name());
const flags = (command: Command) =>
  [...command.options, HELP].flatMap(({ short, long }) => [long, short].filter((flag) => flag !== undefined));
const HELP = { short: '-h', long: '--help' };

function bash(commands: readonly Command[]): string[] {
  const choices = commands.flatMap((command) =>
    command.options
      .filter(({ argChoices }) => argChoices !== undefined)
      .map((option) => `    "${command.name()} ${option.long}") words="${option.argChoices?.join(' ')}" ;;`),
  );
  return [
    '# yusuan completion bash > ~/.local/share/bash-completion/completions/yusuan',
    '_yusuan() {',
    `  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command="" words="" word`,
    `  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do`,
    `    case "$word" in ${names(commands).join('|')}) command="$word"; break ;; esac`,
    '  done',
    '  case "$command $prev" in',
    ...choices,
    '  esac',
    '  if [[ -z $words && -z $command ]]; then',
    `    words="${[...names(commands), 'help', '--help', '--version', '--lang'].join(' ')}"`,
    '  elif [[ -z $words && $cur == -* ]]; then',
    '    case "$command" in',
    ...commands.map((command) => `      ${command.name()}) words="${flags(command).join(' ')}" ;;`),
    '    esac',
    '  fi',
    '  if [[ -n $words ]]; then COMPREPLY=($(compgen -W "$words" -- "$cur")); else COMPREPLY=($(compgen -f -- "$cur")); fi',
    '}',
    'complete -o filenames -F _yusuan yusuan',
  ];
}

function zsh(commands: readonly Command[]): string[] {
  // What stands between [ ] or after : in a description has a meaning there.
  const plain = (text: string) =>
    text
      .replaceAll(/[[\]\\]/g, '')
      .replaceAll(':', '\\:')
      .replaceAll("'", "'\\''");
  const spec = (option: Option): string[] => {
    const takes = option.required || option.optional;
    const value = takes ? `:${option.argChoices ? `:(${option.argChoices.join(' ')})` : ':_files'}` : '';
    return [`'${option.long}[${plain(option.description)}]${takes ? ':' : ''}${value.slice(1)}'`];
  };
  return [
    '#compdef yusuan',
    '# yusuan completion zsh > ~/.zfunc/_yusuan, with ~/.zfunc in fpath before compinit',
    '_yusuan() {',
    '  if (( CURRENT == 2 )); then',
    '    local -a commands',
    `    commands=(${commands.map((each) => `'${each.name()}:${plain(each.description())}'`).join(' ')})`,
    "    _describe 'command' commands",
    '    return',
    '  fi',
    '  local command=$words[2]',
    '  shift words',
    '  (( CURRENT-- ))',
    '  case $command in',
    ...commands.map((each) => `    ${each.name()}) _arguments ${each.options.flatMap(spec).join(' ')} '*: :_files' ;;`),
    '  esac',
    '}',
    'if [[ $funcstack[1] == _yusuan ]]; then _yusuan "$@"; else compdef _yusuan yusuan; fi',
  ];
}

function fish(commands: readonly Command[]): string[] {
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const option = (command: Command, { long, short, argChoices, required, optional, description }: Option) =>
    [
      `complete -c yusuan -n '__fish_seen_subcommand_from ${command.name()}'`,
      `-l ${long?.slice(2)}`,
      ...(short === undefined ? [] : [`-s ${short.slice(1)}`]),
      ...(argChoices ? [`-x -a ${quoted(argChoices.join(' '))}`] : required || optional ? ['-r'] : []),
      `-d ${quoted(description)}`,
    ].join(' ');
  return [
    '# yusuan completion fish > ~/.config/fish/completions/yusuan.fish',
    ...commands.map(
      (each) => `complete -c yusuan -f -n __fish_use_subcommand -a ${each.name()} -d ${quoted(each.description())}`,
    ),
    ...commands.flatMap((each) => each.options.map((one) => option(each, one))),
  ];
}
