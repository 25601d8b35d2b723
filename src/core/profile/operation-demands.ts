import type { GetOperation, HttpMethod, Profile, ResourceName } from '../profile.ts';
import type { Demand } from './demand.ts';
import { AT_L1, levelOf, resourcesOffering } from './demand.ts';
import { type DemandWords, wordsFor } from './demand-words.ts';

const METHODS: readonly HttpMethod[] = ['GET', 'POST', 'PATCH', 'DELETE'];

/** The operations table. */
export function* operationDemands(profile: Profile): Generator<Demand> {
  const words = wordsFor(profile.bindings);
  for (const method of METHODS) {
    const { level, comment, ruling } = profile.operations[method];
    for (const [resource] of resourcesOffering(profile, method)) {
      yield {
        id: `operation.${method}`,
        kind: 'operation',
        level: levelOf(level),
        text: words.operation(method, comment),
        scope: 'profile',
        resource,
        clause: `${profile.clauses.operations}, ${words.operationPlace(method)}`,
        rulings: [ruling],
      };
    }
  }
}

/** The status code that the operations of a method share. */
export function* statusDemands(profile: Profile, method: HttpMethod, clause: string): Generator<Demand> {
  const words = wordsFor(profile.bindings);
  const { success, successLevel, ruling } = profile.statusPatterns[method];
  for (const [resource] of resourcesOffering(profile, method)) {
    yield {
      id: `status.${method}`,
      kind: 'status',
      level: levelOf(successLevel),
      text: words.status(method, success),
      scope: 'profile',
      resource,
      clause: `${clause}, ${words.statusPlace(success)}`,
      rulings: [ruling],
    };
  }
}

/** GET: the definitions, the status, then the list and the retrieval of each resource. */
export function* getDemands(profile: Profile): Generator<Demand> {
  const heading = profile.clauses.get;
  const words = wordsFor(profile.bindings);
  const offering = resourcesOffering(profile, 'GET');
  for (const { id, level, text, rulings, atL1 } of profile.getDefinitions) {
    for (const [resource] of offering) {
      const condition = atL1 === true ? AT_L1 : undefined;
      const clause = `${heading}, Definitions`;
      yield {
        id: `get.${id}`,
        kind: 'operation',
        level: levelOf(level),
        text,
        scope: 'profile',
        resource,
        clause,
        condition,
        rulings,
      };
    }
  }
  yield* statusDemands(profile, 'GET', heading);
  const level = levelOf(profile.operations.GET.level);
  for (const [resource, { list, retrieve }] of offering) {
    const of = { scope: 'profile', resource } as const;
    const listed = { ...of, kind: 'list', clause: `${heading}, ${list.clause}` } as const;
    const retrieved = { ...of, kind: 'retrieve', clause: `${heading}, ${retrieve.clause}` } as const;
    yield { id: 'list.entities', level, text: words.list, ...listed };
    yield* selectionDemands(list, listed, words);
    yield { id: 'retrieve.entity', level, text: words.retrieve, ...retrieved };
    yield* selectionDemands(retrieve, retrieved, words);
  }
}

interface GetClause {
  readonly kind: 'list' | 'retrieve';
  readonly scope: 'profile';
  readonly resource: ResourceName;
  readonly clause: string;
}

function* selectionDemands(
  { attributeSelection, filtering }: GetOperation,
  clause: GetClause,
  words: DemandWords,
): Generator<Demand> {
  yield {
    id: `${clause.kind}.attribute-selection`,
    level: levelOf(attributeSelection),
    text: words.selection,
    ...clause,
  };
  yield {
    id: `${clause.kind}.${filtering.of === 'entities' ? 'filtering' : 'sub-resource-filtering'}`,
    level: levelOf(filtering.level),
    text: filtering.of === 'entities' ? words.filtering : 'Sub-resources of the entity can be filtered.',
    condition: filtering.mandatoryAt === 'L1' ? AT_L1 : undefined,
    exempt:
      filtering.of === 'entities'
        ? undefined
        : { exemption: 'wire', reason: 'it is optional, and the document does not say how such a filter is written (AMB-R46)' },
    ...clause,
  };
}
