import { defineConfig } from 'vitest/config';

// Tests import real documents in real workers; a busy machine must not fail them.
export default defineConfig({ test: { include: ['test/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 120_000 } });
