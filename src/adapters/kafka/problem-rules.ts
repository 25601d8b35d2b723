import type { KafkaProblemReason } from './problem.ts';

/** What was being done when something went wrong. */
export interface Circumstances {
  /** The configured brokers, joined by commas. */
  readonly brokers: string;
  readonly topics?: readonly string[];
  readonly groupId?: string;
  /** True where a listener without TLS was spoken to, false where TLS was. */
  readonly isPlain: boolean;
}

/** What errors of kafkajs, the network and OpenSSL have, each of them some of it. */
export interface ErrorLike {
  readonly name?: string;
  readonly message?: string;
  /** The name of an error of the protocol, `TOPIC_AUTHORIZATION_FAILED`. */
  readonly type?: string;
  readonly code?: string | number;
  readonly broker?: string;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

/** A kind of error, and what is said of it. */
export type Rule = readonly [matches: (error: ErrorLike) => boolean, reason: KafkaProblemReason, words: (the: Told) => string];

/** What a sentence may name. */
export interface Told extends Circumstances {
  readonly error: ErrorLike;
  /** The broker in question, and whether it is one that the cluster has named itself. */
  readonly broker: string;
  readonly isNamedByCluster: boolean;
}

/** Errors of the protocol of these names. */
export const typed =
  (...types: string[]) =>
  ({ type }: ErrorLike) =>
    type !== undefined && types.includes(type);
/** Errors of the network or OpenSSL whose codes look like that. */
export const coded =
  (...patterns: RegExp[]) =>
  ({ code }: ErrorLike) =>
    typeof code === 'string' && patterns.some((pattern) => pattern.test(code));
/** Errors of kafkajs of these names. */
export const named =
  (...names: string[]) =>
  ({ name }: ErrorLike) =>
    name !== undefined && names.includes(name);

const advertised = ({ isNamedByCluster }: Told) =>
  isNamedByCluster ? ' The cluster itself names this address (advertised.listeners of the broker).' : '';
const topicsOf = ({ topics = [] }: Told) => `the topic${topics.length === 1 ? '' : 's'} ${topics.join(', ')}`;

/** The first that fits an error or one of its causes; the causes that say most come first. */
export const RULES: readonly Rule[] = [
  [
    (error) => named('KafkaJSSASLAuthenticationError')(error) && /not supported by the server/.test(error.message ?? ''),
    'credentials',
    ({ broker, error }) => `${broker} does not offer this way to log in (${error.message}). Choose another mechanism of SASL`,
  ],
  [
    typed('UNSUPPORTED_SASL_MECHANISM'),
    'credentials',
    ({ broker }) => `${broker} does not offer this mechanism of SASL. Choose another one, as the listener's configuration has it`,
  ],
  [
    (error) => typed('SASL_AUTHENTICATION_FAILED')(error) || named('KafkaJSSASLAuthenticationError')(error),
    'credentials',
    ({ broker, error }) => `${broker} refused the credentials (${error.message}). Check user and password, or the token`,
  ],
  [
    typed('ILLEGAL_SASL_STATE'),
    'credentials',
    ({ broker }) => `${broker} takes no login: this listener has no SASL. Leave it out, or use the port of another listener`,
  ],
  [
    typed('TOPIC_AUTHORIZATION_FAILED'),
    'authorization',
    (the) =>
      `${the.brokers} does not allow this user to use ${topicsOf(the)}. Grant READ, WRITE and DESCRIBE as docs/kafka.md lists them`,
  ],
  [
    typed('GROUP_AUTHORIZATION_FAILED'),
    'authorization',
    ({ brokers, groupId }) =>
      `${brokers} does not allow this user to read in the group ${groupId}. Grant READ on groups of that prefix, or choose another prefix`,
  ],
  [
    // kafkajs does not say why no broker would tell it
    named('KafkaJSGroupCoordinatorNotFound'),
    'authorization',
    ({ brokers, groupId }) =>
      `${brokers} does not allow this user to read in the group ${groupId}, or has no coordinator for it. Grant READ on groups of that prefix, choose another prefix, or see the broker's log`,
  ],
  [
    typed('CLUSTER_AUTHORIZATION_FAILED'),
    'authorization',
    ({ brokers }) => `${brokers} does not allow this user to do that. Have the topics created by somebody who may`,
  ],
  [
    typed('MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE'),
    'too-large',
    (the) =>
      `${the.brokers} takes no record of this size for ${topicsOf(the)}. Send less, or raise max.message.bytes of the topic`,
  ],
  [
    typed('UNKNOWN_TOPIC_OR_PARTITION', 'INVALID_TOPIC_EXCEPTION'),
    'unknown-topic',
    (the) => `${the.brokers} does not have ${topicsOf(the)}, or this user may not see it. Create it, or check the topic prefix`,
  ],
  [
    coded(/^ENOTFOUND$/, /^EAI_/),
    'unresolved',
    (the) => `The name in ${the.broker} cannot be resolved. Correct it, or see to its DNS entry.${advertised(the)}`,
  ],
  [
    // kafkajs tells so what was wrong before there was a socket
    (error) => coded(/^ERR_OSSL_/, /^ERR_CRYPTO_/)(error) || /^Failed to connect: /.test(error.message ?? ''),
    'tls',
    ({ error }) =>
      `The certificate, key or CA cannot be used (${error.message?.replace('Failed to connect: ', '')}). Check the PEM files and the passphrase`,
  ],
  [
    coded(/^ERR_SSL_.*ALERT_(.*CERTIFICATE.*|UNKNOWN_CA|HANDSHAKE_FAILURE)$/),
    'tls',
    ({ broker }) =>
      `${broker} demands a client certificate that it knows. Give one (kafka.tls.cert and kafka.tls.key in the configuration)`,
  ],
  [
    coded(/^ERR_TLS_CERT_ALTNAME_INVALID$/),
    'tls',
    ({ broker }) => `The certificate of ${broker} is for another name. Use the name it is for, or give it as the server name`,
  ],
  [
    coded(/^CERT_HAS_EXPIRED$/, /^CERT_NOT_YET_VALID$/),
    'tls',
    ({ broker, error }) => `The certificate of ${broker} is not valid today (${error.code}). Renew it`,
  ],
  [
    coded(/CERT/, /^UNABLE_TO_/),
    'tls',
    ({ broker, error }) =>
      `The certificate of ${broker} is not from a known authority (${error.code}). Give its CA (kafka.tls.ca in the configuration)`,
  ],
  [
    (error) =>
      coded(/^ERR_SSL_/, /^ERR_TLS_/, /^EPROTO$/)(error) ||
      /before secure TLS connection was established/.test(error.message ?? ''),
    'tls',
    ({ broker, error: { code } }) =>
      `No TLS connection with ${broker} came about${code === undefined ? '' : ` (${code})`}. Check that this listener speaks TLS`,
  ],
  [
    coded(/^ECONNREFUSED$/),
    'unreachable',
    (the) =>
      `${the.broker} refused the connection: nothing listens there. Start the broker, or correct host and port.${advertised(the)}`,
  ],
  [
    coded(/^E(HOSTUNREACH|HOSTDOWN|NETUNREACH|NETDOWN|ADDRNOTAVAIL|ACCES|PERM)$/),
    'unreachable',
    (the) => `There is no way to ${the.broker} (${the.error.code}). See to network, VPN and firewall.${advertised(the)}`,
  ],
  [
    // kafkajs forgets that the very first request had no answer, and complains about the second
    (error) =>
      named('KafkaJSRequestTimeoutError', 'KafkaJSLockTimeout')(error) ||
      typed('REQUEST_TIMED_OUT')(error) ||
      error.message === 'Broker not connected',
    'timeout',
    ({ broker }) => `${broker} did not answer in time. Check that it is a Kafka broker, and its log`,
  ],
  [
    (error) => coded(/^ETIMEDOUT$/)(error) || error.message === 'Connection timeout',
    'timeout',
    (the) => `${the.broker} did not take the connection in time. See to network, VPN and firewall.${advertised(the)}`,
  ],
  [
    (error) =>
      named(
        'KafkaJSConnectionError',
        'KafkaJSConnectionClosedError',
        'KafkaJSNoBrokerAvailableError',
        'KafkaJSBrokerNotFound',
      )(error) ||
      coded(/^ECONNRESET$/, /^ECONNABORTED$/, /^EPIPE$/)(error) ||
      error.message === 'Not connected',
    'unreachable',
    ({ broker, isPlain }) =>
      `${broker} closed the connection. Its log should say why${isPlain ? '; this listener may ask for TLS or SASL, or be of something else than Kafka' : '; it may ask for SASL or a client certificate'}`,
  ],
];
