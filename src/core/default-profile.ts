import type { Target } from './event.ts';

/** The profile that is used when none is named. */
export const DEFAULT_PROFILE = 'tmf666b-1.1.0';

/** The profile that a Kafka target takes when none is named. */
export const KAFKA_PROFILE = 'tmf666-async-5.0.0';

/** The profile that a REST target takes where it is compared with another target and none is named: that of the same version. */
export const REST_PROFILE = 'tmf666-rest-5.0.0';

/** Whether a target is a Kafka cluster. */
export function isKafka({ url }: Pick<Target, 'url'>): boolean {
  return url.startsWith('kafka:');
}
