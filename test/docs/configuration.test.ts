import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packagePath } from '../../src/cli/kit.ts';
import { isObject, type Json, type JsonObject } from '../../src/core/json.ts';
import { tableRows, textOf } from './documents.ts';

const TEXT = textOf('docs/configuration.md');
const SCHEMA: JsonObject = JSON.parse(readFileSync(packagePath('schemas/config.schema.json'), 'utf8'));

/** Every key, nested ones joined by dots; a group of keys is not one itself, a secret and a credential of the second kind are. */
function keysOf(schema: Json | undefined, prefix: string): readonly string[] {
  const name = isObject(schema) && typeof schema.$ref === 'string' ? schema.$ref.replace('#/definitions/', '') : undefined;
  const definitions = isObject(SCHEMA.definitions) ? SCHEMA.definitions : {};
  const resolved = name === undefined ? schema : definitions[name];
  const properties = isObject(resolved) ? resolved.properties : undefined;
  if (!isObject(properties) || name === 'secret' || prefix === 'secondAuth') return prefix === '' ? [] : [prefix];
  return Object.entries(properties).flatMap(([key, inner]) => keysOf(inner, prefix === '' ? key : `${prefix}.${key}`));
}

const KEYS = keysOf(SCHEMA, '');

test('every key of the configuration is explained', () => {
  expect(KEYS).toContain('http.tls.ca');
  expect(KEYS.filter((key) => !TEXT.includes(`\`${key}\``))).toEqual([]);
});

test('every key that is explained exists', () => {
  const explained = tableRows(TEXT).flatMap(([first = '']) =>
    [...first.matchAll(/`([a-zA-Z0-9.]+)`/g)].map(([, key = '']) => key),
  );
  expect(explained.length).toBeGreaterThan(20);
  expect(explained.filter((key) => !KEYS.includes(key))).toEqual([]);
});
