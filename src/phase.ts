/** The four phases of the work, in their order. */
export const PHASE_NAMES = ['pages', 'tables', 'meaning', 'proof'] as const;
export type PhaseName = (typeof PHASE_NAMES)[number];

/**
 * One of the four phases (阶段): takes what the one before it left, and leaves its own artefact (中间结果), which stands
 * alone: written as JSON and read back, it gives the rest of the way the same result.
 */
export interface Phase<In, Out> {
  readonly name: PhaseName;
  run(input: In): Out;
  encode(artefact: Awaited<Out>): string;
  decode(json: string): Awaited<Out>;
}

/** A phase whose artefact is plain data with exact amounts. */
export function phase<In, Out>(name: PhaseName, run: (input: In) => Out): Phase<In, Out> {
  return {
    name,
    run,
    encode: (artefact) => toJson({ phase: name, artefact }),
    decode: (json) => artefactOf(name, json),
  };
}

/** Which phase left this artefact; null when it is none. */
export function phaseOf(json: string): PhaseName | null {
  const head = /^\{\s*"phase":\s*"([a-z]+)"/u.exec(json)?.[1];
  return PHASE_NAMES.find((name) => name === head) ?? null;
}

function artefactOf<T>(name: PhaseName, json: string): T {
  if (phaseOf(json) !== name) throw new TypeError(`not what the phase “${name}” leaves`);
  const { artefact }: { readonly artefact: T } = JSON.parse(json, exact);
  return artefact;
}

/** JSON has no integers of any size: each stands as text in an object of its own, wherever it occurs. */
function toJson(data: unknown): string {
  return JSON.stringify(data, (_key, value: unknown) => (typeof value === 'bigint' ? { $fen: `${value}` } : value));
}

function exact(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && '$fen' in value ? BigInt(String(value.$fen)) : value;
}
