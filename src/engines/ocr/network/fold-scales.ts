import {
  addConstant,
  type Constant,
  floatAttribute,
  type Graph,
  graphOf,
  modelOf,
  type Node,
  step,
  wholeAttribute,
} from './graph.ts';

/**
 * The same network with less to do. PP-OCRv4 was trained with a factor and an offset before and after each hard-swish
 * (learnable affine blocks), and its file spells each hard-swish as four steps; a third of the time goes into these. Here
 * factors and offsets become part of the weights beside them, and a hard-swish two steps that ONNX Runtime knows as one.
 * What the network says stays the same but for rounding.
 */
export function foldScales(model: Uint8Array): Uint8Array {
  const graph = graphOf(model);
  // By name, since a step that takes in what stands before it is another one from then on.
  for (const name of graph.nodes.filter(({ op }) => op === 'Conv').map(outputOf)) {
    const conv = graph.nodes.find((node) => outputOf(node) === name);
    const own = conv && takeIn(graph, conv);
    const swish = own && hardSwish(graph, own);
    if (own && swish) handOn(graph, own, swish);
  }
  return modelOf(graph);
}

/** A factor and an offset for all values alike, and the steps that apply them. */
interface Affine {
  readonly factor: number;
  readonly offset: number;
  readonly steps: readonly [Node, Node];
  readonly output: string;
}

function takersOf({ nodes }: Graph, name: string): Node[] {
  return nodes.filter(({ inputs }) => inputs.includes(name));
}

function onlyTaker(graph: Graph, name: string, op: string): Node | null {
  const [taker, ...others] = takersOf(graph, name);
  return taker?.op === op && others.length === 0 ? taker : null;
}

/** The single number that a step takes beside `name`. */
function numberBeside({ constants }: Graph, { inputs }: Node, name: string): number | null {
  const data = constants.get(inputs.find((input) => input !== name) ?? '')?.data;
  return data?.length === 1 ? (data[0] ?? null) : null;
}

function outputOf({ outputs }: Node): string {
  return outputs[0] ?? '';
}

function affineAfter(graph: Graph, name: string): Affine | null {
  const times = onlyTaker(graph, name, 'Mul');
  const plus = times && onlyTaker(graph, outputOf(times), 'Add');
  if (!plus) return null;
  const factor = numberBeside(graph, times, name);
  const offset = numberBeside(graph, plus, outputOf(times));
  return factor === null || offset === null ? null : { factor, offset, steps: [times, plus], output: outputOf(plus) };
}

/** Takes factor and offset behind a convolution into its weights; the convolution that stands there now. */
function takeIn(graph: Graph, conv: Node): Node {
  const weights = graph.constants.get(conv.inputs[1] ?? '');
  const affine = affineAfter(graph, outputOf(conv));
  if (!weights || !affine) return conv;
  const { factor, offset } = affine;
  const bias = biasOf(graph, conv, weights).map((value) => value * factor + offset);
  const inputs = withWeights(graph, conv, { ...weights, data: weights.data.map((value) => value * factor) }, bias);
  const folded = { ...conv, inputs, outputs: [affine.output] };
  replace(graph, [conv, ...affine.steps], [folded]);
  return folded;
}

function biasOf({ constants }: Graph, { inputs }: Node, { dims }: Constant): Float32Array {
  return constants.get(inputs[2] ?? '')?.data ?? new Float32Array(dims[0] ?? 0);
}

function withWeights(graph: Graph, { inputs }: Node, weights: Constant, bias: Float32Array): string[] {
  return [inputs[0] ?? '', addConstant(graph, weights), addConstant(graph, { dims: [bias.length], data: bias })];
}

