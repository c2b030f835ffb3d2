import type { Accounts, EconomicFigure } from '../accounts.ts';
import { yuan } from '../figures.ts';

const economic = (code: string, government: string, kind: EconomicFigure['kind'], amount: string): EconomicFigure => ({
  code,
  government,
  kind,
  amount: yuan(amount),
});
const fun = (code: string, basic: string, project: string) => ({ code, basic: yuan(basic), project: yuan(project) });

const COMMERCE = '滨江区商务委员会';

/** A city district's commission, in whole 元; the size of its figures is that of published reports, the body is invented. */
export const COMMERCE_COMMISSION: Accounts = {
  department: COMMERCE,
  year: 2025,
  functions: [
    fun('2011301', '9389913', '0'),
    fun('2011302', '0', '4545000'),
    fun('2011350', '2901820', '0'),
    fun('2011399', '0', '4765000'),
    fun('2060503', '0', '17200000'),
    fun('2080501', '1661216', '0'),
    fun('2080502', '17280', '0'),
    fun('2080505', '1410886', '0'),
    fun('2080506', '705443', '0'),
    fun('2080599', '13260', '0'),
    fun('2101101', '631941', '0'),
    fun('2101102', '249862', '0'),
    fun('2150899', '0', '293810000'),
    fun('2169999', '0', '31364000'),
    fun('2210201', '1361034', '0'),
    fun('2210203', '1488000', '0'),
  ],
  economics: [
    economic('30101', '50101', 'personnel', '1952616'),
    economic('30102', '50101', 'personnel', '7533376'),
    economic('30107', '50501', 'personnel', '1852114'),
    economic('30108', '50102', 'personnel', '1410886'),
    economic('30109', '50102', 'personnel', '705443'),
    economic('30110', '50102', 'personnel', '881803'),
    economic('30112', '50102', 'personnel', '36918'),
    economic('30113', '50103', 'personnel', '1361034'),
    economic('30199', '50199', 'personnel', '936867'),
    economic('30201', '50201', 'public', '273900'),
    economic('30202', '50201', 'public', '5000'),
    economic('30204', '50201', 'public', '1500'),
    economic('30207', '50201', 'public', '15000'),
    economic('30211', '50201', 'public', '80000'),
    economic('30213', '50201', 'public', '10000'),
    economic('30216', '50203', 'public', '5000'),
    economic('30217', '50206', 'public', '10000'),
    economic('30226', '50201', 'public', '25000'),
    economic('30227', '50201', 'public', '180000'),
    economic('30228', '50201', 'public', '194962'),
    economic('30229', '50201', 'public', '423360'),
    economic('30239', '50201', 'public', '284480'),
    economic('30299', '50299', 'public', '123860'),
    economic('30301', '50905', 'personnel', '251936'),
    economic('30302', '50905', 'personnel', '1197600'),
    economic('31002', '50306', 'public', '78000'),
  ],
  projects: [
    { unit: COMMERCE, name: '产业发展专项', amount: yuan('293810000') },
    { unit: COMMERCE, name: '商业转型升级专项', amount: yuan('31364000') },
    { unit: COMMERCE, name: '科技创新专项', amount: yuan('17200000') },
    { unit: COMMERCE, name: '日常业务经费', amount: yuan('9310000') },
  ],
  agency: [{ unit: COMMERCE, amount: yuan('1710062') }],
  abroad: 0n,
  reception: yuan('10000'),
  vehiclePurchase: 0n,
  vehicleOperation: 0n,
  change: yuan('-12480000'),
};
