import { afterEach, expect, test, vi } from 'vitest';
import { reviewerOf } from '../../src/cli/commands/correct.ts';

const os = vi.hoisted(() => ({ named: true }));
vi.mock('node:os', async (original) => {
  const real = await original<typeof import('node:os')>();
  const userInfo = () => {
    // What Node says in a container that runs as a number of its own.
    if (!os.named) throw new Error('A system error occurred: uv_os_get_passwd returned ENOENT');
    return { ...real.userInfo(), username: 'reviewer-a' };
  };
  return { ...real, userInfo };
});
afterEach(() => vi.unstubAllEnvs());

test('who decides is who is named, then whom the environment names, then who is logged in, by number if need be', () => {
  vi.stubEnv('YUSUAN_REVIEWER', undefined);
  expect(reviewerOf({})).toBe('reviewer-a');
  os.named = false;
  expect(reviewerOf({})).toMatch(/^uid (\d+|\?)$/);
  vi.stubEnv('YUSUAN_REVIEWER', '复核甲');
  expect(reviewerOf({})).toBe('复核甲');
  expect(reviewerOf({ reviewer: '复核乙' })).toBe('复核乙');
});
