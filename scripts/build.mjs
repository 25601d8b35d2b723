import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');
/** Everything is made here first, so that `dist` is never half there. */
const making = path.join(root, `.dist-${process.pid}`);
const schemas = path.join(root, 'schemas');
const require = createRequire(import.meta.url);

try {
  const compiled = compileTypeScript();
  await precompileSchemas();
  await remove(dist);
  await rename(making, dist);
  await preparseYaml();
  if (!compiled) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`build: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  await remove(making);
}

function remove(folder) {
  return rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Says whether there were no type errors; tsc has printed them. */
function compileTypeScript() {
  const tsc = require.resolve('typescript/bin/tsc');
  const parameters = [tsc, '-p', path.join(root, 'tsconfig.json'), '--outDir', making];
  const { status, error } = spawnSync(process.execPath, parameters, { cwd: root, stdio: 'inherit' });
  if (error) throw new Error('tsc could not be started', { cause: error });
  return status === 0;
}

/**
 * Each of the kit's own formats becomes `dist/validators/format-<name>.cjs`, each folder of reply schemas
 * `dist/validators/replies-<folder>.cjs`: a command loads only what it needs.
 */
async function precompileSchemas() {
  const { createCompiler, shareDefinitions } = await import(
    pathToFileURL(path.join(making, 'adapters', 'json-schema-compiler.js')).href
  );
  const { default: standalone } = await import('ajv/dist/standalone/index.js');
  const validators = path.join(making, 'validators');
  await mkdir(validators, { recursive: true });

  for (const [name, schema] of Object.entries(await readSchemas(schemas))) {
    await write(`format-${name}`, { [name]: schema }, () => ({ [name]: `${name}.schema.json` }));
  }
  for (const folder of (await readdir(schemas, { withFileTypes: true })).filter((entry) => entry.isDirectory())) {
    const replies = await readSchemas(path.join(schemas, folder.name));
    if (Object.keys(replies).length > 0) await write(`replies-${folder.name}`, replies, shareDefinitions);
  }

  async function write(name, group, referencesOf) {
    const files = Object.fromEntries(Object.entries(group).map(([key, schema]) => [`${key}.schema.json`, schema]));
    const compiler = createCompiler(files, true);
    const ids = referencesOf(compiler, group);
    for (const id of Object.values(ids)) compileNamed(compiler, id);
    await writeFile(path.join(validators, `${name}.cjs`), standalone.default(compiler, ids));
  }
}

/** Profiles and scenarios become JSON under the digest of their bytes: a changed file is read from YAML again. */
async function preparseYaml() {
  const { readYaml } = await import(pathToFileURL(path.join(dist, 'load', 'yaml-file.js')).href);
  const { parsedFrom } = await import(pathToFileURL(path.join(dist, 'load', 'parsed-file.js')).href);
  const parsed = path.join(dist, 'parsed');
  await mkdir(parsed, { recursive: true });
  for (const folder of ['profiles', 'scenarios']) {
    for (const name of (await readdir(path.join(root, folder))).filter((name) => name.endsWith('.yaml'))) {
      const yaml = await readYaml(path.join(root, folder, name));
      await writeFile(path.join(parsed, `${yaml.digest}.json`), JSON.stringify(parsedFrom(yaml)));
    }
  }
}

function compileNamed(compiler, id) {
  try {
    compiler.getSchema(id);
  } catch (cause) {
    throw new Error(`${id} is not a valid JSON Schema: ${cause.message}`, { cause });
  }
}

/** Name without `.schema.json` → schema, sorted by name. */
async function readSchemas(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.schema.json')).sort();
  const entries = names.map(async (name) => {
    const file = path.join(folder, name);
    try {
      return [name.slice(0, -'.schema.json'.length), JSON.parse(await readFile(file, 'utf8'))];
    } catch (cause) {
      throw new Error(`${path.relative(root, file)} is not JSON: ${cause.message}`, { cause });
    }
  });
  return Object.fromEntries(await Promise.all(entries));
}
