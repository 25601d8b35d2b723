import { randomUUID } from 'node:crypto';
import { KafkaProblem } from '../adapters/kafka.ts';
import type { Readings } from '../core/profile/readings.ts';
import type { Secrets } from '../core/secrets.ts';
import type { Transport } from '../core/transport.ts';
import { failureOf } from '../transports/kafka/failure.ts';
import type { KafkaReadings } from '../transports/kafka/settings.ts';
import { openKafkaTransport as open } from '../transports/kafka/transport.ts';
import { createPace } from '../transports/rest/pace.ts';
import { closedTransport } from './closed-transport.ts';
import { accessOf } from './kafka-access.ts';
import type { KafkaNeeds } from './kafka-needs.ts';
import { CLIENT_NAME, openAccess } from './kafka-settings.ts';
import { sleep } from './rest-transport.ts';
import { MAX_BODY, type RunOptions } from './run-options.ts';
import type { KafkaTarget } from './target.ts';

/** The transport that the options and the readings in force describe; where it cannot be opened, one whose probe says why. */
export async function openKafkaTransport(
  options: RunOptions,
  { brokers, topicPrefix, binding }: KafkaTarget,
  readings: Readings,
  secrets: Secrets,
  needs: KafkaNeeds,
): Promise<Transport> {
  const { kafka, insecure, timeoutMs, http, maxRate } = options;
  const access = await openAccess({ brokers, kafka, insecure, patienceMs: timeoutMs, secrets });
  const environment = { now: Date.now, uuid: randomUUID, sleep, secrets };
  const entry = accessOf(kafka, insecure);
  const settings = {
    cluster: access.settings,
    ...(entry === undefined ? {} : { access: entry }),
    binding,
    topicPrefix,
    ...(kafka.replyTopic === undefined ? {} : { replyTopic: kafka.replyTopic }),
    ...(kafka.partition === undefined ? {} : { partition: kafka.partition }),
    groupPrefix: kafka.groupId ?? CLIENT_NAME,
    ...needs,
    headers: kafka.headers ?? {},
    timeoutMs,
    maxRecordBytes: http.maxBody ?? MAX_BODY,
    readings: kafkaReadings(readings, kafka.contentTypeHeader),
  };
  try {
    const transport = await open(settings, environment);
    const pace = createPace(maxRate, environment);
    return {
      ...transport,
      async send(request, trace, signal) {
        await pace(signal);
        return transport.send(request, trace, signal);
      },
      async close() {
        await transport.close();
        await access.close();
      },
    };
  } catch (error) {
    await access.close();
    if (!(error instanceof KafkaProblem)) throw error;
    const failure = failureOf(error);
    return closedTransport('kafka', { ...failure, message: secrets.mask(failure.message) });
  }
}

function kafkaReadings(readings: Readings, contentTypeHeader = 'Content-Type'): KafkaReadings {
  return {
    numericIds: readings['AMB-A02'] === 'numeric',
    parametersIn: readings['AMB-A03'] === 'value' ? 'value' : 'header',
    patchObject: readings['AMB-A09'] === 'object',
    contentTypeHeader,
    mergePatchType: readings['AMB-R29'] === 'plainJson' ? 'application/json' : 'application/merge-patch+json',
    strictStatus: readings['AMB-A39'] === 'strict',
  };
}
