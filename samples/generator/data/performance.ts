import { totals } from '../accounts.ts';
import { yuan } from '../figures.ts';
import type { CatalogAgency } from '../forms/catalog.ts';
import type { IndicatorData, OverallData, ProjectData } from '../forms/performance.ts';
import { APPROVAL_OFFICE } from './shanxi.ts';

const indicator = (
  level1: string,
  level2: string,
  level3: string,
  operator: string,
  value: string,
  unit = '',
): IndicatorData => ({ level1, level2, level3, operator, value, unit });

const OFFICE = APPROVAL_OFFICE.department;

export const FIRE_REVIEW: ProjectData = {
  name: '消防设计审查',
  department: OFFICE,
  departmentCode: '023',
  unit: OFFICE,
  nature: '经常性项目（长期开展）',
  years: 99,
  funds: yuan('1270000'),
  reason: '承接建设工程消防验收、消防验收备案和消防设计审查等审批事项，2026年预计共需经费127万元。',
  goal: '保证全县建设工程消防验收和备案正常运转，降低企业审批成本，优化营商环境。',
  indicators: [
    indicator('产出指标', '数量指标', '建设工程消防设计审查数量', '≥', '17', '个'),
    indicator('产出指标', '数量指标', '专项整治消防设计数量', '≥', '4', '个'),
    indicator('产出指标', '质量指标', '验收合格率', '≥', '98', '%'),
    indicator('产出指标', '时效指标', '专项行动完成时间', '', '12月底前'),
    indicator('产出指标', '成本指标', '消防设计审查成本', '≤', '34', '万元'),
    indicator('效益指标', '社会效益', '服务效率', '', '提高'),
    indicator('效益指标', '社会效益', '审批事项正常运转', '', '保障'),
    indicator('满意度指标', '服务对象满意度', '相关人员满意度', '≥', '98', '%'),
  ],
};

export const SERVICE_PURCHASE: ProjectData = {
  name: '购买政务服务综合窗口服务经费',
  department: OFFICE,
  departmentCode: '023',
  unit: OFFICE,
  nature: '经常性项目（长期开展）',
  years: 99,
  funds: yuan('1580000'),
  reason: '以购买服务的形式安排综合窗口受理人员30人，经费主要用于支付人员工资和保险。',
  goal: '全面理顺窗口受理业务，缩短审批时间，提高政务服务受理效率。',
  indicators: [
    indicator('产出指标', '数量指标', '综合窗口人数', '', '30', '人'),
    indicator('产出指标', '质量指标', '工资发放达标率', '≥', '100', '%'),
    indicator('产出指标', '时效指标', '工资发放时间', '', '每季度'),
    indicator('产出指标', '成本指标', '人均月工资', '≤', '2150', '元/人/月'),
    indicator('效益指标', '社会效益', '大厅办事效率', '≥', '98', '%'),
    indicator('满意度指标', '服务对象满意度', '工作人员满意度', '≥', '96', '%'),
  ],
};

export const OVERALL: OverallData = {
  code: '023',
  department: OFFICE,
  strategy: '统筹推进政务服务体系建设，深化行政审批制度改革，持续优化营商环境。',
  ...totals(APPROVAL_OFFICE),
  indicators: [
    indicator('产出指标', '数量指标', '受理审批事项', '≥', '50000', '件'),
    indicator('产出指标', '数量指标', '办公用房面积', '', '7509', '平方米'),
    indicator('产出指标', '质量指标', '按时办结率', '≥', '98', '%'),
    indicator('效益指标', '社会效益', '营商环境', '', '提升'),
    indicator('满意度指标', '服务对象满意度', '办事群众满意度', '≥', '95', '%'),
  ],
};

export const CATALOG: readonly CatalogAgency[] = [
  {
    agency: '人民政府办公厅（室）',
    entries: [
      ['A', '公共服务'],
      ['A15', '公共信息与宣传服务'],
      ['A1501', '公共信息服务'],
      ['A150101', '政府信息公开平台建设与维护服务'],
      ['A1502', '公共公益宣传服务'],
      ['A150201', '政策宣传服务'],
      ['B', '政府履职辅助性服务'],
      ['B01', '法律服务'],
      ['B0101', '法律顾问服务'],
      ['B010101', '合同审查服务'],
    ],
  },
  {
    agency: '行政审批服务管理局',
    entries: [
      ['A', '公共服务'],
      ['A16', '行业管理服务'],
      ['A1605', '行业统计分析服务'],
      ['A160501', '营商环境评价服务'],
      ['B', '政府履职辅助性服务'],
      ['B05', '技术业务培训服务'],
      ['B0501', '业务培训服务'],
      ['B050101', '窗口人员培训服务'],
    ],
  },
];
