import type { Json, JsonObject } from '../../core/json.ts';
import type { ApiModel } from '../model/api.ts';
import type { ChangeKind, ResourceModel } from '../model/resource.ts';
import type { Criterion, Matching } from './filter.ts';
import type { Store } from './store.ts';

/** One operation asked of the server, free of the protocol it came by. */
export type Call =
  | { readonly operation: 'create'; readonly resource: ResourceModel; readonly body: Json }
  | ListCall
  | { readonly operation: 'retrieve'; readonly resource: ResourceModel; readonly id: string; readonly fields?: readonly string[] }
  | {
      readonly operation: 'patch';
      readonly resource: ResourceModel;
      readonly id: string;
      readonly format: PatchFormat;
      readonly body: Json;
    }
  | { readonly operation: 'delete'; readonly resource: ResourceModel; readonly id: string };

/** The call of one operation: `CallOf<'patch'>`. */
export type CallOf<Operation extends Call['operation']> = Extract<Call, { operation: Operation }>;

/** `merge` is RFC 7396, `json-patch` RFC 6902. */
export type PatchFormat = 'merge' | 'json-patch';

interface ListCall {
  readonly operation: 'list';
  readonly resource: ResourceModel;
  readonly criteria: readonly Criterion[];
  /** How the criteria are compared and joined. */
  readonly matching: Matching;
  readonly fields?: readonly string[];
  readonly offset: number;
  /** Absent: the server's own page size. */
  readonly limit?: number;
}

/** What the server answers; each face turns it into its own message. */
export interface Answer {
  /** HTTP status code, which the Kafka face sends as `Status-Code`. */
  readonly status: number;
  /** Absent: an empty body. */
  readonly body?: Json;
  /** URL of what was created. */
  readonly location?: string;
  readonly page?: Page;
  /** What only a face with headers can tell: Allow, Accept-Patch. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly events?: readonly ResourceEvent[];
}

/** Where in a list an answer stands. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
  /** Records on this page. */
  readonly count: number;
  /** Records that meet the criteria. */
  readonly total: number;
}

/** A change that a notification tells of, with the full representation after it (for a removal: before it). */
export interface ResourceEvent {
  readonly kind: ChangeKind;
  readonly resource: ResourceModel;
  readonly representation: JsonObject;
}

/** What an operation works with. */
export interface Context {
  /** The document that is followed. */
  readonly api: ApiModel;
  readonly store: Store;
  /** API root URL as the caller sees it, no trailing slash. */
  readonly root: string;
  /** Where a record can be fetched over Kafka, on a server that is there too. */
  readonly topicRefOf?: (resource: ResourceModel) => string;
  readonly reading: Reading;
  readonly pageSize: number;
  readonly now: () => Date;
  readonly newId: () => string;
}

/** How the document's doubtful sentences are read: as practice does, or by the letter (PATCH 201, DELETE 200, …). */
export type Reading = 'default' | 'literal';

export type Handler = (call: Call, context: Context) => Answer;
