import { setFlagsFromString } from 'node:v8';

/**
 * From now on, V8 keeps the space for new objects (新生代) at the size it has. It would double it time after time, to 64 MB,
 * in a process that writes thousands of documents and never needs more than one of them; and while threads of it go
 * through the whole heap, it lets that space grow as far as it likes, which is far on a machine where they have to wait.
 * So the whole heap is gone through at once: some 10 ms, every thousand documents. For programs that run for long and
 * compute little; the flags are among those that V8 asks for each time.
 */
export function keepYoungGeneration(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--no-incremental-marking');
}
