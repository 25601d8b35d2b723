import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startBroker } from '../scripts/broker/broker.mjs';

/**
 * Runs the certification over Kafka many times in a row against one reference implementation, and tells of every verdict
 * that was not the same each time. Exits 1 where one was not, or where a run did not pass.
 *
 *   npm run bench:kafka -- --runs 200 [--scope connect] [--kafka host:port]
 */
const CTK = fileURLToPath(new URL('../bin/ctk.js', import.meta.url));
const PREFIX = 'bench';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    scope: { type: 'string', default: 'connect' },
    kafka: { type: 'string' },
  },
});

const folder = await mkdtemp(path.join(tmpdir(), 'ctk-bench-'));
const own = values.kafka === undefined ? await startBroker({}, (text) => process.stderr.write(`${text}\n`)) : undefined;
const address = values.kafka ?? own.description.address;
const server = await serve(address);
try {
  process.exitCode = report(await certify(Number(values.runs)));
} finally {
  server.kill('SIGINT');
  await once(server, 'exit');
  await own?.stop();
  await rm(folder, { recursive: true, force: true });
}

/** Starts the reference implementation and waits until it says where it is. */
async function serve(kafka) {
  const options = ['serve', '--kafka', kafka, '--topic-prefix', PREFIX, '--create-topics', '--port', '0'];
  const child = spawn(process.execPath, [CTK, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('kafka://')) return child;
  throw new Error('the reference implementation did not start');
}

/** Every run: its exit code, how long it took, and its verdicts by scenario and resource. */
async function certify(count) {
  const runs = [];
  for (let number = 1; number <= count; number += 1) {
    const begun = performance.now();
    const exit = await once(certification(), 'exit');
    const milliseconds = performance.now() - begun;
    const { matrix } = JSON.parse(await readFile(path.join(folder, 'report.json'), 'utf8'));
    const cells = matrix.rows.flatMap((row) => row.cells.map((cell) => [`${row.scenario}@${cell.resource}`, cell.verdict]));
    runs.push({ exit: exit[0], milliseconds, verdicts: new Map(cells) });
    if (process.stderr.isTTY || number % 10 === 0) process.stderr.write(`run ${number} of ${count}: exit ${exit[0]}\n`);
  }
  return runs;
}

function certification() {
  const target = ['--target', `kafka://${address}`, '--topic-prefix', PREFIX];
  return spawn(process.execPath, [CTK, 'run', ...target, '--scope', values.scope, '--quiet', '--out', folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function report(runs) {
  const places = [...new Set(runs.flatMap(({ verdicts }) => [...verdicts.keys()]))];
  const flaky = places.filter((place) => new Set(runs.map(({ verdicts }) => verdicts.get(place))).size > 1);
  const passed = runs.filter(({ exit }) => exit === 0).length;
  const times = runs.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))]);
  process.stdout.write(
    `${runs.length} runs of scope ${values.scope}: ${passed} exit 0, ${places.length} verdicts each, ${flaky.length} of them not always the same; ` +
      `a run takes ${at(0.5)} ms (median), ${at(0.95)} ms (95 of 100), ${at(1)} ms (longest)\n`,
  );
  for (const place of flaky) {
    const seen = runs.map(({ verdicts }) => verdicts.get(place) ?? 'none');
    const counts = [...new Set(seen)].map((verdict) => `${verdict} ${seen.filter((other) => other === verdict).length}×`);
    process.stdout.write(`${place}: ${counts.join(', ')}\n`);
  }
  return flaky.length === 0 && passed === runs.length ? 0 : 1;
}
