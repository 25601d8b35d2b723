import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** The compressions that records can be written with. */
export type PackingCodec = 'gzip' | 'zstd';

/** Packs the records of a batch. */
export type Compress = (records: { readonly buffer: Buffer }) => Promise<Buffer>;

const packGzip = promisify(gzip);

/** For each compression that can be written. */
export const compressors: Readonly<Record<PackingCodec, Compress>> = {
  gzip: ({ buffer }) => packGzip(buffer),
  zstd: async ({ buffer }) => packZstd(buffer),
};

/** As much as one block of Zstandard may hold. */
const BLOCK = 128 * 1024;

/** One frame of Zstandard (RFC 8878) whose blocks hold the data as it is: every reader takes it, and it needs no library. */
export function packZstd(data: Buffer): Buffer {
  const header = Buffer.alloc(9);
  header.writeUInt32LE(0xfd2fb528, 0);
  // one segment, with its size in four bytes
  header.writeUInt8(0xa0, 4);
  header.writeUInt32LE(data.length, 5);
  const parts: Buffer[] = [header];
  for (let at = 0; at === 0 || at < data.length; at += BLOCK) {
    const block = data.subarray(at, at + BLOCK);
    const blockHeader = Buffer.alloc(3);
    const isLast = at + BLOCK >= data.length ? 1 : 0;
    blockHeader.writeUIntLE(block.length * 8 + isLast, 0, 3);
    parts.push(blockHeader, block);
  }
  return Buffer.concat(parts);
}
