import type { Profile } from '../profile.ts';
import type { Demand } from './demand.ts';
import { levelOf } from './demand.ts';

/** What a document says of every message of the protocol that it defines: once for each resource, since each has its own topics. */
export function* messageDemands({ messages, resources }: Profile): Generator<Demand> {
  if (messages === undefined) return;
  for (const { id, level, text, rulings } of messages.statements) {
    for (const resource of Object.keys(resources)) {
      yield {
        id: `message.${id}`,
        kind: 'message',
        level: levelOf(level),
        text,
        scope: 'connect',
        resource,
        clause: messages.clause,
        rulings,
      };
    }
  }
}
