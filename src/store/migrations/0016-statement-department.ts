import type { Migration } from './migration.ts';

/**
 * The unit whose table a statement is, where it is not the document's department (部门汇总之后各单位的报表); NULL for all others,
 * and for what older versions read.
 */
export const statementDepartment: Migration = {
  number: 16,
  name: 'statement-department',
  sql: 'ALTER TABLE statement ADD COLUMN department TEXT;',
};
