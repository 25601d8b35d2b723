import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { packagePath } from '../../src/cli/kit.ts';
import { temporaryFolder } from '../support/cli.ts';
import { endProcess, runProcess, startProcess } from '../support/processes.ts';

const VERSION = '0.0.1';
const FETCH = `import { fetchArchives } from ${JSON.stringify(packagePath('scripts/broker/maven.mjs'))};
fetchArchives('${VERSION}', console.log).then(console.log, (error) => { console.log(error.message); process.exit(1) });`;

/** Ways of Maven; each call leaves a line in `calls`. */
const MAVEN = {
  quick: 'mkdir lib && touch lib/kafka.jar',
  slow: 'mkdir lib && touch lib/half.jar && sleep 1 && touch lib/kafka.jar',
  stuck: 'mkdir lib && touch lib/half.jar && exec sleep 10',
  failing: 'echo "[ERROR] no route to the repository" && exit 1',
};

describe.skipIf(process.platform === 'win32')('the archives of Kafka', () => {
  test('are fetched once by two processes that want them at the same time', async () => {
    const work = workplace('slow');
    const both = await Promise.all([work.fetch(), work.fetch()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(work.calls()).toBe(1);
    expect(work.files()).toEqual(['kafka-0.0.1']);
    expect(readdirSync(path.join(work.cache, 'kafka-0.0.1'))).toContain('kafka.jar');
  });

  test('are there completely or not at all: a fetch that is killed hinders no later one', async () => {
    const work = workplace('stuck');
    const killed = startProcess(process.execPath, work.parameters, work);
    await vi.waitUntil(() => work.calls() === 1 && work.files().some((name) => name.includes('.part-')), { timeout: 20_000 });
    await endProcess(killed);
    expect(existsSync(path.join(work.cache, 'kafka-0.0.1'))).toBe(false);

    work.become('quick');
    expect((await work.fetch()).code).toBe(0);
    expect(readdirSync(path.join(work.cache, 'kafka-0.0.1'))).toEqual(['kafka.jar']);
    expect(work.files()).toEqual(['kafka-0.0.1']);
  });

  test('cannot be had where Maven fails: it says why, and nothing is left', async () => {
    const work = workplace('failing');
    const { code, out } = await work.fetch();
    expect({ code, out: out.split('\n').at(1) }).toEqual({
      code: 1,
      out: `Maven could not fetch Apache Kafka ${VERSION}: no route to the repository`,
    });
    expect(work.files()).toEqual([]);
  });
});

/** A cache of its own, and a Maven that does what the test wants. */
function workplace(way: keyof typeof MAVEN) {
  const folder = temporaryFolder();
  const cache = path.join(folder, 'tmf666-ctk');
  const log = path.join(folder, 'calls');
  mkdirSync(cache);
  writeFileSync(log, '');
  const become = (next: keyof typeof MAVEN) => {
    const script = `#!/bin/sh\n[ "$1" = --version ] && exit\necho called >> '${log}'\n${MAVEN[next]}\n`;
    writeFileSync(path.join(folder, 'mvn'), script, { mode: 0o755 });
  };
  become(way);
  const env = { ...process.env, XDG_CACHE_HOME: folder, PATH: `${folder}${path.delimiter}${process.env.PATH}` };
  const parameters = ['--input-type=module', '--eval', FETCH];
  return {
    cwd: folder,
    env,
    cache,
    parameters,
    become,
    fetch: () => runProcess(process.execPath, parameters, { cwd: folder, env }),
    calls: () => readFileSync(log, 'utf8').split('\n').length - 1,
    files: () => readdirSync(cache),
  };
}
