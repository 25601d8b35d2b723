import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Admin, Kafka, type KafkaConfig, logLevel, type SASLOptions } from 'kafkajs';
import type { BrokerAccess } from './broker-access.ts';

/** A client without the kit between. */
function clientOf({ address, tls, sasl }: BrokerAccess): Kafka {
  const config: KafkaConfig = {
    brokers: [address],
    logLevel: logLevel.NOTHING,
    retry: { retries: 0 },
    // a busy machine takes longer to shake hands than the usual second
    connectionTimeout: 30_000,
    authenticationTimeout: 30_000,
    ...(tls && {
      ssl: {
        ca: [readFileSync(tls.ca)],
        ...(tls.cert && { cert: readFileSync(tls.cert) }),
        ...(tls.key && { key: readFileSync(tls.key) }),
      },
    }),
    ...(sasl && { sasl: { ...sasl } as SASLOptions }),
  };
  return new Kafka(config);
}

/** Does something as an administrator of a broker. */
export async function asAdmin<T>(access: BrokerAccess, action: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = clientOf(access).admin();
  await admin.connect();
  try {
    return await action(admin);
  } finally {
    await admin.disconnect();
  }
}

/** Makes a topic of one partition, of a name that nobody used before. */
export async function createTopic(access: BrokerAccess): Promise<string> {
  const topic = `test-${randomUUID()}`;
  await asAdmin(access, (admin) => admin.createTopics({ topics: [{ topic, numPartitions: 1 }] }));
  return topic;
}

/** Writes a record. */
export async function write(access: BrokerAccess, topic: string, value: string): Promise<void> {
  const producer = clientOf(access).producer();
  await producer.connect();
  try {
    await producer.send({ topic, messages: [{ value }] });
  } finally {
    await producer.disconnect();
  }
}

/** Reads the first record of a topic. */
export async function readFirst(access: BrokerAccess, topic: string): Promise<string | undefined> {
  const consumer = clientOf(access).consumer({ groupId: topic, maxWaitTimeInMs: 100 });
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    return await new Promise((resolve, reject) => {
      consumer.on('consumer.crash', ({ payload }) => reject(payload.error));
      consumer.run({ eachMessage: async ({ message }) => resolve(message.value?.toString()) }).catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
}

/** Writes a record to a new topic and reads it, by the same way. */
export async function roundTrip(access: BrokerAccess, value: string): Promise<string | undefined> {
  const topic = await createTopic(access);
  await write(access, topic, value);
  return readFirst(access, topic);
}
