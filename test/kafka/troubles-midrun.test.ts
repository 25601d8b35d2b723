import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import type { KafkaRecord } from '../../src/adapters/kafka.ts';
import { describeKafka, type KafkaBroker, startOwnBroker } from '../support/broker.ts';
import { ctk } from '../support/cli.ts';
import { createFreshTopics } from '../support/kafka-topics.ts';
import { type Outcome, proveRows } from '../support/trouble-rows.ts';
import { unusedPort } from '../support/troubled-server.ts';
import { IMPATIENT, runAt, runTroubled, sharedTopics } from './trouble-runs.ts';
import { type KafkaTrouble, type RawRecord, startTroubledPartner } from './troubled-partner.ts';

vi.setConfig({ testTimeout: 180_000 });

const isCreation = ({ topic }: KafkaRecord) => topic.endsWith('.createPartyAccount.commandRequest');
const CREATING = ['TC_N1', 'TC_N2', 'TC_E1', 'MESSAGES'];

/** Says when the second record is to be created. */
function secondCreation(): (command: KafkaRecord) => boolean {
  let creations = 0;
  return (command) => isCreation(command) && ++creations === 2;
}

/** A broker of one test alone, with topics. */
async function startBroker() {
  const broker = await startOwnBroker();
  onTestFinished(() => broker.stop());
  const { address, secured, certificates } = broker.description;
  const kafka: KafkaBroker = { address, access: { address }, partitions: 1, secured, certificates };
  return { broker, kafka, prefix: (await createFreshTopics(kafka)).prefix };
}

await describeKafka(
  'what ends or interrupts a run over Kafka',
  (kafka) => {
    const shared = sharedTopics(kafka);

    /** A run that Ctrl-C ends when its second record is to be created. */
    async function interrupted(trouble: (interrupt: () => void) => KafkaTrouble): Promise<Outcome & { readonly prefix: string }> {
      const prefix = await shared();
      let interrupt = () => {};
      const server = await startTroubledPartner(
        kafka.address,
        prefix,
        trouble(() => interrupt()),
      );
      const target = ['--target', `kafka://${kafka.address}`, '--topic-prefix', prefix, ...IMPATIENT];
      const outcome = await ctk(['run', ...CREATING, '--resource', 'PartyAccount', ...target], {
        onStart: (listener) => {
          interrupt = listener;
        },
      });
      return { ...outcome, server, prefix };
    }

    /** The same, and the clean-up is interrupted too: its deletions are not heard until `hear` is called. */
    async function interruptedTwice() {
      let isDeaf = true;
      const outcome = await interrupted((interrupt) => {
        const isSecond = secondCreation();
        return {
          hears(command) {
            if (isSecond(command)) interrupt();
            if (!isDeaf || !command.topic.includes('.delete')) return true;
            interrupt();
            return false;
          },
        };
      });
      const [journal = '', ...others] = readdirSync(join(outcome.cwd, 'ctk-report', 'journal'));
      expect(others).toEqual([]);
      const hear = () => {
        isDeaf = false;
      };
      return { ...outcome, hear, run: journal.replace('.ndjson', '') };
    }

    /** The broker dies when the second record is to be created, and comes back; then that is answered, or not. */
    async function runWithLoss(timeout: string, isAnswered: boolean): Promise<Outcome> {
      const { broker, kafka: own, prefix } = await startBroker();
      const isSecond = secondCreation();
      let back: Promise<void> | undefined;
      const hears = (command: KafkaRecord) => {
        if (isSecond(command)) back = broker.kill().then(() => broker.restart());
        return true;
      };
      let replies = 0;
      const writes = async (record: RawRecord) => {
        const isMeant = record.topic.endsWith('.createPartyAccount.commandReply') && ++replies === 2;
        await back;
        return isMeant && !isAnswered ? undefined : record;
      };
      const outcome = await runTroubled(own, prefix, { hears, writes }, { argv: [...CREATING, '--timeout', timeout] });
      return outcome;
    }

    proveRows('Kafka: in the middle of a run', {
      'kafka-silent': async () => runTroubled(kafka, await shared(), { hears: () => false }),
      'kafka-silent-operation': async () => runTroubled(kafka, await shared(), { hears: (command) => !isCreation(command) }),
      'kafka-sut-dies': async () => {
        const prefix = await shared();
        const isSecond = secondCreation();
        let isDead = false;
        const partner = await startTroubledPartner(kafka.address, prefix, {
          hears(command) {
            isDead ||= isSecond(command);
            return !isDead;
          },
        });
        return { ...(await runAt(kafka.address, prefix, { argv: CREATING })), server: partner, leaves: true };
      },
      'kafka-broker-dies': async () => {
        const { broker, kafka: own, prefix } = await startBroker();
        const isSecond = secondCreation();
        const outcome = await runTroubled(
          own,
          prefix,
          {
            hears(command) {
              if (isSecond(command)) void broker.kill();
              return true;
            },
          },
          { argv: CREATING },
        );
        return { ...outcome, leaves: true };
      },
      'kafka-broker-returns': () => runWithLoss('90000', true),
      'kafka-reply-lost': () => runWithLoss('40000', false),
      'kafka-interrupted': () =>
        interrupted((interrupt) => {
          const isSecond = secondCreation();
          return {
            hears(command) {
              if (isSecond(command)) interrupt();
              return true;
            },
          };
        }),
      'kafka-interrupted-twice': async () => {
        const outcome = await interruptedTwice();
        return { ...outcome, leaves: true, words: { RUN: outcome.run } };
      },
      'kafka-cleaned': async () => {
        const { run, cwd, server, hear } = await interruptedTwice();
        hear();
        const cleaned = await ctk(['clean', '--run', run], { cwd });
        return { ...cleaned, ...(server && { server }), words: { RUN: run } };
      },
      'kafka-clean-broker-gone': async () => {
        const { run, cwd } = await interruptedTwice();
        const host = `127.0.0.1:${await unusedPort()}`;
        return { ...(await ctk(['clean', '--run', run, '--target', `kafka://${host}`], { cwd })), words: { HOST: host } };
      },
    });
  },
  { secured: true },
);
