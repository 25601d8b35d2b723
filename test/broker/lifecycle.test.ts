import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { cacheFolder } from '../../scripts/broker/files.mjs';
import { archivesFolder } from '../../scripts/broker/maven.mjs';
import { KAFKA_4 } from '../../scripts/broker/settings.mjs';
import { packagePath } from '../../src/cli/kit.ts';
import { describeKafka, startOwnBroker } from '../support/broker.ts';
import { temporaryFolder } from '../support/cli.ts';
import { createTopic, readFirst, roundTrip, write } from '../support/kafka-client.ts';
import { isPortFree, runProcess } from '../support/processes.ts';

/** A busy machine takes a while for a broker. */
vi.setConfig({ testTimeout: 180_000 });

const script = packagePath('scripts/broker.mjs');

await describeKafka(
  'a broker of its own',
  () => {
    test('keeps its records and its ports when it is killed and started again, and leaves nothing when it is stopped', async () => {
      const broker = await startOwnBroker();
      onTestFinished(() => broker.stop());
      const { address, certificates } = broker.description;
      const topic = await createTopic({ address });
      await write({ address }, topic, 'hello');

      await broker.kill();
      await expect(readFirst({ address }, topic)).rejects.toThrow('ECONNREFUSED');

      await broker.restart();
      expect(await readFirst({ address }, topic)).toBe('hello');

      await broker.stop();
      expect(existsSync(path.dirname(path.dirname(certificates.ca)))).toBe(false);
      expect(await isPortFree(portOf(address))).toBe(true);
    });

    test('is left running by `start`, found by `status`, and ended by `stop`', async () => {
      const work = isolatedWork();
      const started = await work.run('start');
      onTestFinished(async () => {
        await work.run('stop');
      });
      expect(started.err).toBe('');
      const address = /^Apache Kafka \S+ is ready at (\S+)$/m.exec(started.out)?.[1] ?? '';
      expect(await roundTrip({ address }, 'hello')).toBe('hello');

      expect((await work.run('status')).out).toBe(started.out);
      expect((await work.run('stop', '--port', '1')).code).toBe(1);
      expect(await work.run('stop', '--port', String(portOf(address)))).toMatchObject({ code: 0, out: `stopped ${address}\n` });
      expect(work.brokers()).toEqual([]);
      expect((await work.run('status')).out).toBe('no broker is running that was started here\n');
    });

    test('ends with the process that started it, however that ends', async () => {
      const work = isolatedWork();
      const suicide = 'process.stdout.write(process.env.CTK_KAFKA); process.kill(process.ppid, "SIGKILL")';
      const { code, out } = await work.run('run', process.execPath, '-e', suicide);
      expect(code).toBe(null);
      await expect.poll(() => work.brokers(), { timeout: 20_000 }).toEqual([]);
      expect(await isPortFree(portOf(out))).toBe(true);
    });

    test('lives as long as the program of `run`; what a killed one left behind, the next one removes', async () => {
      const work = isolatedWork();
      const kill = `const fs = require('node:fs'), [name] = fs.readdirSync(process.env.TMPDIR);
        const { supervisor } = JSON.parse(fs.readFileSync(process.env.TMPDIR + '/' + name + '/processes.json', 'utf8'));
        process.stdout.write(process.env.CTK_KAFKA); process.kill(supervisor, 'SIGKILL')`;
      const killed = await work.run('run', process.execPath, '-e', kill);
      expect(work.brokers()).toHaveLength(1);
      expect(await isPortFree(portOf(killed.out))).toBe(false);

      const program = 'process.stdout.write(process.env.CTK_KAFKA); process.exit(7)';
      const { code, out, err } = await work.run('run', process.execPath, '-e', program);
      expect({ code, err }).toEqual({ code: 7, err: `broker: Apache Kafka ${KAFKA_4} is ready at ${out}\n` });
      expect(work.brokers()).toEqual([]);
      await expect.poll(() => isPortFree(portOf(killed.out))).toBe(true);
    });

    test('names the port that it was told to take and cannot', async () => {
      const server = createServer();
      onTestFinished(() => void server.close());
      const port = await new Promise<number>((resolve) => {
        server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
      });
      await expect(startOwnBroker({ port })).rejects.toThrow(`port ${port} of 127.0.0.1 is in use`);
    });
  },
  { secured: true },
);

function portOf(address: string): number {
  return Number(address.split(':')[1]);
}

/** The command with a register and temporary files of its own, but the archives that are there. */
function isolatedWork() {
  const folder = temporaryFolder();
  const cache = path.join(folder, 'tmf666-ctk');
  const TMPDIR = path.join(folder, 'tmp');
  mkdirSync(cache);
  mkdirSync(TMPDIR);
  symlinkSync(archivesFolder(KAFKA_4), path.join(cache, path.relative(cacheFolder(), archivesFolder(KAFKA_4))), 'dir');
  const env = { ...process.env, XDG_CACHE_HOME: folder, TMPDIR };
  return {
    run: (...parameters: string[]) =>
      runProcess(process.execPath, [script, ...parameters], { cwd: folder, env, limitMs: 120_000 }),
    /** The folders of brokers. */
    brokers: () => readdirSync(TMPDIR).filter((name) => name.startsWith('ctk-broker-')),
  };
}
