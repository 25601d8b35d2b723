import type { Options } from 'ajv';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** One set of options for the build and for schemas that are compiled while the kit runs. */
const OPTIONS: Options = {
  allErrors: true,
  verbose: true,
  inlineRefs: false,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  strictTuples: false,
  allowUnionTypes: true,
  allowMatchingProperties: true,
};

/**
 * A compiler that knows these schemas, by file name and by `$id`. The first one's `$schema` tells the
 * dialect: 2020-12, or draft-07 where nothing is said.
 *
 * @param schemas file name → schema
 * @param source keeps the generated code, for writing it to a file
 * @throws Error where a schema is not valid
 */
export function createCompiler(schemas: Readonly<Record<string, object>>, source = false): Ajv | Ajv2020 {
  const [first] = Object.values(schemas);
  const dialect = first !== undefined && '$schema' in first ? String(first.$schema) : '';
  const options = { ...OPTIONS, code: { source } };
  const compiler = dialect.includes('2020-12') ? new Ajv2020(options) : new Ajv(options);
  addFormats.default(compiler);
  for (const [name, schema] of Object.entries(schemas)) {
    try {
      compiler.addSchema(schema, name);
    } catch (cause) {
      throw new Error(`${name} is not a valid JSON Schema: ${(cause as Error).message}`, { cause });
    }
  }
  return compiler;
}
