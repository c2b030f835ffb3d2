import { defineConfig } from 'vitest/config';

const common = {
  // Tests import real documents in real workers; a busy machine must not fail them.
  ...{ testTimeout: 120_000, hookTimeout: 120_000 },
  globalSetup: ['test/support/own-cache.ts'],
};

/** Folders whose tests call pure functions: nothing is left behind that another file of them could see. */
const PURE = ['test/{declare,geometry,meaning,messages,model,pages,proof,properties,tables,words}/**/*.test.ts'];

/** Tests of what only a file has: its header, its locks, its older versions, other programs that open it. */
const FILE_ONLY = ['test/store/{any-sqlite,codes-and-data,open,contract}.test.ts'];

export default defineConfig({
  test: {
    // Vitest leaves one processor free; here many tests wait for programs that they started, and two do it side by side.
    maxWorkers: '100%',
    projects: [
      // One process for many files: loading the program anew for each took longer than its tests.
      { test: { ...common, name: 'pure', include: PURE, isolate: false } },
      { test: { ...common, name: 'sqlite', include: ['test/**/*.test.ts'], exclude: [...PURE, 'test/postgres/**'] } },
      // The store and the review page again, on a PostgreSQL that the tests start.
      {
        test: {
          ...common,
          name: 'postgres',
          include: ['test/{store,review,postgres}/**/*.test.ts'],
          exclude: FILE_ONLY,
          globalSetup: [...common.globalSetup, 'test/postgres/setup.ts'],
        },
      },
    ],
  },
});
