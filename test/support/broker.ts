import { describe, inject } from 'vitest';
import { startBroker } from '../../scripts/broker/broker.mjs';
import type { BrokerDescription } from '../../scripts/broker/node.mjs';
import { type BrokerSettings, DEFAULT_SETTINGS } from '../../scripts/broker/settings.mjs';
import { ACCESSES, type BrokerAccess } from './broker-access.ts';
import type { BrokerAnswer } from './broker-service.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** Why a test or suite is skipped; listed at the end of the run. */
    skipReason?: string;
  }
}

/** The broker of a test. */
export interface KafkaBroker {
  /** Host and port of the PLAINTEXT listener, where anybody may do everything. */
  readonly address: string;
  /** How the tests of this run get in: by PLAINTEXT, unless `CTK_BROKER_ACCESS` says otherwise. */
  readonly access: BrokerAccess;
  /** Of a topic that a test makes without caring for their number. */
  readonly partitions: number;
  /** Its other listeners and certificates. A test that uses them asks for `secured`. */
  readonly secured: BrokerDescription['secured'];
  readonly certificates: BrokerDescription['certificates'];
}

/** What a test needs of its broker, beyond what the machine or the long check sets by `CTK_BROKER_…`. */
export interface BrokerNeeds extends Partial<Omit<BrokerSettings, 'port' | 'version'>> {
  /** Listeners with authentication and encryption, which a broker of `CTK_KAFKA` does not have as the tests know them. */
  readonly secured?: boolean;
}

/**
 * Groups tests that need a broker: the one of `CTK_KAFKA`, else one that all test files share. Where there is none, the group
 * is skipped and the run says why; with `CTK_BROKER_REQUIRED` that is an error. To be awaited at the top of a test file.
 */
export async function describeKafka(name: string, body: (kafka: KafkaBroker) => void, needs: BrokerNeeds = {}): Promise<void> {
  const found = await findBroker(needs);
  if (typeof found !== 'string') {
    describe(name, () => body(found));
    return;
  }
  if (process.env.CTK_BROKER_REQUIRED) throw new Error(`CTK_BROKER_REQUIRED is set, but ${found}`);
  describe.skip(name, { meta: { skipReason: found } }, () => body(NO_BROKER));
}

/**
 * A broker of one test alone, which may kill it, start it again, and must stop it. Only in a test of {@link describeKafka} with
 * the need `secured`: where that is not skipped, a broker can be started.
 */
export function startOwnBroker(settings: Partial<BrokerSettings> = {}): ReturnType<typeof startBroker> {
  return startBroker({ ...settingsOfRun(), ...settings });
}

/** A sentence part says why there is none. */
async function findBroker({ secured = false, ...needs }: BrokerNeeds): Promise<KafkaBroker | string> {
  const configured = process.env.CTK_KAFKA;
  if (configured) {
    if (secured || Object.keys(needs).length > 0) return 'CTK_KAFKA names the broker, and the tests need one of other settings';
    return configuredBroker(configured);
  }
  const settings = { ...DEFAULT_SETTINGS, ...settingsOfRun(), ...needs };
  const response = await fetch(inject('brokerService'), { method: 'POST', body: JSON.stringify(settings) });
  const answer = (await response.json()) as BrokerAnswer;
  if (answer.kind === 'failed') throw new Error(answer.message);
  if (answer.kind === 'missing') return `${answer.reason}, and CTK_KAFKA names no broker`;
  const { broker } = answer;
  return { ...broker, access: accessOfRun()(broker), partitions: settings.partitions };
}

function configuredBroker(address: string): KafkaBroker {
  const { partitions = DEFAULT_SETTINGS.partitions } = settingsOfRun();
  return { ...NO_BROKER, address, access: { address }, partitions };
}

function settingsOfRun(): Partial<BrokerSettings> {
  const { CTK_BROKER_VERSION, CTK_BROKER_PARTITIONS, CTK_BROKER_REBALANCE_DELAY, CTK_BROKER_AUTO_CREATE } = process.env;
  return {
    ...(CTK_BROKER_VERSION && { version: CTK_BROKER_VERSION }),
    ...(CTK_BROKER_PARTITIONS && { partitions: Number(CTK_BROKER_PARTITIONS) }),
    ...(CTK_BROKER_REBALANCE_DELAY && { rebalanceDelay: Number(CTK_BROKER_REBALANCE_DELAY) }),
    ...(CTK_BROKER_AUTO_CREATE && { autoCreate: CTK_BROKER_AUTO_CREATE === 'true' }),
  };
}

function accessOfRun(): (broker: BrokerDescription) => BrokerAccess {
  const name = process.env.CTK_BROKER_ACCESS || 'plaintext';
  const access = Object.entries(ACCESSES).find(([known]) => known === name)?.[1];
  if (access === undefined) throw new Error(`CTK_BROKER_ACCESS is "${name}", not one of ${Object.keys(ACCESSES).join(', ')}`);
  return access;
}

/** Lets the titles and tables of skipped tests be read, which may name any part of it. */
const NO_BROKER: KafkaBroker = {
  address: '',
  access: { address: '' },
  partitions: DEFAULT_SETTINGS.partitions,
  secured: { saslPlaintext: '', saslSsl: '', ssl: '' },
  certificates: { ca: '', wrongCa: '', server: '', clientCert: '', clientKey: '', wrongClientCert: '', wrongClientKey: '' },
};
