/** The little that the tests use of SQLite 3.31 in WebAssembly. */
declare module 'sql.js' {
  export interface SqlJs {
    Database: new (
      bytes: Uint8Array,
    ) => {
      exec(sql: string): { columns: string[]; values: unknown[][] }[];
      close(): void;
    };
  }
  export default function initSqlJs(options: { wasmBinary: Uint8Array }): Promise<SqlJs>;
}
