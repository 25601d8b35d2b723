import type { JsonObject } from '../../core/json.ts';
import type { ChangeKind, ResourceModel } from '../model/resource.ts';
import type { ResourceEvent } from '../operations/operation.ts';
import { isSame, without } from '../operations/values.ts';

/**
 * What a change of a resource is to be notified of, as far as the document names it. The timestamp moves with every
 * change and is none by itself.
 */
export function eventsOf(
  resource: ResourceModel,
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): readonly ResourceEvent[] {
  const representation = after ?? before;
  if (representation === undefined) return [];
  return kindsOf(resource, before, after)
    .filter((kind) => resource.notifications.includes(kind))
    .map((kind) => ({ kind, resource, representation }));
}

function kindsOf(
  { timestamp }: ResourceModel,
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): readonly ChangeKind[] {
  if (before === undefined) return ['Creation'];
  if (after === undefined) return ['Remove'];
  const apart = ['state', ...(timestamp ? [timestamp.name] : [])];
  const kinds: ChangeKind[] = [];
  if (!isSame(without(before, apart), without(after, apart))) kinds.push('AttributeValueChange');
  if (!isSame(before.state, after.state)) kinds.push('StateChange');
  return kinds;
}
