import type { Failure, FailureReason } from '../../core/exchange.ts';
import { BodyEncodingError, BodyTooLargeError } from './body-reader.ts';
import type { HttpError, Stage } from './http-client.ts';

/** The exchange took longer than the limit. */
export class TimeLimitError extends Error {
  readonly limitMs: number;

  constructor(limitMs: number) {
    super(`No end within ${limitMs} ms`);
    this.limitMs = limitMs;
  }
}

/** The run or the transport was ended while the exchange was under way. */
export class InterruptedError extends Error {}

/** Whom the exchange was with. */
export interface Peer {
  /** With port, `example.org:8080`. */
  readonly host: string;
  /** Host and port of the proxy on the way, if there is one. */
  readonly proxy?: string | undefined;
  /** True where the kit speaks TLS and has no client certificate. */
  readonly anonymous?: boolean;
}

/** What a sentence may name: with whom, and how far the exchange had come. */
interface Circumstances extends Peer {
  readonly stage: Stage;
  readonly error: Error & { readonly code?: string };
}

type Sentence = (circumstances: Circumstances) => string;

const MORE_TIME = 'If that is its normal pace, allow more with --timeout';

const refused: Row = [
  'refused',
  ({ host }) => `${host} refused the connection: nothing listens there. Start the server, or correct host and port in --target`,
];
const unresolved: Row = [
  'unresolved',
  ({ host }) => `The name in ${host} cannot be resolved. Correct the host in --target, or see to its DNS entry`,
];
const unreachable: Row = [
  'unreachable',
  ({ host, error }) => `There is no way to ${host} (${error.code}). See to network, VPN and firewall`,
];
const timeout: Row = ['timeout', ({ host, stage }) => `${SILENCE[stage](host)}. ${MORE_TIME}`];
const reset: Row = [
  'reset',
  // with TLS 1.3 the alert that demands a certificate may be lost with the connection
  ({ host, anonymous }) =>
    `${host} closed the connection without a reply. Its log should say why${anonymous ? '; it may demand a client certificate, http.tls.cert in the configuration' : ''}`,
];
const truncated: Row = [
  'truncated',
  ({ host }) => `${host} closed the connection in the middle of its reply. Its log should say why`,
];
const malformed: Row = [
  'malformed',
  ({ host, error }) =>
    `${host} sent something that is no HTTP/1.1 reply (${error.message}). Check that --target names an HTTP server`,
];
const untrusted: Row = [
  'tls',
  ({ host, error }) =>
    `The certificate of ${host} is not from a known authority (${error.code}). Give its CA as http.tls.ca in the configuration, or use --insecure`,
];
const outdated: Row = [
  'tls',
  ({ host, error }) => `The certificate of ${host} is not valid today (${error.code}). Renew it, or use --insecure`,
];
const misnamed: Row = [
  'tls',
  ({ host }) => `The certificate of ${host} is for another name. Use the name it is for in --target, or use --insecure`,
];
const noClientCertificate: Row = [
  'tls',
  ({ host }) =>
    `${host} demands a client certificate that it knows. Give one as http.tls.cert and http.tls.key in the configuration`,
];
const unusableKey: Row = [
  'tls',
  ({ error }) =>
    `The certificate, key or CA in http.tls of the configuration cannot be used (${error.code}). Check the PEM files and the passphrase`,
];
const handshake: Row = [
  'tls',
  ({ host, error }) =>
    `No TLS connection with ${host} came about (${error.code}). Check that it speaks HTTPS, or use http:// in --target`,
];

const SILENCE: Record<Stage, (host: string) => string> = {
  connecting: (host) => `${host} did not take the connection in time`,
  waiting: (host) => `${host} did not answer in time`,
  receiving: (host) => `${host} did not finish its reply in time`,
};

type Row = readonly [FailureReason, Sentence];

