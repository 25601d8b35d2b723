import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileSchemas, loadReplyValidators, loadValidator } from '../../src/adapters/json-schema.ts';
import type { Json, JsonObject } from '../../src/core/json.ts';
import { temporaryFolder } from '../load/folder.ts';

const folder = temporaryFolder();
const errorsOf = async (schema: JsonObject, value: Json) => (await compileSchemas({ it: schema }))('it', value);
const messages = async (schema: JsonObject, value: Json) =>
  (await errorsOf(schema, value)).map(({ pointer, message }) => `${pointer} ${message}`);

describe('loadValidator', () => {
  it.each(['profile', 'scenario', 'config', 'report'] as const)('has a precompiled validator of %s', async (name) => {
    const validate = await loadValidator(name);
    expect(validate([])).toEqual([
      expect.objectContaining({ pointer: '', schema: name, message: 'must be object', expected: 'object' }),
    ]);
  });

  it('accepts what fits', async () => {
    expect((await loadValidator('config'))({ jobs: 2 })).toEqual([]);
  });
});

describe('loadReplyValidators', () => {
  it('validates by the precompiled schemas of a folder', async () => {
    const validate = await loadReplyValidators('tmf666b-1.1.0', ['PartyAccount', 'BillFormat']);
    expect(validate('BillFormat', { id: '1', href: 'http://127.0.0.1/billFormat/1', name: 'x', further: [1] })).toEqual([]);
    expect(validate('BillFormat', { id: '1', href: 'http://127.0.0.1/billFormat/1', name: 5 })).toEqual([
      { pointer: '/name', schema: 'BillFormat', message: 'must be string or null', expected: ['string', 'null'] },
    ]);
  });

  it('compiles the schemas of any other folder, also ones that refer to each other', async () => {
    const own = path.join(folder.path, 'own');
    await mkdir(own);
    await writeFile(
      path.join(own, 'Thing.schema.json'),
      '{"type":"object","properties":{"when":{"$ref":"common.schema.json#/definitions/when"}}}',
    );
    await writeFile(path.join(own, 'common.schema.json'), '{"definitions":{"when":{"type":"string","format":"date-time"}}}');
    const validate = await loadReplyValidators(own, ['Thing']);
    expect(validate('Thing', { when: '2020-01-01T00:00:00Z' })).toEqual([]);
    expect(validate('Thing', { when: 'soon' })).toEqual([
      { pointer: '/when', schema: 'Thing', message: 'must match format "date-time"', expected: 'date-time' },
    ]);
  });

  it('understands the dialect 2020-12', async () => {
    await folder.write(
      'new/T.schema.json',
      '{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"array","prefixItems":[{"type":"string"}],"items":{"type":"number"},"minItems":1}',
    );
    const validate = await loadReplyValidators(path.join(folder.path, 'new'));
    expect(validate('T', ['a', 1])).toEqual([]);
    expect(validate('T', ['a', 'b'])).toEqual([{ pointer: '/1', schema: 'T', message: 'must be number', expected: 'number' }]);
  });

  it('knows what a file in lower case defines for others by its name, and names the type that a structure declares', async () => {
    const text = '{"type":"object","properties":{"size":{"type":"integer"}}}';
    await folder.write('shared/parts.schema.json', `{"$defs":{"Wheel":${text}},"type":"array"}`);
    await folder.write(
      'shared/Car.schema.json',
      '{"$defs":{"Door":{}},"properties":{"part":{"$ref":"parts.schema.json#/$defs/Wheel"}}}',
    );
    const validate = await loadReplyValidators(path.join(folder.path, 'shared'), ['Wheel', 'Car', 'parts']);
    expect(validate('Wheel', { size: 'x' })).toEqual([expect.objectContaining({ pointer: '/size', message: 'must be integer' })]);
    const messageOf = (part: JsonObject) => validate('Car', { part }).map(({ message }) => message);
    expect(messageOf({ '@type': 'Wheel', size: 'x' })).toEqual(['must be integer in Wheel']);
    for (const type of ['Car', 'Tyre', 'toString', 5])
      expect(messageOf({ '@type': type, size: 'x' })).toEqual(['must be integer']);
    expect(() => validate('Door', {})).toThrow('there is no schema "Door"');
  });

  it('says which schema is missing or not valid', async () => {
    await expect(loadReplyValidators('tmf666b-1.1.0', ['Nothing'])).rejects.toThrow(
      'there is no schema "Nothing" in tmf666b-1.1.0',
    );
    await expect(loadReplyValidators('nowhere-1.0')).rejects.toThrow('there are no reply schemas nowhere-1.0');
    await folder.write('bad/T.schema.json', '{"type":"strnig"}');
    await expect(loadReplyValidators(path.join(folder.path, 'bad'))).rejects.toThrow('T.schema.json is not a valid JSON Schema');
    await folder.write('worse/T.schema.json', '{');
    await expect(loadReplyValidators(path.join(folder.path, 'worse'))).rejects.toThrow('T.schema.json is not JSON');
  });
});

