import {
  addConstant,
  addWhole,
  type Constant,
  type Graph,
  graphOf,
  MICROSOFT,
  modelOf,
  type Node,
  step,
  wholeAttribute,
} from './graph.ts';

/** Weights are whole numbers from minus this to this. With half as many, signs that differ by a stroke (入, 人) are confused. */
const MOST = 127;
/** Fewest channels of a convolution that is worth it: turning its values about costs what multiplying saves. */
const WIDE = 128;

/**
 * The same network multiplying in whole numbers (quantised, 量化): its convolutions of single values and its matrices take
 * weights of eight bits, each column with a step of its own, and values of eight bits with the steps of the line at hand
 * (dynamic quantisation). No page had a part in the making: nothing is fitted to typefaces. It takes little more than half
 * of the time, in machine code and in WebAssembly.
 */
export function inWholeNumbers(model: Uint8Array): Uint8Array {
  const graph = graphOf(model);
  const takers = takersByInput(graph);
  const done = new Set<Node>();
  graph.nodes = graph.nodes.flatMap((node) => {
    if (done.has(node)) return [];
    const convolved = pointwise(graph, node);
    if (convolved) return convolution(graph, node, convolved, swishAfter(node, takers, done));
    const matrix = node.op === 'MatMul' ? graph.constants.get(node.inputs[1] ?? '') : undefined;
    return matrix?.dims.length === 2
      ? [product(graph, node.inputs[0] ?? '', matrix, [], node.outputs[0] ?? '')]
      : [node];
  });
  return modelOf(graph);
}

function takersByInput({ nodes }: Graph): Map<string, Node[]> {
  const takers = new Map<string, Node[]>();
  for (const node of nodes)
    for (const input of node.inputs) {
      const known = takers.get(input);
      if (known) known.push(node);
      else takers.set(input, [node]);
    }
  return takers;
}

/** The weights of a wide convolution of single values, as a matrix from channels taken to channels given; null for others. */
function pointwise({ constants }: Graph, node: Node): Constant | null {
  const weights = node.op === 'Conv' ? constants.get(node.inputs[1] ?? '') : undefined;
  if (!weights) return null;
  const [given = 0, taken = 0, ...size] = weights.dims;
  const all = (name: string, value: number) => wholeAttribute(node, name).every((one) => one === value);
  const single = size.every((length) => length === 1) && all('strides', 1) && all('pads', 0) && all('group', 1);
  if (!single || given < WIDE || taken < WIDE) return null;
  const data = new Float32Array(weights.data.length);
  for (let from = 0; from < taken; from++)
    for (let to = 0; to < given; to++) data[from * given + to] = weights.data[to * taken + from] ?? 0;
  return { dims: [taken, given], data };
}

/** The steps of a hard-swish behind a convolution, which then are done before its values are turned back. */
interface Swish {
  readonly gate: Node;
  readonly times: Node;
}

function swishAfter(conv: Node, takers: ReadonlyMap<string, Node[]>, done: Set<Node>): Swish | null {
  const own = takers.get(conv.outputs[0] ?? '') ?? [];
  const gate = own.find(({ op }) => op === 'HardSigmoid');
  const times = own.find(({ op, inputs }) => op === 'Mul' && inputs.includes(gate?.outputs[0] ?? ''));
  if (!gate || !times || own.length !== 2 || takers.get(gate.outputs[0] ?? '')?.length !== 1) return null;
  done.add(gate);
  done.add(times);
  return { gate, times };
}

/** A convolution of single values as a product: channels last while it is done. */
function convolution(graph: Graph, conv: Node, weights: Constant, swish: Swish | null): Node[] {
  const output = conv.outputs[0] ?? '';
  const [turned, made, gate, swished] = ['turned', 'made', 'open', 'swished'].map((what) => `${output}.${what}`);
  const names = { turned: turned ?? '', made: made ?? '', gate: gate ?? '', swished: swished ?? '' };
  const steps = [
    step('Transpose', [conv.inputs[0] ?? ''], names.turned, { perm: { ints: [0, 2, 3, 1] } }),
    product(graph, names.turned, weights, conv.inputs.slice(2, 3), names.made),
  ];
  if (swish === null) return [...steps, step('Transpose', [names.made], output, { perm: { ints: [0, 3, 1, 2] } })];
  return [
    ...steps,
    { ...swish.gate, inputs: [names.made], outputs: [names.gate] },
    step('Mul', [names.made, names.gate], names.swished),
    step('Transpose', [names.swished], swish.times.outputs[0] ?? '', { perm: { ints: [0, 3, 1, 2] } }),
  ];
}

/** A product with a matrix in whole numbers, and what is added to each column. */
function product(graph: Graph, from: string, matrix: Constant, bias: readonly string[], output: string): Node {
  const { steps, whole } = quantised(matrix);
  const inputs = [from, addWhole(graph, matrix.dims, whole), addConstant(graph, steps)];
  // Without a name for the zero points these are zero.
  const added = bias.length > 0 ? ['', ...bias] : [];
  return step('DynamicQuantizeMatMul', [...inputs, ...added], output, {}, MICROSOFT);
}

/**
 * A matrix in whole numbers: per column the step by which they count, as fine as its largest weight allows. As many weights
 * of a column are rounded up as keeps its sum: what is multiplied is positive on the whole, and errors of one sign add up.
 */
export function quantised({ dims, data }: Constant): { readonly steps: Constant; readonly whole: Int8Array } {
  const [rows = 0, columns = 0] = dims;
  const steps = new Float32Array(columns).fill(1);
  const whole = new Int8Array(data.length);
  const over = new Float32Array(rows);
  for (let column = 0; column < columns; column++) {
    let most = 0;
    for (let at = column; at < data.length; at += columns) most = Math.max(most, Math.abs(data[at] ?? 0));
    if (most === 0) continue;
    steps[column] = most / MOST;
    let rest = 0;
    for (let at = column, row = 0; row < rows; at += columns, row++) {
      const value = ((data[at] ?? 0) * MOST) / most;
      const below = Math.floor(value);
      whole[at] = below;
      over[row] = value - below;
      rest += value - below;
    }
    // Those nearest to the next number go up: so many as make up for what was cut off.
    const limit = over.slice().sort()[rows - Math.round(rest)] ?? 2;
    for (let at = column, row = 0; row < rows; at += columns, row++)
      if ((over[row] ?? 0) >= limit && (over[row] ?? 0) > 0) whole[at] = (whole[at] ?? 0) + 1;
  }
  return { steps: { dims: [columns], data: steps }, whole };
}
