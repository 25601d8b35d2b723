import type { Exempt } from '../exemption.ts';
import type { DefaultValue, Profile, ResourceName, ResourceProfile } from '../profile.ts';
import type { Demand } from './demand.ts';
import { levelOf, resourcesOffering } from './demand.ts';
import { wordsFor } from './demand-words.ts';
import { statusDemands } from './operation-demands.ts';

/** POST: the status, then what each resource says about its creation. */
export function* createDemands(profile: Profile): Generator<Demand> {
  yield* statusDemands(profile, 'POST', profile.clauses.post);
  const level = levelOf(profile.operations.POST.level);
  for (const [resource, model] of resourcesOffering(profile, 'POST')) {
    const { create } = model;
    const heading = `${profile.clauses.post}, ${create.clause}`;
    // only a conformance profile has a table of what a creation may give; elsewhere it is what the resource has
    const optional = profile.derivedFrom === undefined ? `${heading}, Non-Mandatory Attributes` : model.attributes.clause;
    const of = { kind: 'create', scope: 'profile', resource } as const;
    yield {
      id: 'create.entity',
      level,
      text: wordsFor(profile.bindings).create,
      clause: heading,
      ...of,
    };
    if (create.implementerMayAddMandatory) {
      yield {
        id: 'create.additional-mandatory',
        level: 'MAY',
        text: 'An implementer may make further attributes mandatory.',
        clause: `${heading}, Mandatory and Non-Mandatory Attributes`,
        exempt: { exemption: 'wire', reason: 'it permits the implementer something, and asks nothing of a reply' },
        ...of,
      };
    }
    for (const { name } of create.mandatory) {
      const clause = `${heading}, Mandatory Attributes, row ${name}`;
      yield { id: `create.mandatory.${name}`, level: 'MUST', text: `A creation must give ${name}.`, clause, ...of };
    }
    for (const { name } of create.optional) {
      const clause = `${optional}, row ${name}`;
      yield { id: `create.optional.${name}`, level: 'MAY', text: `A creation may give ${name}.`, clause, ...of };
    }
    yield* subAttributeDemands(resource, model, heading);
    for (const value of create.defaults) {
      yield {
        id: `create.default.${value.attribute}`,
        level: 'MUST',
        text: defaultText(value),
        clause: `${heading}, Default Values Summary, row ${value.attribute}`,
        rulings: [value.ruling],
        ...of,
      };
    }
  }
}

function* subAttributeDemands(resource: ResourceName, { create }: ResourceProfile, heading: string): Generator<Demand> {
  for (const { context, mandatory, applicable, advisory, ruling } of create.subAttributes) {
    for (const name of mandatory) {
      yield {
        // the rules of another resource's table demand nothing here
        id: `create.sub-attribute${advisory === true ? '-advice' : ''}.${context}.${name}`,
        kind: 'create',
        level: advisory === true ? 'MAY' : 'MUST',
        text: `A creation that gives ${context} ${advisory === true ? 'may have to' : 'must'} give its ${name}.`,
        scope: 'profile',
        resource,
        clause: `${heading}, Additional Rules, row ${context}`,
        exempt: applicable ? undefined : { exemption: 'not-offered', reason: `the resource has no attribute ${context}` },
        rulings: [ruling],
      };
    }
  }
}

function defaultText(value: DefaultValue): string {
  if (value.kind === 'generated') return `The server generates ${value.attribute} at creation.`;
  const becomes = value.kind === 'value' ? `"${value.value}"` : 'the current date';
  return `Where a creation leaves out ${value.attribute}, it becomes ${becomes}.`;
}

const NO_RULES: Exempt = { exemption: 'not-offered', reason: 'the resource has neither rules nor defaults of its creation' };

/** PATCH: the status, then formats, restrictions and tables of each resource. */
export function* patchDemands(profile: Profile): Generator<Demand> {
  yield* statusDemands(profile, 'PATCH', profile.clauses.patch);
  const level = levelOf(profile.operations.PATCH.level);
  for (const [resource, { create, patch }] of resourcesOffering(profile, 'PATCH')) {
    const clause = `${profile.clauses.patch}, ${patch.clause}`;
    const of = { kind: 'patch', scope: 'profile', resource, clause } as const;
    const [merge, json] = [levelOf(patch.mergePatch), levelOf(patch.jsonPatch)];
    yield { id: 'patch.entity', level, text: wordsFor(profile.bindings).patch, ...of };
    yield { id: 'patch.merge-patch', level: merge, text: 'A JSON merge patch is applied.', ...of };
    yield { id: 'patch.json-patch', level: json, text: 'A JSON Patch is applied.', ...of };
    if (patch.sameRulesAsCreate) {
      const text =
        'Where a patch creates a sub-resource or relationship, mandatory sub-attributes and defaults are those of a creation.';
      const untried =
        create.defaults.length > 0 || create.subAttributes.some(({ applicable }) => applicable) ? undefined : NO_RULES;
      yield { id: 'patch.same-rules', level: 'MUST', text, exempt: untried, ...of };
    }
    if (patch.adminOnly) {
      yield { id: 'patch.admin-only', level: 'MUST', text: 'Only admin users of the API can patch.', ...of };
    }
    for (const name of patch.patchable) {
      const row = `${clause}, Patchable Attributes, row ${name}`;
      yield { ...of, id: `patch.patchable.${name}`, level: 'MUST', text: `A patch can change ${name}.`, clause: row };
    }
    for (const name of patch.nonPatchable) {
      const row = `${clause}, Non-Patchable Attributes, row ${name}`;
      yield { ...of, id: `patch.non-patchable.${name}`, level: 'MUST', text: `A patch does not change ${name}.`, clause: row };
    }
  }
}

/** DELETE: the status, then each resource. */
export function* deleteDemands(profile: Profile): Generator<Demand> {
  yield* statusDemands(profile, 'DELETE', profile.clauses.delete);
  const level = levelOf(profile.operations.DELETE.level);
  for (const [resource, model] of resourcesOffering(profile, 'DELETE')) {
    const clause = `${profile.clauses.delete}, ${model.delete.clause}`;
    const text = wordsFor(profile.bindings).delete;
    yield { id: 'delete.entity', kind: 'delete', level, text, scope: 'profile', resource, clause };
  }
}
