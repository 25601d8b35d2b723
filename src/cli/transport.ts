import type { Readings } from '../core/profile/readings.ts';
import type { Secrets } from '../core/secrets.ts';
import type { NotificationIntake, Transport } from '../core/transport.ts';
import type { KafkaNeeds } from './kafka-needs.ts';
import type { RunOptions } from './run-options.ts';
import type { ResolvedTarget } from './target.ts';

/** What a transport is made of. */
export interface TransportOptions {
  readonly options: RunOptions;
  readonly target: ResolvedTarget;
  readonly readings: Readings;
  /** The secrets of the configuration are added, and those that the transport meets. */
  readonly secrets: Secrets;
  /** What is going to be asked; of meaning over Kafka alone. */
  readonly needs: () => KafkaNeeds | Promise<KafkaNeeds>;
  /** Where notifications come over REST. */
  readonly notifications?: NotificationIntake | undefined;
}

/** Opens the transport that a target is reached by. */
export async function openTransport(parts: TransportOptions): Promise<Transport> {
  const { options, target, readings, secrets, needs, notifications } = parts;
  for (const { value, variable } of options.secrets) secrets.add(value, variable);
  if (target.protocol === 'rest') {
    const { openRestTransport } = await import('./rest-transport.ts');
    return openRestTransport(options, target, readings, secrets, notifications);
  }
  const { openKafkaTransport } = await import('./kafka-transport.ts');
  return openKafkaTransport(options, target, readings, secrets, await needs());
}
