import type { OnnxRuntime } from '../onnx-runtime.ts';
import { addConstant, addWhole, type Graph, MICROSOFT, modelOf, step } from './graph.ts';
import { type Field, message, text, whole } from './protobuf.ts';

/** Numbers of fields in onnx.proto: of a model, of its operators, of a graph, of what it takes, and of a type. */
const MODEL = { version: 1, operators: 8, written: 8 } as const;
const OPERATORS = { domain: 1, version: 2, taken: 10 } as const;
const GRAPH = { name: 2, input: 11, output: 12 } as const;
const VALUE = { name: 1, type: 2, tensor: 1, element: 1, shape: 2, dim: 1, length: 1, float: 1 } as const;

/** Products of a sum, and columns: at least so many as a kernel takes at once. */
const ROWS = 64;
const COLUMNS = 16;
/** The largest weight. */
const WEIGHT = 127;
/** How far off a sum may be, in parts of it: rounding of the steps, no more. */
const NEAR = 1e-4;

/**
 * Whether a runtime sums products of eight bits exactly here. Processors with vector instructions but none for networks
 * (x86 before VNNI) hold pairs of products in sixteen bits and cut off what is larger; there, and where the runtime does not
 * know the step at all, the network is better left as it is.
 */
export async function sumsExactly(runtime: OnnxRuntime): Promise<boolean> {
  try {
    const session = await runtime.load(largestSums());
    const ones = new Float32Array(ROWS).fill(1);
    const { y: output } = await session.run({ x: await runtime.tensor(ones, [1, ROWS]) });
    const sums = [...(output?.data ?? [])].map(Number);
    return sums.length === COLUMNS && sums.every((sum) => Math.abs(sum / (ROWS * WEIGHT) - 1) < NEAR);
  } catch {
    return false;
  }
}

/** A network of one step: the largest values of eight bits times the largest weights. */
function largestSums(): Uint8Array {
  const graph: Graph = {
    nodes: [],
    constants: new Map(),
    about: [
      whole(MODEL.version, MODEL.written),
      message(MODEL.operators, [text(OPERATORS.domain, ''), whole(OPERATORS.version, OPERATORS.taken)]),
    ],
    rest: [
      text(GRAPH.name, 'sums'),
      message(GRAPH.input, infoOf('x', [1, ROWS])),
      message(GRAPH.output, infoOf('y', [1, COLUMNS])),
    ],
    added: new Set(),
  };
  const weights = addWhole(graph, [ROWS, COLUMNS], new Int8Array(ROWS * COLUMNS).fill(WEIGHT));
  const steps = addConstant(graph, { dims: [COLUMNS], data: new Float32Array(COLUMNS).fill(1) });
  graph.nodes = [step('DynamicQuantizeMatMul', ['x', weights, steps], 'y', {}, MICROSOFT)];
  return modelOf(graph);
}

function infoOf(name: string, dims: readonly number[]): Field[] {
  const shape = dims.map((length) => message(VALUE.dim, [whole(VALUE.length, length)]));
  const tensor = [whole(VALUE.element, VALUE.float), message(VALUE.shape, shape)];
  return [text(VALUE.name, name), message(VALUE.type, [message(VALUE.tensor, tensor)])];
}
