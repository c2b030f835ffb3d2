import * as z from 'zod';
import { contractSchema } from './catalogue.ts';
import { PIPELINE_FILES } from './files.ts';
import { makersOf } from './wording/makers.ts';
import { SUBJECTS } from './wording/subjects.ts';

function schemaOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

/**
 * JSON Schemas for editors, by file name in pipelines/schema: one for each YAML file of a pipeline, and `pipeline.json`
 * for a whole pipeline in one file (`--pipeline`), and `wording-*.json` for the files of pipelines/wording.
 */
export function jsonSchemas(): ReadonlyMap<string, string> {
  const sections = Object.entries(PIPELINE_FILES);
  const single = z.strictObject({
    name: z.string().min(1).describe('这份声明的名称'),
    ...Object.fromEntries(sections.map(([name, schema]) => [name, schema.optional()])),
  });
  const wording = Object.entries(SUBJECTS).map(
    ([name, subject]) => [`wording-${name}`, subject(makersOf(new Map()))] as const,
  );
  const all = [...sections, ['pipeline', single] as const, ...wording, ['contract', contractSchema] as const];
  return new Map(all.map(([name, schema]) => [`${name}.json`, `${JSON.stringify(schemaOf(schema), null, 2)}\n`]));
}
