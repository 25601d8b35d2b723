import type { Options } from 'ajv';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';

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

/**
 * Makes each of the `$defs` of a file whose name begins in lower case, which holds what several share, a schema of its own:
 * it has a name, and is compiled once, whoever refers to it.
 *
 * @param compiler knows the files already
 * @param schemas file name without `.schema.json` → schema
 * @returns what `getSchema` knows each by: name of a file, or of what is shared → reference
 */
export function shareDefinitions(
  compiler: Ajv | Ajv2020,
  schemas: Readonly<Record<string, JsonObject>>,
): Readonly<Record<string, string>> {
  const references: Record<string, string> = {};
  for (const [name, { $id, $defs }] of Object.entries(schemas)) {
    references[name] ??= `${name}.schema.json`;
    if (!/^[a-z]/.test(name) || !isObject($defs)) continue;
    for (const [key, definition] of Object.entries($defs)) {
      const reference = `${$id ?? `${name}.schema.json`}#/$defs/${key}`;
      compiler.addSchema(definition as JsonObject, reference);
      references[key] ??= reference;
    }
  }
  return references;
}
