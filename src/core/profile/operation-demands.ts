import type { GetOperation, HttpMethod, Profile, ResourceName } from '../profile.ts';
import type { Demand } from './demand.ts';
import { AT_L1, levelOf, resourcesOffering } from './demand.ts';

const METHODS: readonly HttpMethod[] = ['GET', 'POST', 'PATCH', 'DELETE'];

/** The operations table. */
export function* operationDemands(profile: Profile): Generator<Demand> {
  for (const method of METHODS) {
    const { level, comment, ruling } = profile.operations[method];
    for (const [resource] of resourcesOffering(profile, method)) {
      yield {
        id: `operation.${method}`,
        kind: 'operation',
        level: levelOf(level),
        text: `${method} is supported: it ${comment}.`,
        scope: 'profile',
        resource,
        clause: `${profile.clauses.operations}, row ${method}`,
        rulings: [ruling],
      };
    }
  }
}

/** The status code that the operations of a method share. */
export function* statusDemands(profile: Profile, method: HttpMethod, clause: string): Generator<Demand> {
  const { success, successLevel, ruling } = profile.statusPatterns[method];
  for (const [resource] of resourcesOffering(profile, method)) {
    yield {
      id: `status.${method}`,
      kind: 'status',
      level: levelOf(successLevel),
      text: `A ${method} that succeeds is answered with status ${success}.`,
      scope: 'profile',
      resource,
      clause: `${clause}, Status Code ${success}`,
      rulings: [ruling],
    };
  }
}

/** GET: the definitions, the status, then the list and the retrieval of each resource. */
export function* getDemands(profile: Profile): Generator<Demand> {
  const heading = profile.clauses.get;
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
    yield { id: 'list.entities', level, text: 'GET on the collection lists the entities of the resource.', ...listed };
    yield* selectionDemands(list, listed);
    yield { id: 'retrieve.entity', level, text: 'GET on an identifier retrieves the entity.', ...retrieved };
    yield* selectionDemands(retrieve, retrieved);
  }
}

interface GetClause {
  readonly kind: 'list' | 'retrieve';
  readonly scope: 'profile';
  readonly resource: ResourceName;
  readonly clause: string;
}

function* selectionDemands({ attributeSelection, filtering }: GetOperation, clause: GetClause): Generator<Demand> {
  yield {
    id: `${clause.kind}.attribute-selection`,
    level: levelOf(attributeSelection),
    text: 'Each first-level attribute can be selected by the query parameter fields.',
    ...clause,
  };
  yield {
    id: `${clause.kind}.${filtering.of === 'entities' ? 'filtering' : 'sub-resource-filtering'}`,
    level: levelOf(filtering.level),
    text:
      filtering.of === 'entities'
        ? 'The list can be filtered by query parameters.'
        : 'Sub-resources of the entity can be filtered.',
    condition: filtering.mandatoryAt === 'L1' ? AT_L1 : undefined,
    exempt:
      filtering.of === 'entities'
        ? undefined
        : { exemption: 'wire', reason: 'it is optional, and the document does not say how such a filter is written (AMB-R46)' },
    ...clause,
  };
}
