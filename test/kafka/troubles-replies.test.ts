import { vi } from 'vitest';
import { describeKafka } from '../support/broker.ts';
import { type Outcome, proveRows } from '../support/trouble-rows.ts';
import { configureTopic, onHeaders, onReply, runTroubled, sharedTopics } from './trouble-runs.ts';
import type { KafkaTrouble, RawRecord } from './troubled-partner.ts';

vi.setConfig({ testTimeout: 120_000 });

const MIB = 1024 * 1024;
const NO_TEXT = Buffer.from([0xff, 0xfe, 0x41]);

await describeKafka('replies that are not what they should be', (kafka) => {
  const shared = sharedTopics(kafka);

  async function run(trouble: KafkaTrouble, fails?: string, config = ''): Promise<Outcome> {
    const outcome = await runTroubled(kafka, await shared(), trouble, { config });
    return { ...outcome, ...(fails !== undefined && { fails }) };
  }

  /** What was created cannot be deleted where its id is not known. */
  async function runLeaving(trouble: KafkaTrouble, fails: string): Promise<Outcome> {
    return { ...(await run(trouble, fails)), leaves: true };
  }

  const without = (name: string) => onHeaders(({ [name]: _, ...others }) => others);
  const withStatus = (text: (status: string) => RawRecord['headers'][string]) =>
    onHeaders((headers) => ({ ...headers, 'Status-Code': text(String(headers['Status-Code'])) }));
  const withText = (change: (text: string) => string) =>
    onReply((reply) => (reply.value ? { ...reply, value: change(reply.value.toString()) } : reply));

  /** A run on topics of their own, of which a reply topic has a property. */
  async function runAtTopic(name: string, value: string, trouble: KafkaTrouble, config?: string): Promise<Outcome> {
    const prefix = await shared();
    for (const command of ['createPartyAccount', 'listPartyAccount']) {
      await configureTopic(kafka, `${prefix}.accountManagement.v5.${command}.commandReply`, name, value);
    }
    return run(trouble, undefined, config);
  }

  /** Lists that begin with ten million bytes of other people's records. */
  const large = onReply((reply) => {
    const other = JSON.stringify({ '@type': 'PartyAccount', id: 'of-others', name: 'x'.repeat(1000) });
    const others = Array(9000).fill(other).join(',');
    return {
      ...reply,
      value: (reply.value ?? '[]').toString().replace(/^\[(?=(.))/, (_, next) => `[${others}${next === ']' ? '' : ','}`),
    };
  }, 'list');

  proveRows('Kafka: replies', {
    'reply-other-id': () =>
      runLeaving(
        onHeaders((headers) => ({ ...headers, 'X-Correlation-Id': 'of-somebody-else' })),
        'TC_N1.create.status',
      ),
    'reply-no-id': () => runLeaving(without('X-Correlation-Id'), 'TC_N1.create.status'),
    'reply-no-status': () => runLeaving(without('Status-Code'), 'TC_N1.create.status'),
    'reply-status-word': () =>
      runLeaving(
        withStatus(() => 'OK'),
        'TC_N1.create.status',
      ),
    'reply-status-bytes': () =>
      runLeaving(
        withStatus(() => NO_TEXT),
        'TC_N1.create.status',
      ),
    'reply-status-text': () => run(withStatus((status) => `${status} OK`)),
    'reply-two-statuses': () =>
      runLeaving(
        withStatus((status) => [status, '500']),
        'TC_N1.create.status',
      ),
    'reply-repeated-headers': () =>
      run(
        onHeaders((headers) =>
          Object.fromEntries(Object.entries(headers).map(([name, one]) => [name, [String(one), String(one)]])),
        ),
      ),
    'reply-other-channel': () =>
      run(
        onHeaders((headers) => ({ ...headers, 'X-Request-Channel': NO_TEXT })),
        'message.request-channel',
      ),
    'reply-twice': () => run(onReply((reply) => [reply, reply])),
    'reply-twice-different': () =>
      run(
        onReply((reply) => [reply, { ...reply, headers: { ...reply.headers, 'Status-Code': '500' } }]),
        'message.one-reply',
      ),
    'reply-late': () =>
      run(
        {
          async writes(record) {
            if (record.topic.endsWith('.listPartyAccount.commandReply')) await new Promise((ready) => setTimeout(ready, 2300));
            return record;
          },
        },
        'TC_N1.list.status',
      ),
    'reply-other-topic': () =>
      run(
        onReply((reply) => ({ ...reply, topic: reply.topic.replace('.listParty', '.retrieveParty') }), 'list'),
        'message.reply-channel',
      ),
    'reply-not-json': () =>
      runLeaving(
        withText(() => '<html>Sign in</html>'),
        'resource.representation',
      ),
    'reply-cut': () =>
      runLeaving(
        withText((text) => text.slice(0, -10)),
        'resource.representation',
      ),
    'reply-empty': () =>
      run(
        onReply((reply) => ({ ...reply, value: '' }), 'create'),
        'resource.representation',
      ),
    'reply-tombstone': () =>
      run(
        onReply((reply) => ({ ...reply, value: null }), 'create'),
        'resource.representation',
      ),
    'reply-large': () => runAtTopic('max.message.bytes', String(20 * MIB), large),
    'reply-too-large': () => runAtTopic('max.message.bytes', String(20 * MIB), large, `http: { maxBody: ${MIB} }\n`),
    'reply-gzip': () => runAtTopic('compression.type', 'gzip', {}),
    'reply-snappy': () => runAtTopic('compression.type', 'snappy', {}),
    'reply-lz4': () => runAtTopic('compression.type', 'lz4', {}),
    'reply-zstd': () => runAtTopic('compression.type', 'zstd', {}),
  });
});
