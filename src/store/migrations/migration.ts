/** One step of the schema (迁移). Published steps are never edited: a change is a new step. */
export interface Migration {
  /** 1, 2, 3 …; becomes the database's `user_version`. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** Instead of `sql` where that says what PostgreSQL has no words for (docs/store.md). */
  readonly postgres?: string;
}
