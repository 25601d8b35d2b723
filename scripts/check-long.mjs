import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeFolder, temporaryFolder } from './broker/files.mjs';
import { KAFKA_3, KAFKA_4 } from './broker/settings.mjs';

/**
 * Runs the tests that need Apache Kafka once for each way in which brokers differ, and ends with a table. The exit code is 1 if
 * a test failed or there was no broker. What was skipped for another reason is listed with it by each run.
 */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const TESTS = ['test/broker/listeners', 'test/kafka'];

/** @type {readonly { name: string, env: Record<string, string> }[]} */
const RUNS = [
  {
    name: `Kafka ${KAFKA_4}, topics not made by themselves`,
    env: { CTK_BROKER_VERSION: KAFKA_4, CTK_BROKER_AUTO_CREATE: 'false' },
  },
  { name: `Kafka ${KAFKA_3}`, env: { CTK_BROKER_VERSION: KAFKA_3 } },
  { name: 'topics of three partitions', env: { CTK_BROKER_PARTITIONS: '3' } },
  { name: 'new groups wait 3 seconds', env: { CTK_BROKER_REBALANCE_DELAY: '3000' } },
  { name: 'SASL_SSL with SCRAM-SHA-512', env: { CTK_BROKER_ACCESS: 'scram' } },
  { name: 'client certificates', env: { CTK_BROKER_ACCESS: 'mtls' } },
  { name: 'topics made by themselves', env: { CTK_BROKER_AUTO_CREATE: 'true' } },
];

const folder = await temporaryFolder();
try {
  const outcomes = [];
  for (const [index, { name, env }] of RUNS.entries()) {
    process.stdout.write(`\n=== ${name}\n`);
    outcomes.push({ name, ...(await runTests(env, path.join(folder, `${index}.json`))) });
  }
  const width = Math.max(...RUNS.map(({ name }) => name.length));
  const lines = outcomes.map(({ name, passed, failed, skipped, seconds, isGood }) =>
    [name.padEnd(width), count(passed), count(failed), count(skipped), count(seconds), isGood ? 'ok' : 'FAILED'].join('  '),
  );
  const head = [''.padEnd(width), ' passed', ' failed', 'skipped', 'seconds'].join('  ');
  process.stdout.write(`\n${[head, ...lines].join('\n')}\n`);
  process.exitCode = outcomes.every(({ isGood }) => isGood) ? 0 : 1;
} finally {
  await removeFolder(folder);
}

/**
 * @param {Record<string, string>} extra
 * @param {string} results file
 */
async function runTests(extra, results) {
  const { CTK_KAFKA: _, ...env } = process.env;
  const parameters = [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...TESTS];
  const started = Date.now();
  const child = spawn(process.execPath, parameters, {
    cwd: root,
    stdio: 'inherit',
    env: { ...env, ...extra, CTK_BROKER_REQUIRED: '1', CTK_TEST_RESULTS: results },
  });
  const [code] = await once(child, 'exit');
  const seconds = Math.round((Date.now() - started) / 1000);
  const text = await readFile(results, 'utf8').catch(() => '{}');
  const { numPassedTests: passed = 0, numFailedTests: failed = 0, numPendingTests: skipped = 0 } = JSON.parse(text);
  return { passed, failed, skipped, seconds, isGood: code === 0 && passed > 0 };
}

/** @param {number} number */
function count(number) {
  return String(number).padStart(7);
}
