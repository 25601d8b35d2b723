import type { HubFault, Outgoing } from '../hub-fault.ts';
import type { Context, ResourceEvent } from '../operations/operation.ts';

/** Somebody who is told of changes: the listeners of the hub, or those of the topics. */
export interface Audience {
  /** False where nobody would hear a notification of this type. */
  wants(eventType: string): boolean;
  /** Sends out what became of a notification: usually one. Does not wait. */
  tell(eventType: string, outgoing: readonly Outgoing[], event: ResourceEvent): void;
}

/** Makes notifications of changes and hands them to everybody who is to be told. */
export interface Notifier {
  publish(events: readonly ResourceEvent[], context: Context): void;
}

/** A notification that is held back by the fault that delays them comes so many milliseconds later. */
const LATE_BY = 10_100;

/**
 * Whoever made a change, by whatever face: every audience is told the same.
 *
 * @param faults what is wrong with notifications on purpose
 * @param lateBy how long the fault that delays notifications holds them back, in milliseconds
 */
export function createNotifier(audiences: readonly Audience[], faults: readonly HubFault[], lateBy = LATE_BY): Notifier {
  return {
    publish(events, context) {
      for (const event of events) {
        const eventType = context.api.eventTypeOf(event.resource.name, event.kind);
        const interested = audiences.filter((audience) => audience.wants(eventType));
        if (interested.length === 0) continue;
        const content = context.api.envelopeOf({
          eventId: context.newId(),
          eventTime: context.now().toISOString(),
          eventType,
          event: { [event.resource.path]: event.representation },
        });
        const outgoing = faults.reduce<readonly Outgoing[]>(
          (all, { outgoing: change }) => (change ? all.flatMap((one) => change(one, event, lateBy)) : all),
          [{ content, delayMs: 0 }],
        );
        for (const audience of interested) audience.tell(eventType, outgoing, event);
      }
    },
  };
}

/** A notification as it is written. */
export function textOf({ content }: Outgoing): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}
