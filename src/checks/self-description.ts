import type { CheckContext } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { Json, JsonObject } from '../core/json.ts';
import { rulingOf } from './ruling.ts';

const TYPE = '@type';
const TOPIC = 'topicRef';

/** How samples of the document misspell the type of a resource (AMB-A22). */
const MISSPELT: Readonly<Record<string, string>> = { BillingCycleSpecification: 'BillCycleSpecification' };

/** Kinds of accounts that specialise another resource (AMB-A35): of it, their type is that of a sub-class. */
const SPECIALISED: Readonly<Record<string, readonly string[]>> = { PartyAccount: ['BillingAccount', 'SettlementAccount'] };

/**
 * What a record of the run says of itself: its type (AMB-A15) and the topic that it can be had from (AMB-A34), where the
 * resource has such attributes.
 *
 * @param isWhole false where the request asked for some attributes only
 */
export function selfDescriptionFindings(
  value: JsonObject,
  pointer: string,
  isWhole: boolean,
  context: CheckContext,
): readonly Finding[] {
  const rows = context.profile.resources[context.resource]?.attributes.rows ?? [];
  const has = (attribute: string) => rows.some(({ name }) => name === attribute);
  return [
    ...(has(TYPE) ? typeFindings(memberOf(value, TYPE), pointer, isWhole, context) : []),
    ...(has(TOPIC) ? topicFindings(memberOf(value, TOPIC), pointer, context) : []),
  ];
}

function typeFindings(actual: Json | undefined, pointer: string, isWhole: boolean, context: CheckContext): readonly Finding[] {
  const { resource, profile, subtypes = [] } = context;
  const base = { pointer: `${pointer}/${TYPE}`, expected: resource } as const;
  if (actual === undefined) {
    const ruling = rulingOf(context, 'AMB-R68', 'AMB-A15');
    const kind = context.option(ruling) === 'required' ? 'violation' : 'remark';
    return isWhole ? [{ code: 'type.missing', kind, ...base, ruling }] : [];
  }
  if (actual === resource || (typeof actual === 'string' && subtypes.includes(actual))) return [];
  const said = { ...base, actual } as const;
  if (MISSPELT[resource] === actual) return [{ code: 'type.misspelt', kind: 'remark', ...said, ruling: 'AMB-A22' }];
  const isOther = typeof actual !== 'string' || actual === '' || Object.hasOwn(profile.resources, actual);
  const isSubclass = typeof actual === 'string' && SPECIALISED[resource]?.includes(actual) === true;
  return isOther && !isSubclass
    ? [{ code: 'type.other', kind: 'violation', ...said, ruling: 'AMB-A15' }]
    : [{ code: 'type.subtype', kind: 'remark', ...said, ruling: 'AMB-A42' }];
}

/** The prefix is the operator's, and how the cluster is named is open: only the end is known. */
function topicFindings(actual: Json | undefined, pointer: string, { profile, resource }: CheckContext): readonly Finding[] {
  const topic = profile.bindings.kafka?.topics[resource]?.commands.retrieve.request;
  if (actual === undefined || topic === undefined) return [];
  const expected = topic.split('.').slice(-2).join('.');
  if (typeof actual === 'string' && actual.endsWith(expected)) return [];
  return [{ code: 'topic-ref.other', kind: 'remark', pointer: `${pointer}/${TOPIC}`, expected, actual, ruling: 'AMB-A34' }];
}

function memberOf(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? (value[name] ?? undefined) : undefined;
}
