import { setTimeout as delay } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import { READING_USER } from './users.mjs';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, Kafka, logLevel, ResourcePatternTypes } = kafkajs;

/**
 * Waits until the broker has taken its place in the cluster and coordinates consumer groups: a listening port says neither.
 * Then gives the reading user its permissions.
 *
 * @param {string} address of the PLAINTEXT listener
 * @param {() => boolean} isRunning
 */
export async function untilReady(address, isRunning) {
  const kafka = new Kafka({ brokers: [address], logLevel: logLevel.NOTHING, retry: { retries: 0 }, connectionTimeout: 2000 });
  const admin = kafka.admin();
  try {
    await untilSucceeded(async () => {
      await admin.connect();
      const { brokers } = await admin.describeCluster();
      if (brokers.length === 0) throw new Error('the broker is not yet in the cluster');
      // The first who asks for a group's offsets makes the broker create the topic that keeps them.
      await admin.fetchOffsets({ groupId: 'ctk-ready' });
      await admin.createAcls({ acl: permissions() });
    }, isRunning);
  } finally {
    await admin.disconnect();
  }
}

/**
 * @param {() => Promise<void>} action
 * @param {() => boolean} isRunning
 */
async function untilSucceeded(action, isRunning) {
  const deadline = Date.now() + 120_000;
  for (;;) {
    try {
      return await action();
    } catch (cause) {
      if (!isRunning()) throw new Error('Kafka ended before it was ready', { cause });
      if (Date.now() > deadline) throw new Error('Kafka was not ready within two minutes', { cause });
      await delay(100);
    }
  }
}

function permissions() {
  const subject = { principal: `User:${READING_USER.name}`, host: '*', permissionType: AclPermissionTypes.ALLOW };
  const everything = { resourceName: '*', resourcePatternType: ResourcePatternTypes.LITERAL };
  const { TOPIC, GROUP } = AclResourceTypes;
  const { READ } = AclOperationTypes;
  return [TOPIC, GROUP].map((resourceType) => ({ ...subject, ...everything, resourceType, operation: READ }));
}