/** Error codes of undici, the network and OpenSSL; the ones that share a beginning stand in {@link PREFIXES}. */
const CODES: Readonly<Record<string, Row>> = {
  ECONNREFUSED: refused,
  ENOTFOUND: unresolved,
  EHOSTUNREACH: unreachable,
  EHOSTDOWN: unreachable,
  ENETUNREACH: unreachable,
  ENETDOWN: unreachable,
  EADDRNOTAVAIL: unreachable,
  EACCES: unreachable,
  EPERM: unreachable,
  ETIMEDOUT: timeout,
  UND_ERR_CONNECT_TIMEOUT: timeout,
  ECONNRESET: reset,
  ECONNABORTED: reset,
  EPIPE: reset,
  UND_ERR_SOCKET: reset,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: truncated,
  UND_ERR_HEADERS_OVERFLOW: malformed,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  CERT_UNTRUSTED: untrusted,
  CERT_HAS_EXPIRED: outdated,
  CERT_NOT_YET_VALID: outdated,
  ERR_TLS_CERT_ALTNAME_INVALID: misnamed,
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: noClientCertificate,
  ERR_SSL_TLSV1_ALERT_UNKNOWN_CA: noClientCertificate,
  ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: noClientCertificate,
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: noClientCertificate,
  EPROTO: handshake,
};

const PREFIXES: readonly (readonly [string, Row])[] = [
  ['EAI_', unresolved],
  ['ERR_OSSL_', unusableKey],
  ['ERR_CRYPTO_', unusableKey],
  ['ERR_SSL_', handshake],
  ['ERR_TLS_', handshake],
  ['CERT_', untrusted],
];

/** Says why there is no reply, in a sentence with host and next step. Not masked yet. */
export function describeFailure(result: HttpError, peer: Peer): Failure {
  const { error, stage } = result;
  const { host, proxy } = peer;
  const [reason, sentence] = rowOf(error, stage);
  const refusal = PROXY_REFUSAL.exec(error.message)?.[1];
  if (proxy === undefined || (!result.proxy && refusal === undefined)) {
    return { kind: 'failure', reason, message: `${sentence({ ...peer, stage, error })}.` };
  }
  const cause = refusal === undefined ? sentence({ host: proxy, stage, error }) : `it answered ${refusal}`;
  return {
    kind: 'failure',
    reason: 'proxy',
    message: `The proxy ${proxy} gave no way to ${host}: ${cause}. Check http.proxy in the configuration.`,
  };
}

/** The reason alone. */
export function reasonOf({ error, stage }: HttpError): FailureReason {
  return rowOf(error, stage)[0];
}

/** What stands where the run was ended before the exchange began. */
export function interruption(host: string): Failure {
  return describeFailure(
    { kind: 'error', error: new InterruptedError(), stage: 'connecting', reused: false, proxy: false },
    { host },
  );
}

/** Host and port of a URL, the port also where it is the scheme's own. */
export function hostOf(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`;
}

/** undici's own words where the proxy does not open the way. */
const PROXY_REFUSAL = /Proxy (?:response|Authentication Required) \((\d{3})\)/;

function rowOf(error: Error, stage: Stage): Row {
  if (error instanceof InterruptedError)
    return ['interrupted', ({ host }) => `The run was interrupted before ${host} had answered`];
  if (error instanceof TimeLimitError) return timeout;
  if (error instanceof BodyTooLargeError) {
    return [
      'too-large',
      ({ host }) =>
        `The body from ${host} is larger than ${size(error.limit)}. Raise http.maxBody in the configuration to have it judged`,
    ];
  }
  if (error instanceof BodyEncodingError)
    return ['malformed', ({ host }) => `The body from ${host} cannot be decoded: ${error.message}`];

  const code = codeOf(error);
  // undici gives no code of their own to these
  if (error.name === 'HTTPParserError') return /EOF/.test(error.message) ? truncated : malformed;
  if (code === 'UND_ERR_SOCKET' && /^bad (response|upgrade)$/.test(error.message)) return malformed;
  const row = CODES[code] ?? PREFIXES.find(([prefix]) => code.startsWith(prefix))?.[1];
  if (row === reset && stage === 'receiving') return truncated;
  return row ?? ['unreachable', ({ host }) => `The exchange with ${host} failed: ${error.message}`];
}

/** The code of an error; of its first part where several addresses were tried. */
function codeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  const first = error instanceof AggregateError ? error.errors[0] : error.cause;
  return first instanceof Error ? codeOf(first) : '';
}

/** `16 MiB`, or bytes where it is no whole number of them. */
function size(bytes: number): string {
  const mebibyte = 1024 * 1024;
  return bytes % mebibyte === 0 ? `${bytes / mebibyte} MiB` : `${bytes} bytes`;
}