describe('errors', () => {
  const named = (kind: string, key: string) => ({
    type: 'object',
    properties: { kind: { const: kind }, [key]: { type: 'integer' } },
    required: ['kind', key],
    additionalProperties: false,
  });

  it('name the key that must not or must be there', async () => {
    const schema = { type: 'object', properties: { a: {}, no: false }, required: ['a'], additionalProperties: false };
    expect(await messages(schema, { b: 1, no: 2 })).toEqual([
      ' must have "a"',
      '/b must not have "b"',
      '/no must not be present',
    ]);
  });

  it('escape keys in pointers', async () => {
    expect(await messages({ additionalProperties: { type: 'string' } }, { 'a/b~c': 1 })).toEqual(['/a~1b~0c must be string']);
  });

  it('of a key that is not allowed by its name stand at that key', async () => {
    expect(await messages({ propertyNames: { maxLength: 2 } }, { abc: 1 })).toEqual([
      '/abc must NOT have more than 2 characters',
    ]);
  });

  it('of alternatives that all want another type are one', async () => {
    const schema = { properties: { a: { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] } } };
    expect(await errorsOf(schema, { a: 5 })).toEqual([
      expect.objectContaining({ pointer: '/a', message: 'must be string or array', expected: ['string', 'array'] }),
    ]);
  });

  it('of alternatives are those of the one that was meant', async () => {
    const schema = { oneOf: [named('one', 'x'), named('two', 'y')] };
    expect(await messages(schema, { kind: 'two', y: 'no' })).toEqual(['/y must be integer']);
    expect(await messages({ anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] }, ['a', 1])).toEqual([
      '/1 must be string',
    ]);
  });

  it('of alternatives behind references are told apart too', async () => {
    const schema = {
      definitions: { one: named('one', 'x'), two: named('two', 'y') },
      properties: { list: { items: { oneOf: [{ $ref: '#/definitions/one' }, { $ref: '#/definitions/two' }] } } },
    };
    expect(
      await messages(schema, {
        list: [
          { kind: 'two', y: 1 },
          { kind: 'one', z: 1 },
        ],
      }),
    ).toEqual(['/list/1 must have "x"', '/list/1/z must not have "z"']);
  });

  it('of alternatives that want one key each name the keys', async () => {
    expect(await messages({ oneOf: [{ required: ['env'] }, { required: ['file'] }] }, {})).toEqual([
      ' needs one of "env", "file"',
    ]);
    expect(await messages({ oneOf: [{ required: ['env'] }, { required: ['file'] }] }, { env: 1, file: 1 })).toEqual([
      ' fits more than one alternative',
    ]);
  });

  it('of a condition are those of its branch', async () => {
    const schema = JSON.parse('{"if": {"required": ["a"]}, "then": {"required": ["b"]}}');
    expect(await messages(schema, { a: 1 })).toEqual([' must have "b"']);
  });

  it('keep the errors beside alternatives', async () => {
    const schema = {
      properties: { a: { type: 'string' }, b: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
      required: ['c'],
    };
    expect(await messages(schema, { a: 1, b: 2 })).toEqual([' must have "c"', '/a must be string', '/b must be string or null']);
  });
});
