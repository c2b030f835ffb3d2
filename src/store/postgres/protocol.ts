/** What the program asks of the thread that speaks with PostgreSQL, and what comes back. */
export type Request =
  | { readonly kind: 'open'; readonly connection: number; readonly address: string; readonly setup: string }
  | { readonly kind: 'query'; readonly connection: number; readonly query: Query }
  | { readonly kind: 'close'; readonly connection: number };

export interface Query {
  readonly text: string;
  /** null: sent as it is, perhaps several statements; else one statement with values. */
  readonly values: readonly unknown[] | null;
  /** The server keeps the plan of a statement that has a name. */
  readonly name?: string;
  /** May be sent again on a new connection when the old one broke: it changes nothing and no transaction is open. */
  readonly again: boolean;
}

export interface Rows {
  readonly names: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly count: number;
  /** `SELECT`, `COMMIT`, `ROLLBACK` …, of each statement. */
  readonly commands: readonly string[];
}

export type Answer = Rows | { readonly failed: { readonly message: string; readonly code: string } };
