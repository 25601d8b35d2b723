import type { ErrorObject } from 'ajv';
import { isObject } from '../core/json.ts';

const ALTERNATIVES = ['anyOf', 'oneOf'];

/**
 * Replaces what every alternative of an `anyOf` or `oneOf` complains about by what the alternative that
 * comes nearest complains about. Needs `allErrors` and `verbose`.
 */
export function collapseAlternatives(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const collapsed: ErrorObject[] = [];
  for (const error of errors) {
    if (!ALTERNATIVES.includes(error.keyword)) {
      collapsed.push(error);
      continue;
    }
    // ajv reports the errors of the alternatives right before the error of the whole
    let start = collapsed.length;
    while (start > 0 && belongsTo(collapsed[start - 1], error)) start -= 1;
    collapsed.push(...nearest(error, collapsed.splice(start)));
  }
  return collapsed;
}

function belongsTo(inner: ErrorObject | undefined, outer: ErrorObject): boolean {
  if (inner === undefined || !inner.instancePath.startsWith(outer.instancePath)) return false;
  const around = outer.schemaPath.slice(0, -outer.keyword.length);
  const isSibling = inner.schemaPath.startsWith(around) && !inner.schemaPath.startsWith(`${outer.schemaPath}/`);
  // an error inside a `$ref` carries the path of the schema referred to
  return !isSibling || around === '#/';
}

function nearest(whole: ErrorObject, inner: readonly ErrorObject[]): readonly ErrorObject[] {
  const all = group(whole, inner);
  const meant = all.filter((branch) => !isReference(branch[0]));
  const branches = meant.length > 0 ? meant : all;
  if (branches.length === 0) return [{ ...whole, message: 'fits more than one alternative' }];
  const here = (branch: readonly ErrorObject[], keyword: string) =>
    branch.find((error) => error.keyword === keyword && error.instancePath === whole.instancePath);

  const wrongTypes = branches.map((branch) => here(branch, 'type'));
  const [first] = wrongTypes;
  if (first !== undefined && wrongTypes.every((error) => error !== undefined)) {
    const types = [...new Set(wrongTypes.flatMap((error) => error?.params.type))];
    return [{ ...first, params: { type: types }, parentSchema: describedBy(whole) ?? first.parentSchema ?? {} }];
  }
  const missing = branches.map((branch) => here(branch, 'required')?.params.missingProperty as string | undefined);
  if (branches.length > 1 && branches.every((branch, i) => branch.length === 1 && missing[i] !== undefined)) {
    return [{ ...whole, message: `needs one of ${missing.map((key) => `"${key}"`).join(', ')}` }];
  }
  const cost = (branch: readonly ErrorObject[]) => branch.length + branch.reduce((sum, error) => sum + weight(error, whole), 0);
  return branches.reduce((best, branch) => (cost(branch) < cost(best) ? branch : best));
}

/** The alternative "or a reference" is titled so; whoever wrote no reference did not mean it. */
function isReference(error: ErrorObject | undefined): boolean {
  return isObject(error?.parentSchema) && error.parentSchema.title === 'Reference';
}

/** A wrong type, or a wrong distinguishing value, says that another alternative was meant. */
function weight({ keyword, instancePath }: ErrorObject, whole: ErrorObject): number {
  if (keyword === 'type' && instancePath === whole.instancePath) return 1000;
  if (keyword === 'pattern' && instancePath === whole.instancePath) return 100;
  const depth = instancePath.slice(whole.instancePath.length).split('/').length - 1;
  return (keyword === 'const' || keyword === 'enum') && depth <= 1 ? 100 : 0;
}

/**
 * The errors by alternative. Those of an alternative that stands in place carry its path; those of one
 * behind a `$ref` carry paths of the schema referred to, and are told apart by that schema itself.
 */
function group(whole: ErrorObject, inner: readonly ErrorObject[]): readonly (readonly ErrorObject[])[] {
  const own = (error: ErrorObject) => error.schemaPath.startsWith(`${whole.schemaPath}/`);
  const roots = inner.filter(
    (error) => !own(error) && error.instancePath === whole.instancePath && segmentsOf(error).length === 0,
  );
  const branches = new Map<unknown, ErrorObject[]>();
  let current: unknown;
  for (const error of inner) {
    if (own(error)) current = error.schemaPath.slice(whole.schemaPath.length + 1).split('/')[0];
    else
      current =
        roots.find((root) => schemaAt(root.parentSchema, segmentsOf(error)) === error.parentSchema)?.parentSchema ?? current;
    branches.set(current, [...(branches.get(current) ?? []), error]);
  }
  return [...branches.values()];
}

/** Where the schema that holds the failed keyword stands, from the root of its file. */
function segmentsOf({ schemaPath }: ErrorObject): readonly string[] {
  return schemaPath
    .split('/')
    .slice(1, -1)
    .map((segment) => decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function schemaAt(root: unknown, segments: readonly string[]): unknown {
  return segments.reduce<unknown>(
    (schema, segment) => (isObject(schema) ? schema[segment] : Array.isArray(schema) ? schema[Number(segment)] : undefined),
    root,
  );
}

function describedBy({ parentSchema }: ErrorObject): object | undefined {
  return isObject(parentSchema) && ('title' in parentSchema || 'description' in parentSchema) ? parentSchema : undefined;
}
