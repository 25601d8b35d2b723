import { type ByteReader, createUnpacked, readBytes, type Unpacked, UnpackingError } from './unpacked.ts';

const MAGIC = 0x184d2204;

/** Unpacks frames of LZ4. The checksums are left to the broker, which has taken the record. */
export function unpackLz4(data: Buffer): Buffer {
  const unpacked = createUnpacked(data.length * 4);
  const reader = readBytes(data);
  while (!reader.isAtEnd) unpackFrame(reader, unpacked);
  return unpacked.whole();
}

function unpackFrame(reader: ByteReader, into: Unpacked): void {
  if (reader.little(4) !== MAGIC) throw new UnpackingError('it is no frame of LZ4');
  const flags = reader.byte();
  const has = (bit: number) => (flags & (1 << bit)) !== 0;
  reader.byte(); // largest block
  reader.take((has(3) ? 8 : 0) + (has(0) ? 4 : 0)); // size of the content, dictionary
  reader.byte(); // checksum of the header
  for (;;) {
    const size = reader.little(4);
    if (size === 0) break;
    const block = reader.take(size % 0x80000000);
    if (size >= 0x80000000) into.literal(block);
    else unpackBlock(block, into);
    if (has(4)) reader.take(4);
  }
  if (has(2)) reader.take(4);
}

function unpackBlock(block: Buffer, into: Unpacked): void {
  const reader = readBytes(block);
  while (!reader.isAtEnd) {
    const token = reader.byte();
    into.literal(reader.take(readLength(token >>> 4, reader)));
    // the last sequence of a block has literals alone
    if (reader.isAtEnd) return;
    const distance = reader.little(2);
    into.repeat(distance, 4 + readLength(token & 15, reader));
  }
}

/** Four bits, and as many bytes more as are full. */
function readLength(short: number, reader: ByteReader): number {
  let length = short;
  if (short < 15) return length;
  for (;;) {
    const more = reader.byte();
    length += more;
    if (more < 255) return length;
  }
}
