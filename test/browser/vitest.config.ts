import { defineConfig } from 'vitest/config';

// One real browser at a time; the steps of a story follow each other.
export default defineConfig({
  test: {
    globalSetup: ['test/support/own-cache.ts'],
    include: ['test/browser/**/*.browser.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
