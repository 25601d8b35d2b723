import type { JsonObject } from '../../core/json.ts';
import type { Reading } from '../operations/operation.ts';
import type { ChangeKind, ResourceModel, ResourceName } from './resource.ts';

/** Which document a server follows. */
export type ModelVersion = 'v1' | 'v5';

/** A document as this server keeps it: its resources, and what it says of all of them. */
export interface ApiModel {
  readonly version: ModelVersion;
  /** Where the API root is unless somebody says otherwise. */
  readonly basePath: string;
  readonly resources: readonly ResourceModel[];
  readonly statuses: Readonly<Record<Reading, Statuses>>;
  /** What an answer that is reduced by `fields` shows all the same. */
  readonly unasked: Readonly<Record<Reading, readonly string[]>>;
  eventTypeOf(resource: ResourceName, kind: ChangeKind): string;
  /** The envelope of a notification, made of the members that every notification has. */
  envelopeOf(event: EventCore): JsonObject;
}

/** Statuses of success that documents disagree on; 200 and 201 of the others are beyond doubt. */
interface Statuses {
  readonly patch: number;
  readonly delete: number;
  /** Of a list that is shown in part. */
  readonly page: number;
}

/** The members that a notification has by any document. */
export interface EventCore extends JsonObject {
  readonly eventId: string;
  readonly eventTime: string;
  readonly eventType: string;
  /** The resource under the name of its path. */
  readonly event: JsonObject;
}
