import { applyPatch, type Operation } from 'rfc6902';
import type { Json, JsonObject } from '../../core/json.ts';
import { isObject } from '../../core/json.ts';
import { badRequest, type Problem } from './error.ts';
import { isArray } from './values.ts';

const POINTER = /^(\/([^~/]|~[01])*)*$/;
const NEEDS_VALUE = ['add', 'replace', 'test'];
const NEEDS_FROM = ['move', 'copy'];

/** The patched value, or why there is none: all operations apply, or none does. */
export type JsonPatchResult = { readonly value: Json } | { readonly problem: Problem };

/**
 * Applies an RFC 6902 patch to a copy. A malformed patch is 400, a `test` that does not hold 409 (the record is in
 * another state), a location that does not exist 422 (RFC 5789, section 2.2).
 */
export function applyJsonPatch(target: JsonObject, patch: Json): JsonPatchResult {
  if (!isArray(patch)) return malformed('a JSON Patch is an array of operations');
  const document = { root: JSON.parse(JSON.stringify(target)) as Json };
  for (const [index, operation] of patch.entries()) {
    if (!isOperation(operation)) return malformed(`operation ${index} of the JSON Patch is not well-formed`);
    const problem = applyOne(document, operation, index);
    if (problem) return { problem };
  }
  return { value: document.root };
}

/** The library cannot replace a whole document, so the document is a member of a holder and every path goes through it. */
function applyOne(holder: { root: Json }, operation: Operation, index: number): Problem | undefined {
  const rooted = { ...operation, path: `/root${operation.path}` };
  if ('from' in rooted) rooted.from = `/root${rooted.from}`;
  const [failure] = attempt(holder, rooted);
  if (!failure) return undefined;
  const place = `operation ${index} (${operation.op} ${operation.path || 'the whole document'})`;
  if (failure.name === 'TestError') {
    return {
      status: 409,
      code: 'patch-test-failed',
      reason: 'Test of the patch failed',
      message: `${place}: the value is another one`,
    };
  }
  return { status: 422, code: 'patch-not-applicable', reason: 'Patch cannot be applied', message: `${place}: no such location` };
}

/** The library writes into scalars and lets the engine throw; that too is a location that does not exist. */
function attempt(holder: { root: Json }, operation: Operation): readonly (Error | null)[] {
  try {
    return applyPatch(holder, [operation]);
  } catch (error) {
    return [error instanceof Error ? error : new Error(String(error))];
  }
}

function isOperation(value: Json): value is Json & Operation {
  if (!isObject(value) || typeof value.op !== 'string' || !isPointer(value.path)) return false;
  if (NEEDS_VALUE.includes(value.op)) return value.value !== undefined;
  return value.op === 'remove' || (NEEDS_FROM.includes(value.op) && isPointer(value.from));
}

/** An RFC 6901 pointer that does not reach for an object's prototype. */
function isPointer(value: Json | undefined): value is string {
  return typeof value === 'string' && POINTER.test(value) && !value.split('/').includes('__proto__');
}

function malformed(message: string): JsonPatchResult {
  return { problem: badRequest('malformed-patch', 'Malformed patch', message) };
}
