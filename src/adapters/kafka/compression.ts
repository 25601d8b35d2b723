import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { unzip } from 'node:zlib';
import { unpackLz4 } from './lz4.ts';
import { unpackSnappy } from './snappy.ts';
import type { Codec, Unreadable } from './types.ts';
import { MOST_UNPACKED } from './unpacked.ts';
import { unpackZstd } from './zstd.ts';

/** Unpacks the records of a batch; resolves in any case. */
export type Decompress = (data: Buffer) => Promise<Buffer>;

const unpackGzip = promisify(unzip);

/** For each compression of Kafka; what cannot be unpacked becomes records that say so, which {@link unreadable} knows. */
export const decompressors: Readonly<Record<Codec, Decompress>> = {
  gzip: orExplained('gzip', (data) => unpackGzip(data, { maxOutputLength: MOST_UNPACKED })),
  snappy: orExplained('snappy', unpackSnappy),
  lz4: orExplained('lz4', unpackLz4),
  zstd: orExplained('zstd', unpackZstd),
};

/** The header of records that stand for unreadable ones; nobody can give a record one of that name. */
const MARK = `unreadable-${randomUUID()}`;
/** As many records as a batch that cannot be read may have. */
const MOST_RECORDS = 10_000;

/**
 * An error would end the consumer, over and over at the same place. How many records the batch has is not known here:
 * kafkajs takes as many from the front as it needs.
 */
function orExplained(codec: Codec, unpack: (data: Buffer) => Buffer | Promise<Buffer>): Decompress {
  return async (data) => {
    try {
      return await unpack(data);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const note = JSON.stringify({ codec, why } satisfies Unreadable);
      return Buffer.concat(Array.from({ length: MOST_RECORDS }, (_, index) => standIn(index, note)));
    }
  };
}

/** What is wrong with the batch of a record, where its headers come from here. */
export function unreadable(headers: Readonly<Record<string, unknown>> | undefined): Unreadable | undefined {
  const note = headers?.[MARK];
  return Buffer.isBuffer(note) ? (JSON.parse(note.toString()) as Unreadable) : undefined;
}

/** A record of Kafka's second message format without key and value. */
function standIn(offsetDelta: number, note: string): Buffer {
  const header = [...sized(Buffer.from(MARK)), ...sized(Buffer.from(note))];
  const record = [0, ...variable(0), ...variable(offsetDelta), ...variable(-1), ...variable(-1), ...variable(1), ...header];
  return Buffer.from([...variable(record.length), ...record]);
}

function sized(bytes: Buffer): number[] {
  return [...variable(bytes.length), ...bytes];
}

/** Zigzag, then seven bits at a time, the lowest first. */
function variable(value: number): number[] {
  const bytes: number[] = [];
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}
