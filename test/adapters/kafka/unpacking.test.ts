import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { unreadable } from '../../../src/adapters/kafka/compression.ts';
import { type KafkaMessage, loadLibrary } from '../../../src/adapters/kafka/kafkajs.ts';
import { unpackLz4 } from '../../../src/adapters/kafka/lz4.ts';
import { packZstd } from '../../../src/adapters/kafka/packing.ts';
import { recordOf } from '../../../src/adapters/kafka/record.ts';
import { unpackSnappy } from '../../../src/adapters/kafka/snappy.ts';
import { createUnpacked, MOST_UNPACKED, UnpackingError } from '../../../src/adapters/kafka/unpacked.ts';
import { unpackZstd } from '../../../src/adapters/kafka/zstd.ts';

const require = createRequire(import.meta.url);

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

test('snappy: literals, and copies with offsets of one, two and four bytes', () => {
  // literal 'abcd'; then 4 bytes from 4 before, 5 from 2 before, 1 from 13 before
  const block = hex('0e 0c 61626364 01 04 12 0200 03 0d000000');
  expect(unpackSnappy(block).toString()).toBe('abcdabcdcdcdca');
});

test('snappy: a long literal, whose length stands in bytes of its own', () => {
  const block = Buffer.concat([hex('c801 f0 c7'), Buffer.alloc(200, 'x')]);
  expect(unpackSnappy(block).toString()).toBe('x'.repeat(200));
});

test('lz4: stored and compressed blocks, with sizes and checksums that are passed over', () => {
  const header = hex('04224d18 7c 40 0900000000000000 00');
  const stored = hex('03000080 616263 deadbeef');
  // 'd', then 4 bytes from 4 before; at last the literal 'e'
  const compressed = hex('06000000 10 64 0400 10 65 deadbeef');
  expect(unpackLz4(Buffer.concat([header, stored, compressed, hex('00000000 deadbeef')])).toString()).toBe('abcdabcde');
});

test('zstd: what the kit packs itself', () => {
  const text = 'conformance '.repeat(40_000);
  expect(unpackZstd(packZstd(Buffer.from(text))).toString()).toBe(text);
});

test.each<[string, () => unknown, RegExp]>([
  ['snappy that ends too early', () => unpackSnappy(hex('0e 0c 6162')), /ends too early/],
  ['snappy that refers before its beginning', () => unpackSnappy(hex('0e 0c 61626364 01 09')), /before its beginning/],
  ['snappy of another length', () => unpackSnappy(hex('05 0c 61626364')), /length/],
  ['lz4 without a frame', () => unpackLz4(hex('00000000 00')), /no frame of LZ4/],
  ['lz4 that ends too early', () => unpackLz4(hex('04224d18 40 40 00 ff000000 61')), /ends too early/],
])('%s is refused', (_, unpack, message) => {
  expect(unpack).toThrow(UnpackingError);
  expect(unpack).toThrow(message);
});

test('what unpacks to more than the kit takes is given up', () => {
  const unpacked = createUnpacked(0);
  unpacked.literal(Buffer.from('x'));
  expect(() => unpacked.repeat(1, MOST_UNPACKED)).toThrow(/unpacks to more than 128 MiB/);
});

/** The decoder of kafkajs for a batch of records, from after the offset of the first. */
const decodeBatch: (
  decoder: object,
) => Promise<{ records: KafkaMessage[] }> = require('kafkajs/src/protocol/recordBatch/v0/decoder');
const Decoder: new (data: Buffer) => object = require('kafkajs/src/protocol/decoder');

/** A batch of two records, whose content is nonsense. */
function batchOfNonsense(compression: number): Buffer {
  const content = Buffer.from('nonsense');
  const batch = Buffer.alloc(61);
  batch.writeBigInt64BE(7n, 0); // offset of the first
  batch.writeInt32BE(49 + content.length, 8);
  batch.writeInt8(2, 16); // format
  batch.writeInt16BE(compression, 21);
  batch.writeInt32BE(1, 23); // from the first to the last
  batch.writeInt32BE(2, 57); // number of records
  return Buffer.concat([batch, content]);
}

test.each([
  ['gzip', 1],
  ['snappy', 2],
  ['lz4', 3],
  ['zstd', 4],
] as const)('records of a batch of %s that cannot be read are handed over as such, each at its offset', async (codec, type) => {
  loadLibrary({ brokers: ['127.0.0.1:1'], clientId: 'test', connectTimeoutMs: 1, patienceMs: 1 });
  const { records } = await decodeBatch(new Decoder(batchOfNonsense(type)));
  const why = expect.stringMatching(/./);
  expect(records.map((record) => recordOf('topic', 0, record))).toMatchObject([
    { topic: 'topic', partition: 0, offset: '7', headers: {}, value: null, unreadable: { codec, why } },
    { topic: 'topic', partition: 0, offset: '8', headers: {}, value: null, unreadable: { codec, why } },
  ]);
});

test('a record with headers of its own is not taken for unreadable', () => {
  expect(unreadable({ unreadable: Buffer.from('{}') })).toBeUndefined();
  expect(unreadable(undefined)).toBeUndefined();
});
