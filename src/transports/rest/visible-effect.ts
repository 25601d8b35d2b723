import type { OperationRequest } from '../../core/exchange.ts';
import type { Json, JsonObject } from '../../core/json.ts';
import { isObject } from '../../core/json.ts';
import { valueAt } from '../../core/pointer.ts';

/** Whether a representation shows what a patch asked for. Dates are compared as times; what the patch does not say may be anything. */
export function showsPatch({ body, format }: OperationRequest, record: JsonObject): boolean {
  if (format === 'json-patch') {
    const operations: readonly Json[] = Array.isArray(body) ? body : [];
    return operations.every((operation) => !isObject(operation) || showsOperation(operation, record));
  }
  if (!isObject(body)) return true;
  // the type tells what the patch is of: a record that shows none will not show it after the patch either
  const asked = Object.entries(body).filter(([name]) => name !== '@type' || record[name] !== undefined);
  return asked.every(([name, value]) => shows(value, record[name]));
}

function showsOperation({ op, path, value }: JsonObject, record: JsonObject): boolean {
  const target = String(path);
  if (op === 'remove') return valueAt(record, target) === undefined;
  // what is appended has no place of its own
  if ((op !== 'add' && op !== 'replace') || target.endsWith('/-')) return true;
  return shows(value ?? null, valueAt(record, target));
}

function shows(wanted: Json, actual: Json | undefined): boolean {
  if (wanted === null) return actual === undefined || actual === null;
  if (actual === undefined || actual === null) return false;
  if (Array.isArray(wanted)) {
    if (!Array.isArray(actual) || actual.length !== wanted.length) return false;
    const elements: readonly Json[] = actual;
    return wanted.every((element: Json, index) => shows(element, elements[index]));
  }
  if (isObject(wanted)) return isObject(actual) && Object.entries(wanted).every(([name, value]) => shows(value, actual[name]));
  if (wanted === actual || String(wanted) === String(actual)) return true;
  return typeof wanted === 'string' && typeof actual === 'string' && isSameTime(wanted, actual);
}

function isSameTime(one: string, other: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(one) && Date.parse(one) === Date.parse(other);
}
