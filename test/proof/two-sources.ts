import { row, statement } from './build.ts';

export const revenue = { side: 'revenue' } as const;
export const expenditure = { side: 'expenditure' } as const;

/** A 收支总表 of a department that spends 300.40, 110.00 of it out of 事业收入 and 80.30 on pensions. */
export const BALANCE = statement('balance', [
  row('一般公共预算拨款收入', { total: '190.40' }, revenue),
  row('事业收入', { total: '110.00' }, revenue),
  row('收入总计', { total: '300.40' }, revenue),
  row('一般公共服务支出', { total: '220.10' }, { ...expenditure, standard: '201' }),
  row('社会保障和就业支出', { total: '80.30' }, { ...expenditure, standard: '208' }),
  row('支出总计', { total: '300.40' }, expenditure),
]);
