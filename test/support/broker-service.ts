import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TestProject } from 'vitest/node';
import { type Broker, startBroker } from '../../scripts/broker/broker.mjs';
import { archivesFolder } from '../../scripts/broker/maven.mjs';
import type { BrokerDescription } from '../../scripts/broker/node.mjs';
import { missingJava, missingMaven } from '../../scripts/broker/programs.mjs';
import type { BrokerSettings } from '../../scripts/broker/settings.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files ask for brokers. */
    brokerService: string;
  }
}

/** What a test file that asked for a broker is told. */
export type BrokerAnswer =
  | { readonly kind: 'ready'; readonly broker: BrokerDescription }
  | { readonly kind: 'missing'; readonly reason: string }
  | { readonly kind: 'failed'; readonly message: string };

/** Starts a broker for the first test file that asks for one of its settings, shares it, and stops all at the end of the run. */
export default function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const brokers = new Map<string, Promise<Broker>>();
  const server = createServer(async (request, response) => {
    const answer = await answerTo(request, brokers).catch(
      (error: Error): BrokerAnswer => ({ kind: 'failed', message: error.message }),
    );
    response.end(JSON.stringify(answer));
  });

  const stop = async () => {
    await new Promise((resolve) => server.close(resolve));
    const started = await Promise.allSettled(brokers.values());
    await Promise.all(started.map((start) => start.status === 'fulfilled' && start.value.stop()));
  };
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      provide('brokerService', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      resolve(stop);
    });
  });
}

async function answerTo(request: IncomingMessage, brokers: Map<string, Promise<Broker>>): Promise<BrokerAnswer> {
  const key = await text(request);
  const settings: BrokerSettings = JSON.parse(key);
  const reason = await missingFor(settings.version);
  if (reason !== undefined) return { kind: 'missing', reason };
  let broker = brokers.get(key);
  if (broker === undefined) {
    broker = startBroker(settings, (line) => process.stderr.write(`${line}\n`));
    brokers.set(key, broker);
  }
  return { kind: 'ready', broker: (await broker).description };
}

async function missingFor(version: string): Promise<string | undefined> {
  return (await missingJava()) ?? (existsSync(archivesFolder(version)) ? undefined : await missingMaven());
}
