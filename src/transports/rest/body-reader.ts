import type { Transform } from 'node:stream';

/** The decoded body is larger than the run allows. */
export class BodyTooLargeError extends Error {
  readonly limit: number;

  constructor(limit: number) {
    super(`The body is larger than ${limit} bytes`);
    this.limit = limit;
  }
}

/** The body is not what its `Content-Encoding` says, or that encoding was not asked for; the message goes on from "because". */
export class BodyEncodingError extends Error {}

/** Collects a body, chunk by chunk, decoded and within the limit. */
export interface BodyReader {
  /** False where the sender has to wait for `onDrain`. */
  write(chunk: Buffer): boolean;
  /** Hands over the whole body once it is decoded, unless `onError` is told why not. */
  end(done: (body: Buffer) => void): void;
  /** Releases what the decoder holds. */
  destroy(): void;
}

export interface BodyReaderOptions {
  /** Of the `Content-Encoding` header, empty where there is none. */
  readonly encoding: string;
  /** Bytes of the decoded body. */
  readonly limit: number;
  onDrain(): void;
  /** The body cannot be taken: the sender should stop at once. */
  onError(error: Error): void;
}

/** The encodings that the transport asks for and reads. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

/** Reads a body of any of the accepted encodings; what exceeds the limit is dropped as it comes, a zip bomb too. */
export function createBodyReader(options: BodyReaderOptions): BodyReader {
  const encodings = options.encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  const [encoding, ...others] = encodings;
  if (encoding === undefined) return createPlainReader(options);
  return createDecodingReader(options, others.length === 0 ? encoding : encodings.join(', '));
}

function createPlainReader({ limit, onError }: BodyReaderOptions): BodyReader {
  const collected = collect(limit, onError);
  return {
    write(chunk) {
      collected.add(chunk);
      return true;
    },
    end: (done) => done(collected.whole()),
    destroy() {},
  };
}

function createDecodingReader({ limit, onDrain, onError }: BodyReaderOptions, encoding: string): BodyReader {
  const collected = collect(limit, fail);
  let decoder: Transform | undefined;
  let failed = false;

  function fail(error: Error): void {
    if (failed) return;
    failed = true;
    decoder?.destroy();
    onError(error);
  }

  function start(first: Buffer): Transform | undefined {
    const created = createDecoder(encoding, first);
    if (created === undefined) fail(new BodyEncodingError(`it has the content encoding '${encoding}', which was not asked for`));
    return created
      ?.on('data', (chunk: Buffer) => collected.add(chunk))
      .on('drain', onDrain)
      .on('error', (error) => fail(new BodyEncodingError(`it is not valid ${encoding} (${error.message})`, { cause: error })));
  }

  return {
    write(chunk) {
      if (failed) return true;
      decoder ??= start(chunk);
      return decoder === undefined || decoder.write(chunk);
    },
    end(done) {
      if (decoder === undefined) return done(collected.whole());
      decoder.on('end', () => done(collected.whole())).end();
    },
    destroy() {
      failed = true;
      decoder?.destroy();
    },
  };
}

function createDecoder(encoding: string, first: Buffer): Transform | undefined {
  const zlib = process.getBuiltinModule('node:zlib');
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip();
    case 'br':
      return zlib.createBrotliDecompress();
    case 'deflate':
      // some servers send the bare stream without the zlib header that RFC 9110 asks for
      return ((first[0] ?? 0) & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw();
    default:
      return undefined;
  }
}

function collect(limit: number, onExcess: (error: BodyTooLargeError) => void): { add(chunk: Buffer): void; whole(): Buffer } {
  let chunks: Buffer[] = [];
  let size = 0;
  return {
    add(chunk) {
      if (size > limit) return;
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      chunks = [];
      onExcess(new BodyTooLargeError(limit));
    },
    whole: () => (chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)),
  };
}
