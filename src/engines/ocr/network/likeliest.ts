import { addStep, graphOf, modelOf, onlyOutput, step } from './graph.ts';

/** Names of what the network gives then: per step two probabilities, the larger first, and the classes that have them. */
export const LIKELIEST = { probabilities: 'yusuan.probabilities', labels: 'yusuan.labels' } as const;

/**
 * The same network giving of each step only the two likeliest of its thousands of classes: all that decoding looks at.
 * What it said of the others was handed over and looked through for nothing, some forty megabytes a page.
 */
export function likeliestOnly(model: Uint8Array): Uint8Array {
  const graph = graphOf(model);
  const all = onlyOutput(graph, [LIKELIEST.probabilities, LIKELIEST.labels]);
  const { probabilities, labels } = LIKELIEST;
  const two = step('TopK', [all], probabilities, { axis: { int: -1 }, k: { int: 2 } });
  addStep(graph, { ...two, outputs: [probabilities, 'yusuan.classes'] });
  addStep(graph, step('Cast', ['yusuan.classes'], labels, { to: { int: 1 } }));
  return modelOf(graph);
}
