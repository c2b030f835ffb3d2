import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../src/batch/import.ts';
import type { Cli } from '../../src/cli/io.ts';
import { buildProgram } from '../../src/cli/main.ts';
import { summaryTable } from '../../src/cli/print/summary.ts';
import { displayWidth } from '../../src/cli/print/width.ts';
import { messagesIn } from '../../src/messages/index.ts';

describe.each([50, 80])('on a terminal of %i columns', (columns) => {
  const terminal = (language: 'zh' | 'en'): Cli => {
    const out: NodeJS.WriteStream = Object.create(process.stdout, {
      isTTY: { value: true },
      columns: { value: columns },
    });
    return { language, words: messagesIn(language), out, err: out, signal: new AbortController().signal };
  };
  const outcome = (file: string, status: 'done' | 'unrecognised'): Outcome => ({
    ...{ path: file, url: null, file, state: 'added', sameAs: null, failure: null, seconds: 1 },
    summary: {
      ...{ file, sha256: 'ab'.repeat(32), status, reason: null, department: null, fiscalYear: 2026 },
      ...{ documentType: 'budget', pipelineVersion: '1', pages: 1120, statements: 113, facts: 12_300, proven: 11_000 },
      ...{ toReview: 12, checksFailed: 10, open: 12, findings: 10 },
    },
  });

  test.each(['zh', 'en'] as const)('the table of an import has room (%s)', (language) => {
    const files = ['某某县行政审批服务管理局2026年部门预算公开说明.pdf', 'short.pdf'];
    const text = stripVTControlCharacters(
      summaryTable(
        files.map((file) => outcome(file, 'done')),
        terminal(language),
      ),
    );
    const lines = text.split('\n');
    expect(lines.filter((line) => displayWidth(line) > columns)).toEqual([]);
    expect(text).toContain('short.pdf');
    expect(text).toContain('12,300');
  });

  test('descriptions of options are wrapped', async () => {
    for (const language of ['zh', 'en'] as const) {
      const program = buildProgram(terminal(language), () => undefined);
      let text = '';
      const writeOut = (part: string) => {
        text += stripVTControlCharacters(part);
      };
      const command = program.commands.find((each) => each.name() === 'import');
      command?.configureOutput({ writeOut, getOutHelpWidth: () => columns }).outputHelp();
      const options = text.split('\n').filter((line) => /^ +--|^ {20,}/.test(line));
      expect(options.length).toBeGreaterThan(20);
      // An address is not cut, however long it is.
      const long = options.filter((line) => displayWidth(line) > columns && !/^ *postgres:\S+$/.test(line));
      expect(long).toEqual([]);
    }
  });
});
