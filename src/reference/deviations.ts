import { closest } from '../adapters/edit-distance.ts';
import type { Deviation, FaceName } from './fault.ts';
import type { HubFault } from './hub-fault.ts';
import type { KafkaFault } from './kafka-fault.ts';
import type { ModelVersion } from './model/api.ts';
import { MODELS } from './model/models.ts';
import type { Handler } from './operations/operation.ts';

/** What a server follows, and at which faces. */
export interface Served {
  readonly version: ModelVersion;
  readonly faces: readonly FaceName[];
}

/** What an entry that says nothing of models and faces is for. */
export const EVERYWHERE: Pick<Deviation, 'models' | 'faces'> = { models: ['v1', 'v5'], faces: ['rest', 'kafka'] };

const FACE_NAMES: Readonly<Record<FaceName, string>> = { rest: 'the HTTP face', kafka: 'the Kafka face' };

/**
 * Finds deviations of a table by `ID` or `ID@Resource`, the latter limited to one resource.
 *
 * @param what the kind of thing, for messages: `fault`
 * @param served absent: any deviation will do
 * @throws on an unknown name, with the nearest one, and on a deviation that such a server cannot have
 */
export function select<Kind extends Deviation>(
  what: string,
  table: Readonly<Record<string, Kind>>,
  names: readonly string[],
  served?: Served,
): Kind[] {
  return names.map((name) => {
    const [id = '', resource] = name.split('@', 2);
    const found = Object.hasOwn(table, id) ? table[id] : undefined;
    if (!found) throw unknown(what, id, Object.keys(table));
    if (served) assertFits(what, found, served);
    return resource === undefined ? found : limit(found, resource);
  });
}

/** The handler with deviations before it; the first one named stands outermost. */
export function withDeviations(deviations: readonly Deviation[], handler: Handler): Handler {
  return deviations.reduceRight<Handler>(
    (next, { apply }) => (apply ? (call, context) => apply(call, context, next) : next),
    handler,
  );
}

function assertFits(what: string, { id, models, faces }: Deviation, served: Served): void {
  if (!models.includes(served.version)) {
    throw new Error(`the ${what} ${id} can be seen in ${models.join(', ')} only, and this server follows ${served.version}`);
  }
  if (!faces.some((face) => served.faces.includes(face))) {
    const names = faces.map((face) => FACE_NAMES[face]).join(' or ');
    throw new Error(`the ${what} ${id} can be seen at ${names} only, which this server does not have`);
  }
}

/** The same for one resource. The hub itself is of no resource: what is wrong with it is so for all. */
function limit<Kind extends Deviation>(deviation: Kind, resource: string): Kind {
  const names = MODELS.v1.resources.map(({ name }) => name);
  if (!names.some((name) => name === resource)) throw unknown('resource', resource, names);
  const { apply, hub, kafka } = deviation;
  return {
    ...deviation,
    ...(hub && { hub: limitHub(hub, resource) }),
    ...(kafka && { kafka: limitKafka(kafka, resource) }),
    ...(apply && {
      apply: (...[call, context, next]: Parameters<NonNullable<Deviation['apply']>>) =>
        call.resource.name === resource ? apply(call, context, next) : next(call, context),
    }),
  };
}

function limitHub({ outgoing, ...rest }: HubFault, resource: string): HubFault {
  if (!outgoing) return rest;
  return { ...rest, outgoing: (one, event, lateBy) => (event.resource.name === resource ? outgoing(one, event, lateBy) : [one]) };
}

function limitKafka({ replies, notifications }: KafkaFault, resource: string): KafkaFault {
  return {
    ...(replies && {
      replies: (one, command, surroundings) => (command.resource.name === resource ? replies(one, command, surroundings) : [one]),
    }),
    ...(notifications && {
      notifications: (one, event) => (event.resource.name === resource ? notifications(one, event) : [one]),
    }),
  };
}

function unknown(what: string, given: string, known: readonly string[]): Error {
  return new Error(`there is no ${what} "${given}"; did you mean "${closest(given, known)}"?`);
}
