import * as z from 'zod';
import { PIPELINE_FILES } from './files.ts';

function schemaOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

/**
 * JSON Schemas for editors, by file name in pipelines/schema: one for each YAML file of a pipeline, and `pipeline.json`
 * for a whole pipeline in one file (`--pipeline`).
 */
export function jsonSchemas(): ReadonlyMap<string, string> {
  const sections = Object.entries(PIPELINE_FILES);
  const single = z.strictObject({
    name: z.string().min(1).describe('这份声明的名称'),
    ...Object.fromEntries(sections.map(([name, schema]) => [name, schema.optional()])),
  });
  const all = [...sections, ['pipeline', single] as const];
  return new Map(all.map(([name, schema]) => [`${name}.json`, `${JSON.stringify(schemaOf(schema), null, 2)}\n`]));
}
