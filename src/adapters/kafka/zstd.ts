import { Decompress } from 'fzstd';
import { createUnpacked } from './unpacked.ts';

/** Bytes that are unpacked at a time, so that a bomb is noticed before it has filled the memory. */
const STEP = 4096;

/** Unpacks frames of Zstandard. */
export function unpackZstd(data: Buffer): Buffer {
  const unpacked = createUnpacked(data.length * 4);
  const stream = new Decompress((chunk) => unpacked.literal(chunk));
  for (let at = 0; at < data.length; at += STEP) stream.push(data.subarray(at, at + STEP), at + STEP >= data.length);
  return unpacked.whole();
}
