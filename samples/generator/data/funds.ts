import { type Accounts, type EconomicFigure, type Fund, thisYear } from '../accounts.ts';
import { wan } from '../figures.ts';
import type { FinalAccounts } from './final.ts';

const economic = (code: string, government: string, kind: EconomicFigure['kind'], amount: string): EconomicFigure => ({
  code,
  government,
  kind,
  amount: wan(amount),
});
const fun = (code: string, basic: string, project: string, fund: Fund = 'general_public') => ({
  code,
  basic: wan(basic),
  project: wan(project),
  fund,
});

const OFFICE = '临江县教育体育局';
const SCHOOL = '临江县第一小学';
const project = (unit: string, name: string, amount: string, fund: Fund = 'general_public') => ({
  unit,
  name,
  amount: wan(amount),
  fund,
});

/** An invented office with money from everywhere: all funds, carried over, both units, every item of “三公”. */
export const EVERY_FUND: Accounts = {
  department: OFFICE,
  year: 2024,
  functions: [
    { ...fun('2019999', '0', '40.00'), carried: wan('18.75') },
    fun('2050202', '1820.40', '312.00'),
    fun('2050202', '0', '46.50', 'special_account'),
    fun('2050202', '0', '28.30', 'unit_funds'),
    fun('2080505', '210.36', '0'),
    fun('2080506', '105.18', '0'),
    fun('2101102', '96.42', '0'),
    fun('2120801', '0', '85.00', 'government_fund'),
    fun('2120803', '0', '640.00', 'government_fund'),
    fun('2210201', '157.77', '0'),
    fun('2230105', '0', '9.80', 'state_capital'),
    fun('2296003', '0', '12.60', 'government_fund'),
  ],
  economics: [
    economic('30101', '50501', 'personnel', '620.10'),
    economic('30102', '50101', 'personnel', '188.25'),
    economic('30103', '50101', 'personnel', '51.68'),
    economic('30107', '50501', 'personnel', '702.44'),
    economic('30108', '50102', 'personnel', '210.36'),
    economic('30109', '50102', 'personnel', '105.18'),
    economic('30110', '50102', 'personnel', '96.42'),
    economic('30112', '50102', 'personnel', '8.30'),
    economic('30113', '50103', 'personnel', '157.77'),
    economic('30201', '50201', 'public', '82.40'),
    economic('30205', '50201', 'public', '6.15'),
    economic('30206', '50201', 'public', '14.88'),
    economic('30211', '50201', 'public', '9.60'),
    economic('30213', '50201', 'public', '21.00'),
    economic('30216', '50203', 'public', '5.25'),
    economic('30217', '50206', 'public', '2.40'),
    economic('30228', '50201', 'public', '26.31'),
    economic('30229', '50201', 'public', '18.72'),
    economic('30231', '50208', 'public', '7.50'),
    economic('30239', '50201', 'public', '3.86'),
    economic('30299', '50299', 'public', '11.06'),
    economic('30302', '50905', 'personnel', '35.20'),
    economic('30309', '50901', 'personnel', '1.30'),
    economic('31002', '50306', 'public', '4.00'),
  ],
  projects: [
    project(OFFICE, '校园周边道路建设', '640.00', 'government_fund'),
    project(OFFICE, '校舍建设征地补偿', '85.00', 'government_fund'),
    project(OFFICE, '健身设施更新', '12.60', 'government_fund'),
    project(OFFICE, '退休人员社会化管理补助', '9.80', 'state_capital'),
    { ...project(OFFICE, '校园安全专项', '40.00'), carried: wan('18.75') },
    project(SCHOOL, '义务教育学校运转补助', '312.00'),
    project(SCHOOL, '课后服务', '46.50', 'special_account'),
    project(SCHOOL, '捐资助学', '28.30', 'unit_funds'),
  ],
  fundRevenue: [
    { code: '1030148', amount: wan('725.00') },
    { code: '1030155', amount: wan('12.60') },
  ],
  capitalRevenue: [{ code: '1030601', amount: wan('9.80') }],
  agency: [
    { unit: OFFICE, amount: wan('61.20') },
    { unit: SCHOOL, amount: wan('18.45') },
  ],
  abroad: wan('3.20'),
  reception: wan('2.40'),
  vehiclePurchase: wan('18.00'),
  vehicleOperation: wan('7.50'),
  change: wan('146.08'),
};

/** The same office where a form knows no carry-over. */
export const EVERY_FUND_THIS_YEAR: Accounts = {
  ...thisYear(EVERY_FUND),
  projects: EVERY_FUND.projects.map(({ carried: _carried, ...line }) => line),
};

/** What the same office accounts for in the end. */
export const EVERY_FUND_SPENT: FinalAccounts = {
  ...EVERY_FUND_THIS_YEAR,
  otherRevenue: { code: '2050202', amount: wan('3.15') },
  opening: wan('21.40'),
  appropriationOpening: wan('12.00'),
  receptionPlanned: wan('3.00'),
};
