import { expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { text } from '../support/sources.ts';

const compose = z
  .object({
    services: z.record(z.string(), z.object({ volumes: z.array(z.string()) })),
    volumes: z.record(z.string(), z.null()),
  })
  .parse(parse(text('deploy/compose.yaml')));
const WORK = /^WORKDIR (.+)$/m.exec(text('deploy/Containerfile'))?.[1] ?? '';

test('workers and page share the folder where fetched and dropped files are kept, and it outlives them', () => {
  const mounted = (service: string) =>
    compose.services[service]?.volumes.flatMap((one) => (one.endsWith(`:${WORK}`) ? one.split(':').slice(0, 1) : []));
  expect(mounted('worker')).toHaveLength(1);
  expect(mounted('review')).toEqual(mounted('worker'));
  expect(Object.keys(compose.volumes)).toEqual(expect.arrayContaining(mounted('worker') ?? []));
  // A new volume belongs to whom its folder in the image belongs to.
  expect(text('deploy/Containerfile')).toMatch(new RegExp(`chown node:node .*${WORK}`));
});

test('a worker of systemd may write where it works', () => {
  const unit = text('deploy/yusuan-worker.service');
  expect(unit).toMatch(/^StateDirectory=yusuan$/m);
  expect(unit).toMatch(/^WorkingDirectory=%S\/yusuan$/m);
});