/** The steps x·min(max(x + 3, 0), 6) / 6 behind a convolution. */
function hardSwish(graph: Graph, conv: Node): readonly Node[] | null {
  const from = outputOf(conv);
  const plus = takersOf(graph, from).find(({ op }) => op === 'Add');
  const clip = plus && numberBeside(graph, plus, from) === 3 ? onlyTaker(graph, outputOf(plus), 'Clip') : null;
  if (!plus || !clip || floatAttribute(clip, 'min') !== 0 || floatAttribute(clip, 'max') !== 6) return null;
  const times = onlyTaker(graph, outputOf(clip), 'Mul');
  const over = times?.inputs.includes(from) ? onlyTaker(graph, outputOf(times), 'Div') : null;
  if (!times || !over || over.inputs[0] !== outputOf(times) || numberBeside(graph, over, outputOf(times)) !== 6)
    return null;
  return takersOf(graph, from).length === 2 ? [plus, clip, times, over] : null;
}

/** Puts a hard-swish as one in place of its steps; factor and offset behind it go into what takes its values. */
function handOn(graph: Graph, conv: Node, swish: readonly Node[]): void {
  const from = outputOf(conv);
  const to = swish.map(outputOf).at(-1) ?? '';
  const gate = `${from}.gate`;
  const steps = [
    step('HardSigmoid', [from], gate, { alpha: { float: 1 / 6 }, beta: { float: 0.5 } }),
    step('Mul', [from, gate], to),
  ];
  replace(graph, swish, steps);
  const affine = affineAfter(graph, to);
  if (!affine) return;
  const takers = takersOf(graph, affine.output);
  if (takers.every((taker) => isPointwise(graph, taker))) {
    for (const taker of takers) replace(graph, [taker], [scaledFirst(graph, taker, to, affine)]);
    replace(graph, affine.steps, []);
  } else replace(graph, affine.steps, [perChannel(graph, to, affine, biasOf(graph, conv, NONE).length)]);
}

const NONE: Constant = { dims: [], data: new Float32Array() };

/** Whether a step is a convolution of single values: only there an offset is the same everywhere, at the edges too. */
function isPointwise({ constants }: Graph, node: Node): boolean {
  const size = wholeAttribute(node, 'kernel_shape');
  return (
    node.op === 'Conv' &&
    constants.has(node.inputs[1] ?? '') &&
    size.length > 0 &&
    size.every((length) => length === 1) &&
    wholeAttribute(node, 'pads').every((pad) => pad === 0)
  );
}

/** A convolution of single values that has taken in the factor and the offset of what it takes. */
function scaledFirst(graph: Graph, conv: Node, from: string, { factor, offset }: Affine): Node {
  const weights = graph.constants.get(conv.inputs[1] ?? '') ?? NONE;
  const bias = biasOf(graph, conv, weights);
  const each = weights.data.length / bias.length;
  const moved = bias.map((value, at) => value + offset * sum(weights.data.subarray(at * each, (at + 1) * each)));
  const [, ...inputs] = withWeights(
    graph,
    conv,
    { ...weights, data: weights.data.map((value) => value * factor) },
    moved,
  );
  return { ...conv, inputs: [from, ...inputs] };
}

function sum(values: Float32Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Factor and offset as a convolution of each channel by itself, which the runtime does without re-ordering its values. */
function perChannel(graph: Graph, from: string, { factor, offset, output }: Affine, channels: number): Node {
  const weights = { dims: [channels, 1, 1, 1], data: new Float32Array(channels).fill(factor) };
  const bias = { dims: [channels], data: new Float32Array(channels).fill(offset) };
  return step('Conv', [from, addConstant(graph, weights), addConstant(graph, bias)], output, {
    kernel_shape: { ints: [1, 1] },
    group: { int: channels },
  });
}

/** Puts steps in place of others, where the last of those stood. */
function replace(graph: Graph, old: readonly Node[], steps: readonly Node[]): void {
  const last = Math.max(...old.map((node) => graph.nodes.indexOf(node)));
  graph.nodes = graph.nodes.flatMap((node, at) => [
    ...(old.includes(node) ? [] : [node]),
    ...(at === last ? steps : []),
  ]);
}
