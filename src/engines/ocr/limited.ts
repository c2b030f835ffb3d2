import { PageTooCostly, type Recogniser } from '../../model/raster.ts';

/** Seconds of processor time that one page may take: a page of six hundred cells takes eight. */
const PAGE_SECONDS = 20;
/** The same where the line reader runs in WebAssembly, which takes three to four times as long. */
const SLOW_SECONDS = 60;

function secondsFor({ id }: Recogniser): number {
  return id.includes('wasm') ? SLOW_SECONDS : PAGE_SECONDS;
}

/** Processor time of this process, all threads, in seconds: a busy machine makes no page more costly. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/**
 * The same readers for one page, from now on: they give up when the page has had its time, whatever took it.
 * @throws PageTooCostly from any reading, and any question whether there is time left, after that.
 */
export function limited(
  recogniser: Recogniser,
  clock = processorSeconds,
  seconds = secondsFor(recogniser),
): Recogniser {
  const end = clock() + seconds;
  const inTime = () => {
    if (clock() > end) throw new PageTooCostly(seconds);
  };
  const within = async <T>(read: () => Promise<T>): Promise<T> => {
    inTime();
    return read();
  };
  const { id, blocks, lines } = recogniser;
  return {
    id,
    blocks: { id: blocks.id, read: (image, hint) => within(() => blocks.read(image, hint)) },
    inTime,
    lines: lines && { id: lines.id, readLine: (line, squeeze) => within(() => lines.readLine(line, squeeze)) },
  };
}
