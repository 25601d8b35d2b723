import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ErrorObject } from 'ajv';
import type { SchemaError } from '../core/check.ts';
import type { Json, JsonObject } from '../core/json.ts';
import { declaredIn } from './declared-type.ts';
import type { FormatError } from './schema-faults.ts';
import { readErrors } from './schema-faults.ts';

export type { FormatError } from './schema-faults.ts';

/** The kit's own formats; each has `schemas/<name>.schema.json`. */
export type FormatName = 'profile' | 'scenario' | 'config' | 'report';

/** A validator as ajv generates it. */
interface Validate {
  (value: unknown): unknown;
  errors?: ErrorObject[] | null;
}

/** Two folders above both `src/adapters` and `dist/adapters`. */
const VALIDATORS = fileURLToPath(new URL('../../dist/validators/', import.meta.url));
const SUFFIX = '.schema.json';

/**
 * The validator of one of the kit's own formats, from the precompiled file. An empty answer means valid.
 *
 * @throws Error where the package was not built
 */
export async function loadValidator(name: FormatName): Promise<(value: unknown) => readonly FormatError[]> {
  const validate = required(precompiled(`format-${name}`), name);
  return (value) => run(validate, value, name);
}

/**
 * The validator of the reply schemas in a folder, by schema name (`BillFormat`): precompiled where
 * `folder` is the name of a folder of `schemas/`, else compiled from `<folder>/<name>.schema.json`,
 * and from the `$defs` of files whose name begins in lower case.
 *
 * @param needed names that must be there
 * @throws Error where the folder or a needed schema does not exist or is not valid, or the package was not built
 */
export async function loadReplyValidators(
  folder: string,
  needed: readonly string[] = [],
): Promise<(schema: string, value: Json) => readonly SchemaError[]> {
  const validators = isPrecompiled(folder) ? precompiled(`replies-${folder}`) : await compileFolder(folder);
  for (const name of needed) required(validators, name, folder);
  return (schema, value) => {
    const errors = run(required(validators, schema, folder), value, schema).map(withoutFault);
    return errors.map((error) => inDeclared(error, value, validators));
  };
}

/** Where a structure inside names its type by `@type`, and the schema of that type says the same, the message names it too. */
function inDeclared(error: SchemaError, value: Json, validators: Readonly<Record<string, Validate | undefined>>): SchemaError {
  const declared = declaredIn(value, error.pointer);
  const validate = declared && Object.hasOwn(validators, declared.type) ? validators[declared.type] : undefined;
  if (declared === undefined || validate === undefined) return error;
  const own = run(validate, declared.value, declared.type);
  const isItsOwn = own.some(({ pointer, message }) => declared.pointer + pointer === error.pointer && message === error.message);
  return isItsOwn ? { ...error, message: `${error.message} in ${declared.type}` } : error;
}

/** Validators of schemas that are only known while the kit runs, by name; loads ajv. */
export async function compileSchemas(
  schemas: Readonly<Record<string, JsonObject>>,
): Promise<(schema: string, value: Json) => readonly FormatError[]> {
  const { createCompiler } = await import('./json-schema-compiler.ts');
  const compiler = createCompiler(schemas);
  return (schema, value) => run(required({ [schema]: compiler.getSchema(schema) }, schema), value, schema);
}

function run(validate: Validate, value: unknown, schema: string): readonly FormatError[] {
  return validate(value) ? [] : readErrors(validate.errors ?? [], schema);
}

function withoutFault({ pointer, schema, message, expected }: FormatError): SchemaError {
  return { pointer, schema, message, expected };
}

function isPrecompiled(folder: string): boolean {
  return path.basename(folder) === folder && existsSync(path.join(VALIDATORS, `replies-${folder}.cjs`));
}

function precompiled(name: string): Readonly<Record<string, Validate>> {
  const file = path.join(VALIDATORS, `${name}.cjs`);
  if (!existsSync(file)) throw new Error(`${file} does not exist: run npm run build`);
  return createRequire(import.meta.url)(file);
}

async function compileFolder(folder: string): Promise<Readonly<Record<string, Validate | undefined>>> {
  if (!existsSync(VALIDATORS)) throw new Error(`${VALIDATORS} does not exist: run npm run build`);
  const names = await readdir(folder).catch((cause) => {
    throw new Error(`there are no reply schemas ${folder}: neither a folder nor one that comes with the kit`, { cause });
  });
  const files = names.filter((name) => name.endsWith(SUFFIX)).sort();
  const schemas = await Promise.all(
    files.map(async (name): Promise<[string, JsonObject]> => [name, await readSchema(path.join(folder, name))]),
  );
  const { createCompiler, shareDefinitions } = await import('./json-schema-compiler.ts');
  const compiler = createCompiler(Object.fromEntries(schemas));
  const named = Object.fromEntries(schemas.map(([name, schema]) => [name.slice(0, -SUFFIX.length), schema]));
  return Object.fromEntries(
    Object.entries(shareDefinitions(compiler, named)).map(([name, reference]) => [name, compile(reference)]),
  );

  function compile(reference: string): Validate | undefined {
    try {
      return compiler.getSchema(reference);
    } catch (cause) {
      throw new Error(`${path.join(folder, reference)} is not a valid JSON Schema: ${(cause as Error).message}`, { cause });
    }
  }
}

async function readSchema(file: string): Promise<JsonObject> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new Error(`${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
}

function required(validators: Readonly<Record<string, Validate | undefined>>, name: string, folder?: string): Validate {
  const validate = Object.hasOwn(validators, name) ? validators[name] : undefined;
  if (validate === undefined) throw new Error(`there is no schema "${name}"${folder === undefined ? '' : ` in ${folder}`}`);
  return validate;
}
