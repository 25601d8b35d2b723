import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/**
 * A certificate with its key, as PEM texts.
 *
 * @typedef {object} Certificate
 * @property {string} name
 * @property {string} cert
 * @property {string} key
 * @property {import('node:crypto').KeyObject} privateKey
 */

/**
 * @typedef {object} CertificateOptions
 * @property {Certificate} [issuer] who signs; absent: the certificate signs itself
 * @property {boolean} [authority]
 * @property {readonly string[]} [names] DNS names and IPv4 addresses that it is for
 * @property {string} [lastYear] two digits of the last year, 20xx
 * @property {string} [passphrase] of the key
 */

/**
 * Makes an X.509 certificate (RFC 5280) with a fresh P-256 key.
 *
 * @param {string} name
 * @param {CertificateOptions} options
 * @returns {Certificate}
 */
export function createCertificate(name, options = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { issuer, authority = false, names = [], lastYear = '49', passphrase } = options;
  const algorithm = sequence(oid(ECDSA_WITH_SHA256));
  const body = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    distinguishedName(issuer?.name ?? name),
    sequence(utcTime('200101000000Z'), utcTime(`${lastYear}0101000000Z`)),
    distinguishedName(name),
    publicKey.export({ format: 'der', type: 'spki' }),
    tlv(0xa3, sequence(...extensions(authority, names))),
  );
  const signature = sign('sha256', body, issuer?.privateKey ?? privateKey);
  const cert = sequence(body, algorithm, tlv(0x03, Buffer.from([0]), signature));
  const lines = cert.toString('base64').replace(/.{64}/g, '$&\n');
  const protection = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase };
  return {
    name,
    privateKey,
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ format: 'pem', type: 'pkcs8', ...protection }).toString(),
  };
}

const COMMON_NAME = [0x55, 0x04, 0x03];
const BASIC_CONSTRAINTS = [0x55, 0x1d, 0x13];
const ALTERNATIVE_NAME = [0x55, 0x1d, 0x11];
const ECDSA_WITH_SHA256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];

/**
 * @param {boolean} authority
 * @param {readonly string[]} names
 */
function extensions(authority, names) {
  const constraints = extension(BASIC_CONSTRAINTS, sequence(...(authority ? [tlv(0x01, Buffer.from([0xff]))] : [])));
  if (names.length === 0) return [constraints];
  const general = names.map((name) =>
    /^[\d.]+$/.test(name) ? tlv(0x87, Buffer.from(name.split('.').map(Number))) : tlv(0x82, Buffer.from(name)),
  );
  return [constraints, extension(ALTERNATIVE_NAME, sequence(...general))];
}

/**
 * @param {readonly number[]} id
 * @param {Buffer} value
 */
function extension(id, value) {
  return sequence(oid(id), tlv(0x04, value));
}

/** @param {string} name */
function distinguishedName(name) {
  return sequence(tlv(0x31, sequence(oid(COMMON_NAME), tlv(0x0c, Buffer.from(name)))));
}

/** @param {string} text */
function utcTime(text) {
  return tlv(0x17, Buffer.from(text));
}

/** @param {readonly number[]} bytes */
function oid(bytes) {
  return tlv(0x06, Buffer.from(bytes));
}

/** @param {Buffer[]} parts */
function sequence(...parts) {
  return tlv(0x30, ...parts);
}

/**
 * One DER element: tag, length, value.
 *
 * @param {number} tag
 * @param {Buffer[]} parts
 */
function tlv(tag, ...parts) {
  const value = Buffer.concat(parts);
  const long = value.length > 0x7f ? Buffer.from([0x82, value.length >> 8, value.length & 0xff]) : Buffer.from([value.length]);
  return Buffer.concat([
    Buffer.from([tag]),
    value.length > 0x7f && value.length < 0x100 ? Buffer.from([0x81, value.length]) : long,
    value,
  ]);
}
