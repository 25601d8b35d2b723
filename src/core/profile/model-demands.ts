import type { AttributeRow, Profile } from '../profile.ts';
import type { Demand } from './demand.ts';
import { levelOf } from './demand.ts';
import { wordsFor } from './demand-words.ts';

/** What the resource model says: the resources, and the attributes of each. */
export function* modelDemands({ clauses, resources }: Profile): Generator<Demand> {
  for (const [resource, { level }] of Object.entries(resources)) {
    yield {
      id: 'resource.supported',
      kind: 'resource',
      level: levelOf(level),
      text: 'The resource is supported.',
      scope: 'profile',
      resource,
      clause: `${clauses.resources}, row ${resource}`,
    };
  }
  for (const [resource, { attributes }] of Object.entries(resources)) {
    yield {
      id: 'resource.representation',
      kind: 'resource',
      level: 'MUST',
      text: 'A representation that is returned is a JSON object whose attributes have the types known for them.',
      scope: 'profile',
      resource,
      clause: attributes.clause,
    };
    for (const row of attributes.rows) {
      yield {
        id: `attribute.${row.name}`,
        kind: 'attribute',
        level: levelOf(row.level),
        text: attributeText(row),
        scope: 'profile',
        resource,
        clause: `${attributes.clause}, row ${row.name}`,
        condition: row.when,
      };
    }
  }
}

function attributeText({ name, level, when }: AttributeRow): string {
  if (level === 'O') return `A representation may have ${name}.`;
  if (when === 'in response messages') return `Each representation in a response has ${name}.`;
  return when === undefined ? `Each representation has ${name}.` : `A representation that creates the resource has ${name}.`;
}

/** The notifications, and what each of them carries. */
export function* notificationDemands({ clauses, bindings, notifications }: Profile): Generator<Demand> {
  const words = wordsFor(bindings);
  for (const { name, level, resource, never } of notifications.rows) {
    yield {
      id: `notification.${name}`,
      kind: 'notification',
      level: levelOf(level),
      text: words.notification(name),
      scope: 'notifications',
      resource,
      clause: `${clauses.notifications}, row ${name}`,
      exempt: never === undefined ? undefined : { exemption: 'not-offered', reason: never },
    };
  }
  const { level, text, rulings } = notifications.payload;
  for (const resource of new Set(notifications.rows.map((row) => row.resource))) {
    yield {
      id: 'notification.payload',
      kind: 'notification',
      level: levelOf(level),
      text,
      scope: 'notifications',
      resource,
      clause: clauses.notifications,
      rulings,
    };
  }
}
