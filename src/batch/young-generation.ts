import { setFlagsFromString } from 'node:v8';

/**
 * From now on, V8 keeps the space for new objects (新生代) at the size it has. It would double it time after time, to 64 MB,
 * in a process that writes thousands of documents and never needs more than one of them. For programs that run for long
 * and compute little; the flag is one of those that V8 asks for whenever it would let that space grow.
 */
export function keepYoungGeneration(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
