import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import kafkajs, { type Cluster, type Kafka, type KafkaConfig, type Mechanism } from 'kafkajs';
import { type Decompress, decompressors } from './compression.ts';
import { hushTimers } from './hushed-timers.ts';
import { oauthBearer } from './oauth-bearer.ts';
import { type Compress, compressors, type PackingCodec } from './packing.ts';
import type { KafkaSasl, KafkaSettings, OutgoingRecord, Subscription } from './types.ts';

export type { Admin, Cluster, Consumer, EachBatchPayload, IHeaders, KafkaMessage, Producer } from 'kafkajs';

/** Makes the parts of kafkajs that talk to one cluster, set up the way that the kit needs them. */
export interface Library {
  admin(): ReturnType<Kafka['admin']>;
  producer(): ReturnType<Kafka['producer']>;
  /** @param learn is told the consumer's own view of the cluster */
  consumer(groupId: Subscription['groupId'], learn: (cluster: Cluster) => void): ReturnType<Kafka['consumer']>;
  /** Cuts every connection. */
  destroy(): void;
}

/** Longest wait for an answer to anything but a fetch or a join, in milliseconds. */
const REQUEST_TIMEOUT = 10_000;
/** Longest time that the broker holds a fetch while nothing comes, in milliseconds. */
const LONG_POLL = 200;
/** How long a consumer may not know of partitions that were added, in milliseconds. */
const METADATA_AGE = 10_000;
const KEEP_ALIVE = 60_000;
const RETRIES = { retries: 2, initialRetryTime: 100, maxRetryTime: 1000 };

/** Sets kafkajs up for a cluster; connects to nothing yet. */
export function loadLibrary(settings: KafkaSettings): Library {
  const { CompressionCodecs, CompressionTypes, Kafka, PartitionAssigners, Partitioners, logLevel } = kafkajs;
  hushTimers();
  // one table for the whole process; the built-in gzip has no bound for what it unpacks
  const { GZIP, Snappy, LZ4, ZSTD } = CompressionTypes;
  const { gzip, snappy, lz4, zstd } = decompressors;
  const codec =
    (decompress: Decompress, compress: Compress = refuse) =>
    () => ({ compress, decompress });
  Object.assign(CompressionCodecs, {
    [GZIP]: codec(gzip, compressors.gzip),
    [Snappy]: codec(snappy),
    [LZ4]: codec(lz4),
    [ZSTD]: codec(zstd, compressors.zstd),
  });
  const sockets = new Set<Socket>();

  const create = () =>
    new Kafka({
      ...configurationOf(settings),
      logLevel: logLevel.NOTHING,
      retry: RETRIES,
      socketFactory: ({ host, port, ssl, onConnect }) => {
        const socket =
          settings.tls === undefined
            ? connectPlain({ host, port }, onConnect)
            : connectTls({ host, port, ...(isIP(host) === 0 ? { servername: host } : {}), ...ssl }, onConnect);
        sockets.add(socket);
        return socket.setKeepAlive(true, KEEP_ALIVE).once('close', () => sockets.delete(socket));
      },
    });

  return {
    admin: () => create().admin(),
    producer: () =>
      create().producer({
        createPartitioner: Partitioners.DefaultPartitioner,
        allowAutoTopicCreation: false,
        // a repetition after a lost answer could write the record twice
        retry: { retries: 0 },
      }),
    consumer: (groupId, learn) =>
      create().consumer({
        groupId,
        allowAutoTopicCreation: false,
        minBytes: 1,
        maxWaitTimeInMs: LONG_POLL,
        metadataMaxAge: METADATA_AGE,
        // kafkajs would start again where the topics end by then
        retry: { ...RETRIES, restartOnFailure: async () => false },
        partitionAssigners: [
          (config) => {
            learn(config.cluster);
            return PartitionAssigners.roundRobin(config);
          },
        ],
      }),
    destroy() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function configurationOf({ brokers, clientId, sasl, tls, connectTimeoutMs }: KafkaSettings): KafkaConfig {
  return {
    brokers: [...brokers],
    clientId,
    connectionTimeout: connectTimeoutMs,
    authenticationTimeout: connectTimeoutMs,
    requestTimeout: REQUEST_TIMEOUT,
    enforceRequestTimeout: true,
    ...(sasl && { sasl: saslOf(sasl) }),
    ...(tls && {
      ssl: {
        rejectUnauthorized: !tls.insecure,
        ...(tls.ca !== undefined && { ca: tls.ca }),
        ...(tls.cert !== undefined && { cert: tls.cert }),
        ...(tls.key !== undefined && { key: tls.key }),
        ...(tls.passphrase !== undefined && { passphrase: tls.passphrase }),
        ...(tls.servername !== undefined && { servername: tls.servername }),
      },
    }),
  };
}

/** A fresh object each time: kafkajs keeps what it has built from the credentials on it. */
function saslOf(sasl: KafkaSasl): NonNullable<KafkaConfig['sasl']> {
  if (sasl.mechanism !== 'oauthbearer') {
    const { mechanism, username, password } = sasl;
    return { mechanism, username, password } as NonNullable<KafkaConfig['sasl']>;
  }
  return oauthBearer(sasl.token) as Mechanism;
}

async function refuse(): Promise<never> {
  throw new TypeError('records are written with gzip or zstd only');
}

/** The compression as kafkajs knows it. */
export function compressionOf(codec: PackingCodec | undefined) {
  const { GZIP, None, ZSTD } = kafkajs.CompressionTypes;
  return codec === undefined ? None : { gzip: GZIP, zstd: ZSTD }[codec];
}

/** A record as kafkajs takes it. */
export function messageOf({ partition, key, headers, value }: OutgoingRecord) {
  return { value, headers: { ...headers }, key: key ?? null, ...(partition !== undefined && { partition }) };
}
