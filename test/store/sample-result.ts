import type { Box } from '../../src/model/box.ts';
import { declaredRule } from '../../src/model/codes.ts';
import type { DocumentResult } from '../../src/model/document.ts';
import { lineScope, type Verdict } from '../../src/model/fact.ts';
import type { Amount, Line, Statement } from '../../src/model/statement.ts';
import { type PageSize, rowsOf } from '../../src/store/write/rows.ts';
import type { DocumentRecord } from '../../src/store/write/write.ts';

export const BOX: Box = { x0: 10, y0: 20, x1: 110.5, y1: 32.25 };

export function line(index: number, over: Partial<Line> = {}): Line {
  return {
    ...{ index, row: index + 1, side: null, role: 'subject', code: '2010301', name: '行政运行', name2: null },
    ...{ rawName: '行政运行', standardCode: '2010301', standardCode2: null, scheme: 'functional', parent: null },
    ...{ page: 6, box: BOX, source: 'text', confidence: 1, flags: [] },
    ...over,
  };
}

export function amount(index: number, over: Partial<Amount> = {}): Amount {
  return {
    ...{ index, line: 0, measure: 'total', fen: 4_557_360_000n, raw: '4,557.36', unit: '万元', decimals: 2 },
    ...{ page: 6, box: BOX, source: 'text', confidence: 1, others: [], flags: [], placement: 'established' },
    ...over,
  };
}

export function statement(index: number, over: Partial<Statement> = {}): Statement {
  const columns = [{ side: null, measure: 'total', header: ['合计'] }] as const;
  return {
    ...{ kind: 'expenditure', index, table: index, title: '支出总表', unit: '万元', unitPrinted: true, pages: [6] },
    ...{ placement: 'established', columns, lines: [line(0)], amounts: [amount(0)], remarks: ['注：本表无其他数据'] },
    ...over,
  };
}

export function verdict(statementIndex: number, of: Amount, over: Partial<Verdict> = {}): Verdict {
  const ref = { statement: statementIndex, amount: of.index };
  return {
    ref,
    fen: of.fen,
    source: 'text',
    proof: 'proven',
    confidence: 0.99,
    needsReview: false,
    flags: [],
    ...over,
  };
}

/** A small document that has something of everything. */
export function sampleResult(over: Partial<DocumentResult> = {}): DocumentResult {
  const amounts = [
    amount(0),
    amount(1, { line: 1, fen: -5n, raw: '-0.05', unit: '元' }),
    amount(2, { line: 1, measure: 'other:备注 数', fen: 0n, raw: '0.00', others: ['8.00'], flags: ['grouping'] }),
  ];
  const lines = [
    line(0),
    line(1, {
      code: null,
      name: '工资奖金津补贴',
      name2: '工资福利支出',
      standardCode2: '50101',
      flags: ['zero-dropped'],
    }),
  ];
  const first = statement(0, { lines, amounts });
  const verdicts = [
    verdict(0, amounts[0] ?? amount(0)),
    verdict(0, amounts[1] ?? amount(1), {
      proof: 'contradicted',
      needsReview: true,
      flags: ['contradicted'],
      fen: -6n,
    }),
    verdict(0, amounts[2] ?? amount(2), { proof: 'unproven', confidence: 0.5 }),
  ];
  return {
    ...{ identity: { documentType: 'budget', fiscalYear: 2025, department: '某市财政局' }, status: 'done', pages: 9 },
    ...{ pipeline: 'department-budget', statements: [first] },
    indicators: [
      {
        ...{ page: 8, box: BOX, project: null, scope: 'year', level1: '产出指标', level2: '数量', level3: '培训人次' },
        ...{ standard1: '产出指标', standard2: '数量指标', level3Full: null, operator: '≥', value: '95', unit: '%' },
        ...{ raw: '≥95%', confidence: 0.9, needsReview: false, flags: [] },
      },
    ],
    projects: [
      {
        ...{ pages: [8, 9], box: null, name: '信息化', departmentCode: '101', department: '某市财政局', unit: '本级' },
        ...{ nature: '延续', durationYears: 1.5, fundsUnit: '元' },
        period: { total: 100n, central: null, provincial: null, local: 100n, selfRaised: null, other: null },
        annual: { total: 50n, central: 0n, provincial: null, local: 50n, selfRaised: null, other: null },
        ...{ confidence: 0.9, needsReview: true, flags: ['head-differs'] },
      },
    ],
    catalog: [
      {
        ...{ page: 9, box: BOX, agency: '局机关', code: 'A01', level1: '公共服务', level2: null, level3: null },
        ...{ level4: null, confidence: 1, needsReview: false, flags: [] },
      },
    ],
    reconciliation: {
      verdicts,
      checks: [
        {
          ...{
            rule: declaredRule('children'),
            statement: 'expenditure',
            scope: lineScope('20103 合计', []),
            lhs: 10n,
            rhs: 12n,
            difference: -2n,
          },
          ...{ tolerance: 1n, status: 'fail', blame: 'publisher', left: 1, suspects: [{ statement: 0, amount: 1 }] },
          cells: [0, 1].map((index) => ({ statement: 0, amount: index })),
        },
      ],
      claims: [
        {
          ...{ page: 3, box: null, section: '情况说明', phrase: '支出预算4557.36万元', fen: 4_557_360_000n },
          ...{ tolerance: 5000n, statement: 'expenditure', lineName: '合计', measure: 'total', status: 'agrees' },
          ref: { statement: 0, amount: 0 },
        },
      ],
      review: [],
    },
    notes: [
      { code: 'unread-cell', severity: 'warning', page: 6, box: BOX, statement: 'expenditure', data: { text: '??' } },
      { code: 'continued', severity: 'info', page: 1, box: null, statement: null, data: { count: 2 } },
    ],
    ...over,
  };
}

export const PAGES: readonly PageSize[] = [{ number: 1, width: 595.3, height: 841.9, kind: 'text' }];

export function record(over: Partial<DocumentRecord> = {}, result: DocumentResult = sampleResult()): DocumentRecord {
  return {
    ...{ sha256: 'a1'.repeat(32), file: '某局2025年预算.pdf', bytes: 1234, identity: result.identity },
    ...{ status: result.status, reason: null, pages: result.pages, pipeline: result.pipeline },
    ...{ pipelineVersion: '1', stageVersions: { map: '3' }, rows: rowsOf(result, PAGES) },
    ...over,
  };
}
