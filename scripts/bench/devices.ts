import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Canvas, createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { PDFDocument } from 'pdf-lib';
import { loadDeclarations, OWN_PIPELINES } from '../../src/declare/load.ts';
import { openRecogniser } from '../../src/engines/ocr/recogniser.ts';
import { openPdf } from '../../src/engines/pdf/pdfjs.ts';
import type { Measure, StatementKind } from '../../src/model/statement.ts';
import { readDocument, type Trace } from '../../src/pipeline.ts';
import { MODES, type Mode, type Random } from './device-modes.ts';
import { seeded } from './support.ts';

/** Families that take part where they are installed: Song, Hei, Kai and their Latin digits. A collection has one name. */
const FAMILIES: readonly (readonly [name: string, han: string, digits: string])[] = [
  ['song/times', 'Noto Serif CJK JP', 'Liberation Serif'],
  ['song', 'AR PL UMing CN', 'AR PL UMing CN'],
  ['hei/arial', 'WenQuanYi Zen Hei', 'Liberation Sans'],
  ['hei', 'Noto Sans CJK JP', 'Noto Sans CJK JP'],
  ['kai', 'AR PL UKai CN', 'AR PL UKai CN'],
  ['micro/mono', 'WenQuanYi Micro Hei', 'DejaVu Sans Mono'],
  ['droid/narrow', 'Droid Sans Fallback', 'Liberation Sans Narrow'],
];

interface Row {
  readonly code: string;
  readonly name: string;
  readonly amounts: readonly [total: bigint, basic: bigint, project: bigint];
}

const NAMES: readonly (readonly [code: string, name: string])[] = [
  ['2010301', '行政运行'],
  ['2010302', '一般行政管理事务'],
  ['2010350', '事业运行'],
  ['2080501', '行政单位离退休'],
  ['2080505', '机关事业单位基本养老保险缴费支出'],
  ['2080506', '机关事业单位职业年金缴费支出'],
  ['2101101', '行政单位医疗'],
  ['2101102', '事业单位医疗'],
  ['2210201', '住房公积金'],
  ['2210203', '购房补贴'],
];
const HIGHER: Readonly<Record<string, string>> = {
  '201': '一般公共服务支出',
  '20103': '政府办公厅（室）及相关机构事务',
  '208': '社会保障和就业支出',
  '20805': '行政事业单位养老支出',
  '210': '卫生健康支出',
  '21011': '行政事业单位医疗',
  '221': '住房保障支出',
  '22102': '住房改革支出',
};

function rowsOf(random: Random): Row[] {
  const amount = () => BigInt(Math.floor(10 ** (4 + 5 * random())));
  const leaves = NAMES.map(([code, name]): Row => {
    const [basic, project] = random() < 0.6 ? [amount(), 0n] : [0n, amount()];
    return { code, name, amounts: [basic + project, basic, project] };
  });
  const sum = (code: string): Row['amounts'] => {
    const own = leaves.filter((leaf) => leaf.code.startsWith(code));
    const of = (at: 0 | 1 | 2) => own.reduce((total, { amounts }) => total + amounts[at], 0n);
    return [of(0), of(1), of(2)];
  };
  const higher = Object.entries(HIGHER).map(([code, name]) => ({ code, name, amounts: sum(code) }));
  const all = [...leaves, ...higher].sort((a, b) => (a.code < b.code ? -1 : 1));
  return [...all, { code: '', name: '合计', amounts: sum('') }];
}

/** Names that no dictionary has: projects of a department's own. */
const PROJECTS =
  '购买政务服务窗口劳务 遗属生活困难补助 重点文物修缮工程 网格员待遇补贴 残疾人康复救助 粮食储备轮换差价 森林防火物资购置 校园保安服务外包 ' +
  '乡镇卫生院改扩建 河湖水质监测评估 非遗传承人补助 城区绿化养护项目 招商引资奖励资金 青少年活动中心运行 退役军人优抚慰问 科技特派员工作经费 ' +
  '食品药品抽检 禁毒宣传教育 民兵训练器材 档案数字化加工 综治视联网租赁 危房改造贴息 扶贫产业技术指导 婚姻登记处搬迁 公墓道路硬化 ' +
  '疫苗冷链设备更新 审计委托中介费 信访积案化解 烈士陵园维护 农机购置累加补贴 人才公寓租金 职业技能鉴定 志愿者保险 殡葬惠民减免 ' +
  '油茶低产林改造 病死畜禽无害化处理 普惠托育示范 驻村第一书记经费 污水处理厂提标 地质灾害点监测 奖励金及清退费 土地出让收益返还';

