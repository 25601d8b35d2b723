import type { KafkaSettings } from '../../adapters/kafka.ts';
import type { ClusterAccess } from '../../core/exchange.ts';
import type { Command, KafkaBinding, ResourceName } from '../../core/profile.ts';

/** Everything the Kafka transport has to know. Durations in milliseconds, sizes in bytes. */
export interface KafkaTransportSettings {
  /** The cluster. Its patience should be the limit of an exchange. */
  readonly cluster: KafkaSettings;
  /** How the cluster is entered, told with each request so that it can be repeated. */
  readonly access?: ClusterAccess;
  /** Names of the topics, from the profile. */
  readonly binding: KafkaBinding;
  /** Stands before every topic, with a dot between; may be empty (AMB-A29). */
  readonly topicPrefix: string;
  /** One topic for all replies, whole name; absent: the documented ones (AMB-A30). */
  readonly replyTopic?: string;
  /** The partition that requests are written to; absent: each in turn. */
  readonly partition?: number;
  /** Begins the name of the consumer group, which is of this run alone. */
  readonly groupPrefix: string;
  /** What the run may ask: the commands of each resource. */
  readonly planned: Readonly<Record<ResourceName, readonly Command[]>>;
  /** The resources whose notification topics are listened to. */
  readonly notified: readonly ResourceName[];
  /** Headers that every request has besides those of the document. Values that are secret stand in `environment.secrets`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly maxRecordBytes: number;
  readonly readings: KafkaReadings;
}

/** How the ambiguities of the document that concern messages are read. */
export interface KafkaReadings {
  /** AMB-A02: ids of digits alone are sent as numbers. */
  readonly numericIds: boolean;
  /** AMB-A03: where `Parameters` travels. A patch has its own value, so that its parameters are always in the header. */
  readonly parametersIn: 'header' | 'value';
  /** AMB-A09: a JSON patch of one operation is sent as an object. */
  readonly patchObject: boolean;
  /** AMB-A12: the header that tells the media type of a patch. */
  readonly contentTypeHeader: string;
  /** The media type of merge patches. */
  readonly mergePatchType: 'application/merge-patch+json' | 'application/json';
  /** AMB-A39: `Status-Code` must be digits and nothing else. */
  readonly strictStatus: boolean;
}
