import type { Accounts, EconomicFigure } from '../accounts.ts';
import { type Fen, wan } from '../figures.ts';

const economic = (code: string, kind: EconomicFigure['kind'], amount: string): EconomicFigure => ({
  code,
  government: '50101',
  kind,
  amount: wan(amount),
});
const fun = (code: string, basic: string, project: string) => ({ code, basic: wan(basic), project: wan(project) });

/** What a final account tells beyond expenditure. */
export interface FinalAccounts extends Accounts {
  /** Income from elsewhere, by 项. */
  readonly otherRevenue: { readonly code: string; readonly amount: Fen };
  readonly opening: Fen;
  readonly appropriationOpening: Fen;
  /** Budgets of 公务接待费, whose spending is `reception`. */
  readonly receptionPlanned: Fen;
}

const FINANCE = '滨江区财政局';

/** A district's finance office, in 万元; the size of its figures is that of published reports, the office is invented. */
export const FINANCE_OFFICE: FinalAccounts = {
  department: FINANCE,
  year: 2024,
  functions: [
    fun('2010601', '1503.51', '8.37'),
    fun('2010602', '0', '10.00'),
    fun('2010607', '0', '135.25'),
    fun('2010608', '0', '449.52'),
    fun('2080501', '84.65', '0'),
    fun('2080505', '160.75', '0'),
    fun('2080506', '80.38', '0'),
    fun('2080599', '0.94', '0'),
    fun('2101101', '60.99', '0'),
    fun('2210201', '187.19', '0'),
    fun('2210203', '258.50', '0'),
  ],
  economics: [
    economic('30101', 'personnel', '262.33'),
    economic('30102', 'personnel', '1238.58'),
    economic('30108', 'personnel', '160.75'),
    economic('30109', 'personnel', '80.38'),
    economic('30110', 'personnel', '60.99'),
    economic('30112', 'personnel', '1.61'),
    economic('30113', 'personnel', '187.19'),
    economic('30199', 'personnel', '91.02'),
    economic('30201', 'public', '21.21'),
    economic('30202', 'public', '7.61'),
    economic('30204', 'public', '0.09'),
    economic('30207', 'public', '4.88'),
    economic('30211', 'public', '1.20'),
    economic('30213', 'public', '2.83'),
    economic('30216', 'public', '4.05'),
    economic('30226', 'public', '2.01'),
    economic('30228', 'public', '24.42'),
    economic('30229', 'public', '42.77'),
    economic('30239', 'public', '48.49'),
    economic('30299', 'public', '11.51'),
    economic('30302', 'personnel', '69.10'),
    economic('30309', 'personnel', '0.31'),
    economic('31002', 'public', '13.58'),
  ],
  projects: [
    { unit: FINANCE, name: '财政信息化建设与运维', amount: wan('135.25') },
    { unit: FINANCE, name: '财政委托业务', amount: wan('449.52') },
    { unit: FINANCE, name: '日常业务经费', amount: wan('18.37') },
  ],
  agency: [{ unit: FINANCE, amount: wan('184.65') }],
  abroad: 0n,
  reception: wan('0.42'),
  vehiclePurchase: 0n,
  vehicleOperation: 0n,
  change: wan('-56.95'),
  otherRevenue: { code: '2010602', amount: wan('6.20') },
  opening: wan('49.14'),
  appropriationOpening: wan('21.63'),
  receptionPlanned: wan('0.95'),
};
