import type { FormWords } from '../../declare/forms.ts';
import type { Classification } from '../../model/classified.ts';
import type { Report } from '../../model/form.ts';
import type { PageLayout } from '../../model/grid.ts';
import type { Unit } from '../../model/money.ts';
import type { Outcome } from '../../model/note.ts';
import type { Table } from '../../model/table.ts';

/** What the forms stage needs of a pipeline's declarations. */
export interface FormsPipeline {
  readonly formWords: FormWords;
  readonly kind: { readonly default_unit: Unit };
}

export interface FormsOptions {
  /** Keep names and telephone numbers of 负责人, 经办人 and the like; they are left out by default. */
  readonly keepContacts?: boolean;
}

/**
 * Everything beside the statements: performance targets, projects, the purchase catalogue, assets, procurement, staff
 * and the chapters' text.
 */
export function forms(
  tables: readonly Table[],
  layouts: readonly PageLayout[],
  classification: Classification | null,
  pipeline: FormsPipeline,
  options: FormsOptions = {},
): Outcome<Report> {
  void [tables, layouts, classification, pipeline, options];
  return {
    value: {
      ...{ indicators: [], projects: [], catalog: [], fields: [], assets: [], procurement: [], staff: [] },
      ...{ institutions: [], chapters: [] },
    },
    notes: [],
  };
}
