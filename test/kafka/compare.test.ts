import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Comparison } from '../../src/core/report/comparison-model.ts';
import type { Report } from '../../src/core/report/report-model.ts';
import { startReference } from '../../src/reference/server.ts';
import { describeKafka } from '../support/broker.ts';
import { type CommandResult, ctk } from '../support/cli.ts';
import { createFreshTopics } from '../support/kafka-topics.ts';
import { clusterOf } from './exchange-partners.ts';

const TWO = ['--resource', 'PartyAccount', 'BillFormat'];

await describeKafka('REST and Kafka compared', (kafka) => {
  const target = `kafka://${kafka.address}`;

  /** Both faces over one store. */
  async function serve(...faults: string[]) {
    const { prefix, remove } = await createFreshTopics(kafka);
    const server = await startReference({
      kafka: { settings: clusterOf({ address: kafka.address }), topicPrefix: prefix },
      faults,
    });
    onTestFinished(async () => {
      await server.close();
      await remove();
    });
    return { root: server.root, prefix };
  }

  const compare = (root: string, prefix: string, ...words: string[]) =>
    ctk(['run', ...words, '--target', root, '--target', target, '--topic-prefix', prefix, '--jobs', '2']);

  test('two faces of one conformant server agree, and each shows what the other did', async () => {
    const { root, prefix } = await serve();
    const result = await compare(root, prefix);
    expect(result.err).toBe('');
    expect(result.code).toBe(0);
    const { counts, differences, oneSided, sides, only } = comparisonOf(result);
    expect(differences).toEqual([]);
    expect(oneSided).toEqual([]);
    expect(counts).toMatchObject({ sought: 42, seen: 42 });
    expect(counts.compared).toBeGreaterThan(700);
    expect(sides.map(({ label, profile }) => `${label} ${profile.id}`)).toEqual([
      'REST tmf666-rest-5.0.0',
      'Kafka tmf666-async-5.0.0',
    ]);
    // how messages are labelled is a matter of Kafka alone
    expect(only[0]).toEqual([]);
    expect(new Set(only[1].map(({ kind }) => kind))).toEqual(new Set(['message']));
    for (const folder of ['1-rest', '2-kafka']) {
      const { residue, scenarios } = read<Report>(result, `${folder}/report.json`);
      expect(residue).toEqual([]);
      const there = scenarios
        .find(({ scenario }) => scenario === 'FACES')
        ?.steps.find(({ step }) => step === 'retrieve-there')?.exchanges;
      expect(there?.map(({ over, protocol }) => `${over} ${protocol}`)).toEqual([
        `other ${folder === '1-rest' ? 'kafka' : 'http'}`,
      ]);
    }
    for (const resource of ['billFormat', 'partyAccount']) expect(await (await fetch(`${root}/${resource}`)).json()).toEqual([]);
  }, 240_000);

  test('a fault of one face alone is a difference, and told with the clauses of both documents', async () => {
    const { root, prefix } = await serve('delete-with-body');
    const result = await compare(root, prefix, 'FACES', 'DELETE', ...TWO);
    expect(result.code).toBe(1);
    const { differences } = comparisonOf(result);
    const status = differences.filter(({ requirement }) => requirement === 'status.DELETE');
    expect(status.map(({ resource }) => resource).sort()).toEqual(['BillFormat', 'PartyAccount']);
    expect(status[0]?.sides.map(({ status: said }) => said)).toEqual(['pass', 'fail']);
    expect(status[0]?.sides[1].finding?.code).toBe('body.unasked');
    expect(new Set(status[0]?.sides.map(({ clause }) => clause)).size).toBe(2);
    expect(result.out).toMatch(/DELETE +pass\/FAIL/);
  }, 120_000);

  test('faces of two servers: what only one ignores differs, and neither shows the records of the other', async () => {
    const conformant = await serve();
    const faulty = await serve('fields-ignored');
    const result = await compare(conformant.root, faulty.prefix, 'FACES', 'TC_N3', ...TWO);
    expect(result.code).toBe(1);
    const { differences, counts, sightings } = comparisonOf(result);
    const only = differences.find(({ requirement }) => requirement === 'TC_N3.state.only');
    expect(only?.sides.map(({ status }) => status)).toEqual(['pass', 'fail']);
    expect(counts).toMatchObject({ sought: 12, seen: 0 });
    expect(sightings.filter(({ act, result: seen }) => act === 'created' && seen === 'not seen')).toHaveLength(4);
    expect(result.out).toContain('created over REST → there over Kafka: at 0 of 2 resources');
  }, 120_000);

  test('where the other face is silent, its records are not looked for, and this run goes on', async () => {
    const { root } = await serve();
    const { prefix, remove } = await createFreshTopics(kafka);
    onTestFinished(remove);
    const result = await compare(root, prefix, 'FACES', 'TC_E1', '--resource', 'BillFormat', '--timeout', '1500');
    expect(result.code).toBe(2);
    const { sides, sightings } = comparisonOf(result);
    expect(sides[1].ended?.reason).toBe('unreachable');
    expect(sightings.filter(({ run }) => run === 0).map(({ result: seen }) => seen)).toEqual(['open', 'open', 'open']);
    const rest = read<Report>(result, '1-rest/report.json');
    expect(rest.scenarios.find(({ scenario }) => scenario === 'TC_E1')?.verdict).toBe('pass');
    expect(rest.residue).toEqual([]);
  }, 60_000);
});

function read<Content>(result: CommandResult, name: string): Content {
  return JSON.parse(readFileSync(join(result.cwd, 'ctk-report', name), 'utf8')) as Content;
}

function comparisonOf(result: CommandResult): Comparison {
  return read<Comparison>(result, 'comparison.json');
}