function projectsOf(random: Random): Row[] {
  const names = PROJECTS.split(' ')
    .map((name) => ({ name, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, 18);
  const rows = names.map(({ name }): Row => {
    const amount = BigInt(Math.floor(10 ** (4 + 5 * random())));
    const [basic, project] = random() < 0.7 ? [amount, 0n] : [0n, amount];
    return { code: '', name, amounts: [amount, basic, project] };
  });
  const of = (at: 0 | 1 | 2) => rows.reduce((total, { amounts }) => total + amounts[at], 0n);
  return [{ code: '', name: '合计', amounts: [of(0), of(1), of(2)] }, ...rows];
}

/** A table of one page: its title, heads, measures of its columns of amounts and rows. */
interface Sheet {
  readonly kind: StatementKind;
  readonly title: string;
  readonly heads: readonly string[];
  readonly measures: readonly [Measure, Measure, Measure];
  readonly rows: readonly Row[];
}

function sheetsOf(random: Random): Sheet[] {
  return [
    {
      kind: 'general_expenditure',
      title: '2025年部门一般公共预算支出功能分类预算表',
      heads: ['科目编码', '科目名称', '合计', '基本支出', '项目支出'],
      measures: ['total', 'basic', 'project'],
      rows: rowsOf(random),
    },
    {
      kind: 'project_expenditure',
      title: '2025年项目支出预算表',
      heads: ['项目名称', '合计', '一般公共预算', '政府性基金预算'],
      measures: ['total', 'general_public', 'government_fund'],
      rows: projectsOf(random),
    },
  ];
}

function money(fen: bigint): string {
  const text = fen.toString().padStart(3, '0');
  return `${text.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${text.slice(-2)}`;
}

function drawn({ title, heads, rows }: Sheet, han: string, digits: string, { dpi, name: mode }: Mode): Canvas {
  const z = dpi / 72;
  const canvas = createCanvas(Math.round(595 * z), Math.round(842 * z));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = context.strokeStyle = '#111';
  context.scale(z, z);
  const write = (text: string, x: number, y: number, size: number, align: 'left' | 'right' | 'center') => {
    context.font = `${size}px ${/^[\d.,]+$/.test(text) ? `"${digits}", ` : ''}"${han}"`;
    context.textAlign = align;
    context.fillText(text, x, y);
  };
  write(title, 297, 80, 17, 'center');
  write('编制部门：某市政务服务管理局', 50, 112, 10, 'left');
  write('单位：元', 545, 112, 10, 'right');
  const coded = heads.length > 4;
  const xs = [50, ...(coded ? [120] : []), 290, 375, 460, 545];
  const left = xs.at(-5) ?? 0;
  const height = 26;
  ruled(context, xs, 120, height, rows.length + 1);
  for (const [at, head] of heads.entries()) write(head, ((xs[at] ?? 0) + (xs[at + 1] ?? 0)) / 2, 137, 10, 'center');
  rows.forEach(({ code, name, amounts }, at) => {
    const y = 120 + (at + 1) * height + 17;
    if (coded) write(code, 54, y, 10, 'left');
    write(name, left + 4, y, name.length > 15 ? 9 : 10, 'left');
    context.fillStyle = mode === 'red' ? '#d01818' : '#111';
    amounts.forEach((fen, column) => {
      if (fen !== 0n) write(money(fen), (xs[xs.length - 3 + column] ?? 0) - 4, y, 10, 'right');
    });
    context.fillStyle = '#111';
  });
  return canvas;
}

function ruled(context: SKRSContext2D, xs: readonly number[], top: number, height: number, rows: number): void {
  context.lineWidth = 0.6;
  const line = (x0: number, y0: number, x1: number, y1: number) => {
    context.beginPath();
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
    context.stroke();
  };
  for (let row = 0; row <= rows; row++) line(xs[0] ?? 0, top + row * height, xs.at(-1) ?? 0, top + row * height);
  for (const x of xs) line(x, top, x, top + rows * height);
}

interface Outcome {
  readonly all: number;
  readonly right: number;
  /** What is wrong without being shown, in words. */
  readonly silent: readonly string[];
  readonly asked: number;
}

function judge({ result }: Trace, sheets: readonly Sheet[]): Outcome {
  const wanted = new Map<string, bigint>();
  for (const { kind, measures, rows } of sheets)
    for (const { code, name, amounts } of rows)
      measures.forEach((measure, at) => {
        if (amounts[at] !== 0n) wanted.set(`${kind} ${code || name}|${measure}`, amounts[at] ?? 0n);
      });
  const all = wanted.size;
  const asked = new Set(
    result.reconciliation.verdicts
      .filter(({ needsReview }) => needsReview)
      .map(({ ref }) => `${ref.statement}/${ref.amount}`),
  );
  let right = 0;
  const silent: string[] = [];
  for (const statement of result.statements)
    for (const amount of statement.amounts) {
      const line = statement.lines[amount.line];
      const verdict = result.reconciliation.verdicts.find(
        ({ ref }) => ref.statement === statement.index && ref.amount === amount.index,
      );
      const key = `${statement.kind} ${line?.code ?? line?.name}|${amount.measure}`;
      const good = wanted.get(key) === verdict?.fen;
      if (good && wanted.delete(key)) right++;
      else if (!asked.has(`${statement.index}/${amount.index}`))
        silent.push(`${key} ${verdict?.fen} for ${wanted.get(key) ?? 'none'}`);
    }
  return { all, right, silent, asked: asked.size };
}

/** Which scans are made: modes by name (null for all), figures by seed, kept in a folder where one is given. */
interface DeviceOptions {
  readonly modes: readonly string[] | null;
  readonly seed: number;
  readonly keep: string | null;
}

/**
 * Reads scans of our own, made by each device in each family of type, and says how many amounts are right, how many
 * silently wrong and how many are shown for review.
 */
export async function benchDevices({ modes, seed, keep }: DeviceOptions): Promise<boolean> {
  const declarations = loadDeclarations([OWN_PIPELINES], []);
  const recogniser = openRecogniser();
  const scan = { recogniser, cache: null, when: 'auto', dpi: null } as const;
  const silent: string[] = [];
  const families = FAMILIES.filter(([, han, digits]) => GlobalFonts.has(han) && GlobalFonts.has(digits));
  for (const [number, mode] of MODES.entries()) {
    if (modes !== null && !modes.includes(mode.name)) continue;
    const cells: string[] = [];
    for (const [at, [name, han, digits]] of families.entries()) {
      const random = seeded(seed * 1000 + number * 100 + at + 1);
      const sheets = sheetsOf(random);
      const pages = sheets.map((sheet) => mode.change(drawn(sheet, han, digits, mode), random));
      const bytes = await scanned(pages, mode);
      if (keep !== null) writeFileSync(join(keep, `${mode.name}-${name.replace('/', '_')}-${seed}.pdf`), bytes);
      const outcome = judge(await readDocument(bytes, { openPdf, declarations, scan }), sheets);
      silent.push(...outcome.silent.map((wrong) => `${mode.name} ${name}: ${wrong}`));
      const untold = outcome.silent.length > 0 ? ` SILENT ${outcome.silent.length}` : '';
      cells.push(`${name} ${outcome.right}/${outcome.all}${untold} (${outcome.asked})`);
    }
    console.log(`devices  ${mode.name.padEnd(8)}${cells.join(' · ')}`);
  }
  for (const wrong of silent) console.log(`         silent: ${wrong}`);
  await recogniser.close();
  return silent.length === 0;
}

/** A document that shows the pictures. */
async function scanned(pages: readonly Canvas[], { inPixels }: Mode): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (const page of pages) {
    const image = await document.embedPng(await page.encode('png'));
    const [width, height] = inPixels ? [page.width, page.height] : [595, 842];
    document.addPage([width, height]).drawImage(image, { x: 0, y: 0, width, height });
  }
  return document.save();
}
