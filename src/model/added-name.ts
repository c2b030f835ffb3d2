/** How a statement or measure that a declaration added is called (另加的报表、列的名称). */
export interface AddedName {
  readonly what: 'statement' | 'measure';
  readonly key: string;
  readonly zh: string;
  readonly en: string;
}
