import { fen } from '../figures.ts';
import type { Entry, Ledger } from '../recombined/ledger.ts';

type Wan = readonly [personnel: string, open: string, project: string];

const entry = (unit: string, code: string, [personnel, open, project]: Wan): Entry => ({
  ...{ unit, code, personnel: fen(personnel, '万元'), public: fen(open, '万元'), project: fen(project, '万元') },
  carried: 0n,
});

/** A city's bureau of civil affairs with two units below it, as invented as the others. */
export const CIVIL_AFFAIRS: Ledger = {
  department: '临湖市民政局',
  year: 2026,
  units: [
    { code: '233001', name: '临湖市民政局（本级）' },
    { code: '233002', name: '临湖市救助管理站' },
    { code: '233003', name: '临湖市社会福利院' },
  ],
  entries: [
    entry('233001', '2010301', ['812.46', '96.30', '0']),
    entry('233001', '2010302', ['0', '0', '340.75']),
    entry('233001', '2080505', ['88.12', '0', '0']),
    entry('233001', '2210201', ['71.08', '0', '0']),
    entry('233002', '2010350', ['206.31', '24.90', '0']),
    entry('233002', '2010306', ['0', '0', '118.20']),
    entry('233002', '2080505', ['21.44', '0', '0']),
    entry('233003', '2010350', ['498.03', '61.25', '0']),
    entry('233003', '2060503', ['0', '0', '275.60']),
    entry('233003', '2210201', ['40.17', '0', '0']),
  ],
};
