import { describe, expect, test } from 'vitest';
import { loadDeclarations } from '../../src/declare/load.ts';

const { pipelines } = loadDeclarations();

describe.each(pipelines.map((pipeline) => [pipeline.name, pipeline] as const))('identities of %s', (_, pipeline) => {
  const rules = Object.entries(pipeline.identities.identities);

  test('have Chinese titles, all different', () => {
    const titles = rules.map(([, rule]) => rule.title);
    expect(titles.every((title) => /\p{Script=Han}/u.test(title))).toBe(true);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('speak of statements that the pipeline declares', () => {
    const declared = new Set(Object.keys(pipeline.statements.statements));
    for (const [id, rule] of rules) {
      const kinds =
        'statements' in rule
          ? rule.statements
          : 'places' in rule
            ? rule.places.map((place) => place.statement)
            : [...rule.left, ...rule.right].map((term) => term.statement);
      const known = kinds.some((kind) => declared.has(kind));
      expect({ id, known }).toEqual({ id, known: true });
    }
  });

  test('never name one column on both sides', () => {
    for (const [id, rule] of rules) {
      if (rule.kind !== 'columns') continue;
      const both = rule.left.filter((measure) => rule.right.includes(measure) || rule.optional.includes(measure));
      expect({ id, both }).toEqual({ id, both: [] });
    }
  });
});
