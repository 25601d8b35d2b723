import { randomUUID } from 'node:crypto';
import type { KafkaBroker } from './broker.ts';
import { asAdmin } from './kafka-client.ts';

const RESOURCES = [
  'PartyAccount',
  'BillingAccount',
  'SettlementAccount',
  'FinancialAccount',
  'BillingCycleSpecification',
  'BillFormat',
  'BillPresentationMedia',
];
const OPERATIONS = ['create', 'list', 'retrieve', 'patch', 'delete'];

/** The topics of the guide under a prefix of their own. */
export interface FreshTopics {
  readonly prefix: string;
  /** All 77, with the prefix. */
  readonly names: readonly string[];
  remove(): Promise<void>;
}

/** The names of the 70 command topics and 7 notification topics below a prefix. */
function topicNames(prefix: string): string[] {
  return RESOURCES.flatMap((resource) => [
    ...OPERATIONS.flatMap((operation) =>
      ['Request', 'Reply'].map((direction) => `${prefix}.accountManagement.v5.${operation}${resource}.command${direction}`),
    ),
    `${prefix}.accountManagement.v5.${resource.charAt(0).toLowerCase()}${resource.slice(1)}.notificationEvent`,
  ]);
}

/** A prefix that nobody used before. */
export function freshPrefix(): string {
  return `test-${randomUUID().slice(0, 8)}`;
}

/** Makes the 77 topics of a fresh prefix; `partitions` is the run's unless a test cares. */
export async function createFreshTopics(kafka: KafkaBroker, partitions = kafka.partitions): Promise<FreshTopics> {
  const prefix = freshPrefix();
  const names = topicNames(prefix);
  await asAdmin(kafka, async (admin) => {
    // the library would give up where the broker has not heard of its new topics yet
    await admin.createTopics({ topics: names.map((topic) => ({ topic, numPartitions: partitions })), waitForLeaders: false });
    for (let seen = new Set<string>(); !names.every((name) => seen.has(name)); ) seen = new Set(await admin.listTopics());
  });
  return {
    prefix,
    names,
    remove: () => asAdmin(kafka, (admin) => admin.deleteTopics({ topics: [...names] })),
  };
}
