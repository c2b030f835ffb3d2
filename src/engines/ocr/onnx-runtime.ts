import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InferenceSession, Tensor } from 'onnxruntime-node';

const require = createRequire(import.meta.url);

/** What reads with a network: ONNX Runtime, in machine code or in WebAssembly. */
export interface OnnxRuntime {
  readonly id: 'onnxruntime-1.30.0' | 'onnxruntime-wasm-1.30.0';
  load(model: Uint8Array): Promise<InferenceSession>;
  tensor(data: Float32Array, dims: readonly number[]): Promise<Tensor>;
}

/** Documents are read side by side by processes of their own: one thread each. */
const ONE_THREAD = { intraOpNumThreads: 1, interOpNumThreads: 1 } as const;

/** The WebAssembly build as the package carries it: no script has to run and nothing is fetched to install it. */
const CARRIED = join(import.meta.dirname, '..', '..', 'onnxruntime-wasm');
const ENTRY = 'ort.wasm.min.mjs';
const BINARY = 'ort-wasm-simd-threaded.wasm';

/** The files of the WebAssembly build, as scripts/build.ts copies them from onnxruntime-web. */
export const WASM_FILES: readonly string[] = [ENTRY, BINARY, 'ort-wasm-simd-threaded.mjs'];

type Module = Pick<typeof import('onnxruntime-node'), 'InferenceSession' | 'Tensor' | 'env'>;

/**
 * The fastest runtime that loads here. onnxruntime-node is an optional dependency: where its post-install script fails,
 * npm leaves it out without a word, and the WebAssembly build reads the same, three to four times slower.
 */
export function onnxRuntime(only: 'native' | 'wasm' | 'any' = 'any'): OnnxRuntime | null {
  if (only !== 'wasm' && nativeLoads()) return native();
  const folder = only === 'native' ? null : wasmFolder();
  return folder === null ? null : wasm(folder);
}

function nativeLoads(): boolean {
  try {
    require('onnxruntime-node');
    return true;
  } catch {
    return false;
  }
}

function native(): OnnxRuntime {
  const module = () => import('onnxruntime-node');
  return {
    id: 'onnxruntime-1.30.0',
    load: async (model) => (await module()).InferenceSession.create(model, ONE_THREAD),
    tensor: async (data, dims) => new (await module()).Tensor('float32', data, [...dims]),
  };
}

/** Carried by the package, or in a checkout beside the other packages. */
function wasmFolder(): string | null {
  if (existsSync(join(CARRIED, ENTRY))) return CARRIED;
  try {
    return join(require.resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'), '..');
  } catch {
    return null;
  }
}

function wasm(folder: string): OnnxRuntime {
  let loading: Promise<Module> | null = null;
  const load = async (): Promise<Module> => {
    const module: Module = await import(pathToFileURL(join(folder, ENTRY)).href);
    module.env.wasm.numThreads = 1;
    module.env.wasm.wasmPaths = pathToFileURL(`${folder}/`).href;
    return module;
  };
  const module = () => {
    loading ??= load();
    return loading;
  };
  return {
    id: 'onnxruntime-wasm-1.30.0',
    load: async (model) => {
      const { InferenceSession } = await module();
      return InferenceSession.create(model, { ...ONE_THREAD, executionProviders: ['wasm'] });
    },
    tensor: async (data, dims) => new (await module()).Tensor('float32', data, [...dims]),
  };
}
