import { Argument, type Command } from 'commander';
import { completionScript, SHELLS, type Shell } from '../completion-scripts.ts';
import { examples } from '../database.ts';
import { oneOf } from '../help.ts';
import { type Cli, EXIT } from '../io.ts';

/** `yusuan completion bash|zsh|fish` */
export function completionCommand(program: Command, cli: Cli, finish: (code: number) => void): void {
  const w = cli.words.setup.completion;
  const shell = new Argument('<shell>', w.shell).argParser(oneOf(SHELLS, cli.words));
  const command = program.command('completion').description(w.description).addArgument(shell);
  const lines = [
    'source <(yusuan completion bash)',
    'yusuan completion zsh > ~/.zfunc/_yusuan',
    'yusuan completion fish > ~/.config/fish/completions/yusuan.fish',
  ];
  examples(command, lines, cli);
  command.action((name: Shell) => {
    cli.out.write(completionScript(program, name));
    finish(EXIT.done);
  });
}
