export { connectKafka } from './kafka/client.ts';
export type { PackingCodec } from './kafka/packing.ts';
export { KafkaProblem, type KafkaProblemReason } from './kafka/problem.ts';
export type {
  KafkaClient,
  KafkaRecord,
  KafkaSasl,
  KafkaSettings,
  OutgoingRecord,
  TopicLayout,
} from './kafka/types.ts';
