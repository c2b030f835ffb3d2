import { defineConfig } from 'vitest/config';

// Tests import real documents in real workers; a busy machine must not fail them.
const patience = { testTimeout: 120_000, hookTimeout: 120_000 };

/** Tests of what only a file has: its header, its locks, its older versions, other programs that open it. */
const FILE_ONLY = ['test/store/{any-sqlite,codes-and-data,open,contract}.test.ts'];

export default defineConfig({
  test: {
    projects: [
      { test: { ...patience, name: 'sqlite', include: ['test/**/*.test.ts'], exclude: ['test/postgres/**'] } },
      // The store and the review page again, on a PostgreSQL that the tests start.
      {
        test: {
          ...patience,
          name: 'postgres',
          include: ['test/{store,review,postgres}/**/*.test.ts'],
          exclude: FILE_ONLY,
          globalSetup: ['test/postgres/setup.ts'],
        },
      },
    ],
  },
});
