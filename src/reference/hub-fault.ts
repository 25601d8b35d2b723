import type { JsonObject } from '../core/json.ts';
import type { ResourceEvent } from './operations/operation.ts';

/** A notification on its way to the listeners: an envelope, or whatever text a fault makes of it. */
export interface Outgoing {
  readonly content: JsonObject | string;
  /** How long it is held back, in milliseconds. */
  readonly delayMs: number;
}

/** What a seeded violation does to the hub. */
export interface HubFault {
  /** What goes out in place of a notification: nothing, something else, or several. */
  readonly outgoing?: (outgoing: Outgoing, event: ResourceEvent, lateBy: number) => readonly Outgoing[];
  /** There is no hub: its addresses answer 404. */
  readonly isMissing?: true;
  /** Listeners are told that they are gone, and are not. */
  readonly keepsListeners?: true;
}

/** A fault in the content of notifications that are JSON. */
export function onContent(change: (content: JsonObject, event: ResourceEvent) => JsonObject | string): HubFault {
  return {
    outgoing: ({ content, ...rest }, event) => [
      { ...rest, content: typeof content === 'string' ? content : change(content, event) },
    ],
  };
}

/** A fault in the representation that a notification holds. */
export function onResource(change: (representation: JsonObject) => JsonObject): HubFault {
  return onContent((content, { resource, representation }) => ({
    ...content,
    event: { [resource.path]: change(representation) },
  }));
}
