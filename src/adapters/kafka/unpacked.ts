/** Compressed data are not what they should be, or unpack to more than the kit takes; the message goes on from "because". */
export class UnpackingError extends Error {}

/** Bytes that one compressed batch may unpack to: 128 MiB, well above what brokers take. */
export const MOST_UNPACKED = 128 * 1024 * 1024;

/** Collects what LZ77 decoders bring forth: new bytes, and repetitions of earlier ones. */
export interface Unpacked {
  literal(bytes: Uint8Array): void;
  /** Repeats `length` bytes that stand `distance` before the end; they may overlap with what is being written. */
  repeat(distance: number, length: number): void;
  whole(): Buffer;
}

/** Creates an empty collection of at most {@link MOST_UNPACKED} bytes. */
export function createUnpacked(expected: number): Unpacked {
  let buffer = Buffer.allocUnsafe(Math.min(Math.max(expected, 64), 1024 * 1024));
  let size = 0;

  const makeRoom = (more: number) => {
    if (size + more > MOST_UNPACKED) throw new UnpackingError(`it unpacks to more than ${MOST_UNPACKED / 1024 / 1024} MiB`);
    if (size + more <= buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(size + more, buffer.length * 2));
    buffer.copy(larger, 0, 0, size);
    buffer = larger;
  };

  return {
    literal(bytes) {
      makeRoom(bytes.length);
      buffer.set(bytes, size);
      size += bytes.length;
    },
    repeat(distance, length) {
      if (distance < 1 || distance > size) throw new UnpackingError('it refers to bytes before its beginning');
      makeRoom(length);
      let from = size - distance;
      for (let left = length; left > 0; ) {
        // what was just written is read again where the two overlap
        const step = Math.min(left, size - from);
        buffer.copyWithin(size, from, from + step);
        size += step;
        from += step;
        left -= step;
      }
    },
    whole: () => buffer.subarray(0, size),
  };
}

/** Reads bytes from the front, and never beyond the end. */
export interface ByteReader {
  readonly isAtEnd: boolean;
  byte(): number;
  /** A little-endian number of so many bytes. */
  little(bytes: number): number;
  take(length: number): Buffer;
}

/** Reads the given bytes. */
export function readBytes(data: Buffer): ByteReader {
  let at = 0;
  const take = (length: number): Buffer => {
    if (length < 0 || at + length > data.length) throw new UnpackingError('it ends too early');
    at += length;
    return data.subarray(at - length, at);
  };
  return {
    get isAtEnd() {
      return at >= data.length;
    },
    byte: () => take(1).readUInt8(),
    little: (bytes) => take(bytes).readUIntLE(0, bytes),
    take,
  };
}
