import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The settings that a folder's `yusuan.yaml` makes: options by their long names, for all commands or for one. */
export interface Settings {
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export const SETTINGS_FILE = 'yusuan.yaml';

/** Reads the settings of the working folder, or of the file that YUSUAN_CONFIG names; null when there is none. */
export async function readSettings(env: NodeJS.ProcessEnv = process.env): Promise<Settings | null> {
  const named = env.YUSUAN_CONFIG;
  const path = resolve(named ?? SETTINGS_FILE);
  if (named === undefined && !existsSync(path)) return null;
  const text = readFileSync(path, 'utf8');
  // Most folders have no settings, and most commands need no YAML.
  const { parse } = await import('yaml');
  const found: unknown = parse(text);
  if (found === null) return { path, values: {} };
  if (typeof found !== 'object' || Array.isArray(found)) throw new Error('db: yusuan.sqlite …');
  return { path, values: Object.fromEntries(Object.entries(found)) };
}
