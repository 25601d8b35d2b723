import { createUnpacked, readBytes, type Unpacked, UnpackingError } from './unpacked.ts';

/** What the Java client puts before blocks of Snappy; `\x82SNAPPY\0`, then two versions of four bytes each. */
const FRAMED = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);

/** Unpacks Snappy, as a bare block or in the frames of the Java client. */
export function unpackSnappy(data: Buffer): Buffer {
  const unpacked = createUnpacked(data.length * 4);
  if (!data.subarray(0, FRAMED.length).equals(FRAMED)) {
    unpackBlock(data, unpacked);
    return unpacked.whole();
  }
  const reader = readBytes(data);
  reader.take(FRAMED.length + 8);
  while (!reader.isAtEnd) unpackBlock(reader.take(reader.take(4).readInt32BE()), unpacked);
  return unpacked.whole();
}

function unpackBlock(data: Buffer, into: Unpacked): void {
  const reader = readBytes(data);
  const expected = readLength(reader.byte);
  const before = into.whole().length;
  while (!reader.isAtEnd) {
    const tag = reader.byte();
    switch (tag & 3) {
      case 0: {
        const short = tag >>> 2;
        into.literal(reader.take(1 + (short < 60 ? short : reader.little(short - 59))));
        break;
      }
      case 1:
        into.repeat(((tag & 0xe0) << 3) | reader.byte(), 4 + ((tag >>> 2) & 7));
        break;
      default:
        into.repeat(reader.little((tag & 3) === 2 ? 2 : 4), 1 + (tag >>> 2));
    }
  }
  if (into.whole().length - before !== expected) throw new UnpackingError('its length is not the one that it names');
}

/** Seven bits at a time, the lowest first. */
function readLength(byte: () => number): number {
  let length = 0;
  for (let factor = 1; ; factor *= 128) {
    const next = byte();
    length += (next & 127) * factor;
    if (next < 128) return length;
  }
}
