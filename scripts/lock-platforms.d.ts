/** A platform package that the lock file names without locking its version. */
export interface MissingPlatform {
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly dev: boolean;
}

export function missingPlatforms(lock: unknown): MissingPlatform[];
