import { records } from './0001-records.ts';
import { report } from './0002-report.ts';
import { checkPage } from './0003-check-page.ts';
import { anySqlite } from './0004-any-sqlite.ts';
import { placement } from './0005-placement.ts';
import { codesAndData } from './0006-codes-and-data.ts';
import { coverage } from './0007-coverage.ts';
import { findingMarks } from './0008-finding-marks.ts';
import { portableViews } from './0009-portable-views.ts';
import { editedWords } from './0010-edited-words.ts';
import { versions } from './0011-versions.ts';
import { search } from './0012-search.ts';
import { reviewers } from './0013-reviewers.ts';
import { openCounts } from './0014-open-counts.ts';
import { addedNames } from './0015-added-names.ts';
import { statementDepartment } from './0016-statement-department.ts';
import type { Migration } from './migration.ts';

export type { Migration } from './migration.ts';

export const MIGRATIONS: readonly Migration[] = [
  records,
  report,
  checkPage,
  anySqlite,
  placement,
  codesAndData,
  coverage,
  findingMarks,
  portableViews,
  editedWords,
  versions,
  search,
  reviewers,
  openCounts,
  addedNames,
  statementDepartment,
];
