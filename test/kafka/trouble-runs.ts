import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KafkaBroker } from '../support/broker.ts';
import { type CommandResult, certify, temporaryFolder } from '../support/cli.ts';
import { asAdmin } from '../support/kafka-client.ts';
import { createFreshTopics } from '../support/kafka-topics.ts';
import type { Outcome } from '../support/trouble-rows.ts';
import { type KafkaTrouble, type RawRecord, startTroubledPartner } from './troubled-partner.ts';

/** Nothing takes long where something goes wrong, and replies that do come are heard on a busy machine too. */
export const IMPATIENT = ['--timeout', '2000'];

/** What a run is given beside its flags. */
interface TroubledRun {
  readonly argv?: readonly string[];
  /** Lines of `ctk.config.yaml`. */
  readonly config?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the certification of one resource in a folder of its own, with a configuration. */
export async function runAt(
  address: string,
  prefix: string,
  { argv = ['TC_N1', 'TC_E1', 'MESSAGES'], config = '', env = {} }: TroubledRun = {},
): Promise<CommandResult & Outcome> {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'ctk.config.yaml'), `format: ctk-config/1\nresources: [PartyAccount]\n${config}`);
  const target = ['--target', `kafka://${address}`, '--topic-prefix', prefix];
  const outcome = await certify([...target, ...IMPATIENT, ...argv], { cwd, env });
  return { ...outcome, words: { HOST: address, PREFIX: prefix } };
}

/** The topics of one prefix, made when they are first needed, which all tests of a file share. */
export function sharedTopics(kafka: KafkaBroker): () => Promise<string> {
  let topics: ReturnType<typeof createFreshTopics> | undefined;
  return async () => {
    topics ??= createFreshTopics(kafka);
    return (await topics).prefix;
  };
}

/** Sets a property of a topic. */
export function configureTopic({ access }: KafkaBroker, topic: string, name: string, value: string): Promise<unknown> {
  const resource = { type: 2, name: topic, configEntries: [{ name, value }] };
  return asAdmin(access, (admin) => admin.alterConfigs({ validateOnly: false, resources: [resource] }));
}

/** A partner that changes each reply, or those to one command such as `create`. */
export function onReply(change: (reply: RawRecord) => RawRecord | readonly RawRecord[], command = ''): KafkaTrouble {
  const isMeant = ({ topic }: RawRecord) => topic.endsWith('.commandReply') && topic.includes(`.v5.${command}`);
  return { writes: (record) => (isMeant(record) ? change(record) : record) };
}

/** A partner that changes the headers of each reply. */
export function onHeaders(change: (headers: RawRecord['headers']) => RawRecord['headers']): KafkaTrouble {
  return onReply((reply) => ({ ...reply, headers: change(reply.headers) }));
}

/** A run at a partner that makes trouble. */
export async function runTroubled(
  { address }: KafkaBroker,
  prefix: string,
  trouble: KafkaTrouble,
  run: TroubledRun = {},
): Promise<CommandResult & Outcome> {
  const server = await startTroubledPartner(address, prefix, trouble);
  return { ...(await runAt(address, prefix, run)), server };
}
