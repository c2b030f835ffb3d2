import {
  allBytes,
  allTexts,
  allWhole,
  type Field,
  fieldsOf,
  float,
  floatsOf,
  message,
  messageOf,
  text,
  whole,
} from './protobuf.ts';

/** One step of a network: what it takes, what it gives, by name. */
export interface Node {
  readonly op: string;
  inputs: string[];
  readonly outputs: readonly string[];
  /** Its attributes, as messages. */
  readonly attributes: readonly Field[];
  /** Everything else that the file says of it. */
  readonly rest: readonly Field[];
}

/** Numbers that a network holds. */
export interface Constant {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** A network as a file in the format of ONNX holds it (onnx.proto): its steps, and the numbers they work with. */
export interface Graph {
  nodes: Node[];
  readonly constants: Map<string, Constant>;
  /** The file's own fields but for the graph, and the graph's but for its steps. */
  readonly about: Field[];
  rest: Field[];
  /** Names of constants that were put in. */
  readonly added: Set<string>;
}

/** Numbers of fields in onnx.proto. */
const MODEL = { graph: 7, operators: 8 } as const;
const OPERATORS = { domain: 1, version: 2 } as const;
const GRAPH = { node: 1, initializer: 5, output: 12 } as const;
const OUTPUT = { name: 1 } as const;
const NODE = { input: 1, output: 2, op: 4, attribute: 5, domain: 7 } as const;
const ATTRIBUTE = { name: 1, float: 2, int: 3, tensor: 5, ints: 8, type: 20 } as const;
const TENSOR = { dims: 1, type: 2, floats: 4, name: 8, raw: 9 } as const;
const FLOAT = 1;
const INT8 = 3;
/** Steps that ONNX Runtime knows beside those of ONNX. */
export const MICROSOFT = 'com.microsoft';
const KIND = { float: 1, int: 2, ints: 7 } as const;

/** Reads a model's file. */
export function graphOf(model: Uint8Array): Graph {
  const about = fieldsOf(model);
  const fields = fieldsOf(allBytes(about, MODEL.graph)[0] ?? new Uint8Array());
  const nodes = allBytes(fields, GRAPH.node).map(nodeOf);
  const constants = new Map<string, Constant>();
  const hold = (name: string | undefined, tensor: readonly Field[]) => {
    const constant = constantOf(tensor);
    if (name !== undefined && constant) constants.set(name, constant);
  };
  for (const tensor of allBytes(fields, GRAPH.initializer).map(fieldsOf))
    hold(allTexts(tensor, TENSOR.name)[0], tensor);
  for (const node of nodes)
    if (node.op === 'Constant')
      hold(node.outputs[0], fieldsOf(allBytes(attribute(node, 'value'), ATTRIBUTE.tensor)[0] ?? new Uint8Array()));
  return {
    nodes,
    constants,
    about: about.filter(({ id }) => id !== MODEL.graph),
    rest: fields.filter(({ id }) => id !== GRAPH.node),
    added: new Set(),
  };
}

function nodeOf(bytes: Uint8Array): Node {
  const fields = fieldsOf(bytes);
  const known: readonly number[] = [NODE.input, NODE.output, NODE.op, NODE.attribute];
  return {
    op: allTexts(fields, NODE.op)[0] ?? '',
    inputs: allTexts(fields, NODE.input),
    outputs: allTexts(fields, NODE.output),
    attributes: fields.filter(({ id }) => id === NODE.attribute),
    rest: fields.filter(({ id }) => !known.includes(id)),
  };
}

function constantOf(tensor: readonly Field[]): Constant | null {
  if (allWhole(tensor, TENSOR.type)[0] !== FLOAT) return null;
  const [raw] = allBytes(tensor, TENSOR.raw);
  return { dims: allWhole(tensor, TENSOR.dims), data: floatsOf(raw ?? Buffer.concat(allBytes(tensor, TENSOR.floats))) };
}

function attribute({ attributes }: Node, name: string): Field[] {
  const all = attributes.flatMap((field) => (field.type === 0 ? [] : [fieldsOf(field.value)]));
  return all.find((fields) => allTexts(fields, ATTRIBUTE.name)[0] === name) ?? [];
}

/** The whole numbers of a step's attribute; none where it has no such attribute. */
export function wholeAttribute(node: Node, name: string): number[] {
  return allWhole(attribute(node, name), ATTRIBUTE.ints);
}

/** The number of a step's attribute; undefined where it has no such attribute. */
export function floatAttribute(node: Node, name: string): number | undefined {
  const [bytes] = allBytes(attribute(node, name), ATTRIBUTE.float);
  return bytes && floatsOf(bytes)[0];
}

/** What a new step is told besides its inputs. */
export type Told = Readonly<
  Record<string, { readonly float: number } | { readonly int: number } | { readonly ints: readonly number[] }>
>;

/** A new step; `domain` names whose it is when it is none of ONNX itself. */
export function step(op: string, inputs: string[], output: string, told: Told = {}, domain = ''): Node {
  const attributes = Object.entries(told).map(([name, value]) => {
    const [kind, fields] =
      'float' in value
        ? [KIND.float, [float(ATTRIBUTE.float, value.float)]]
        : 'int' in value
          ? [KIND.int, [whole(ATTRIBUTE.int, value.int)]]
          : [KIND.ints, value.ints.map((one) => whole(ATTRIBUTE.ints, one))];
    return message(NODE.attribute, [text(ATTRIBUTE.name, name), ...fields, whole(ATTRIBUTE.type, kind)]);
  });
  return { op, inputs, outputs: [output], attributes, rest: domain === '' ? [] : [text(NODE.domain, domain)] };
}

/** Puts new numbers into a network; gives the name by which steps take them. */
export function addConstant(graph: Graph, constant: Constant): string {
  const name = newName(graph);
  graph.constants.set(name, constant);
  return name;
}

function newName({ constants, added }: Graph): string {
  let count = added.size;
  while (constants.has(`yusuan.${count}`) || added.has(`yusuan.${count}`)) count++;
  added.add(`yusuan.${count}`);
  return `yusuan.${count}`;
}

/** Puts a step behind all others. */
export function addStep(graph: Graph, node: Node): void {
  graph.nodes = [...graph.nodes, node];
}

/** The name of what a network gives; from then on it gives `names` instead. */
export function onlyOutput(graph: Graph, names: readonly string[]): string {
  const [output] = allBytes(graph.rest, GRAPH.output);
  const others = graph.rest.filter(({ id }) => id !== GRAPH.output);
  graph.rest = [...others, ...names.map((name) => message(GRAPH.output, [text(OUTPUT.name, name)]))];
  return (output && allTexts(fieldsOf(output), OUTPUT.name)[0]) ?? '';
}

/** Puts new whole numbers of eight bits into a network, and the steps of ONNX Runtime that take them. */
export function addWhole(graph: Graph, dims: readonly number[], data: Int8Array): string {
  const name = newName(graph);
  const { about, rest } = graph;
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  rest.push(message(GRAPH.initializer, tensorOf(name, dims, INT8, raw)));
  const known = about.some(({ id, type, value }) => id === MODEL.operators && type === 2 && isMicrosoft(value));
  if (!known) about.push(message(MODEL.operators, [text(OPERATORS.domain, MICROSOFT), whole(OPERATORS.version, 1)]));
  return name;
}

function isMicrosoft(operators: Uint8Array): boolean {
  return allTexts(fieldsOf(operators), OPERATORS.domain)[0] === MICROSOFT;
}

/** The file of a network; numbers that no step takes any more are left out. */
export function modelOf({ nodes, constants, about, rest, added }: Graph): Uint8Array {
  const taken = new Set(nodes.flatMap(({ inputs }) => inputs));
  const kept = nodes.filter(({ op, outputs }) => op !== 'Constant' || outputs.some((name) => taken.has(name)));
  const tensors = [...added].flatMap((name) => {
    const constant = constants.get(name);
    if (!constant || !taken.has(name)) return [];
    const { dims, data } = constant;
    const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    return [message(GRAPH.initializer, tensorOf(name, dims, FLOAT, raw))];
  });
  const wanted = rest.filter((field) => field.id !== GRAPH.initializer || taken.has(nameOf(field)));
  return messageOf([...about, message(MODEL.graph, [...kept.map(fieldOf), ...wanted, ...tensors])]);
}

function nameOf(tensor: Field): string {
  return tensor.type === 0 ? '' : (allTexts(fieldsOf(tensor.value), TENSOR.name)[0] ?? '');
}

function fieldOf({ op, inputs, outputs, attributes, rest }: Node): Field {
  const names = [...inputs.map((name) => text(NODE.input, name)), ...outputs.map((name) => text(NODE.output, name))];
  return message(GRAPH.node, [...names, text(NODE.op, op), ...attributes, ...rest]);
}

function tensorOf(name: string, dims: readonly number[], type: number, raw: Uint8Array): Field[] {
  return [
    ...dims.map((dim) => whole(TENSOR.dims, dim)),
    whole(TENSOR.type, type),
    text(TENSOR.name, name),
    { id: TENSOR.raw, type: 2, value: raw },
  ];
}
