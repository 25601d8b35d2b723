import { CLIENT_NAME, FULL_USER, USERS } from './users.mjs';

/** @typedef {{ plaintext: number, saslPlaintext: number, saslSsl: number, ssl: number, controller: number }} Ports */

const MECHANISMS = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER'];
const SECURITY = 'org.apache.kafka.common.security';

/**
 * The `server.properties` of a node that is broker and controller in one, with a listener for each security protocol.
 *
 * @param {object} node
 * @param {import('./settings.mjs').BrokerSettings} node.settings
 * @param {Ports} node.ports
 * @param {import('./certificates.mjs').CertificateFiles} node.certificates
 * @param {string} node.data folder of its log
 * @returns {string}
 */
export function serverProperties({ settings, ports, certificates, data }) {
  const listeners = {
    PLAINTEXT: ports.plaintext,
    SASL_PLAINTEXT: ports.saslPlaintext,
    SASL_SSL: ports.saslSsl,
    SSL: ports.ssl,
  };
  const advertised = Object.entries(listeners).map(([name, port]) => `${name}://127.0.0.1:${port}`);
  return lines({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${ports.controller}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'listener.security.protocol.map': ['CONTROLLER:PLAINTEXT', ...Object.keys(listeners).map((name) => `${name}:${name}`)],
    listeners: [...advertised, `CONTROLLER://127.0.0.1:${ports.controller}`],
    'advertised.listeners': advertised,
    'log.dirs': data,
    'auto.create.topics.enable': settings.autoCreate,
    'num.partitions': settings.partitions,
    'group.initial.rebalance.delay.ms': settings.rebalanceDelay,
    ...authorization(),
    ...authentication('sasl_plaintext', settings.mechanisms ?? MECHANISMS),
    ...authentication('sasl_ssl', settings.mechanisms ?? MECHANISMS),
    ...encryption('sasl_ssl', certificates, 'none'),
    ...encryption('ssl', certificates, 'required'),
    'ssl.principal.mapping.rules': 'RULE:^CN=(.*)$/$1/,DEFAULT',
    ...SMALL,
  });
}

/** One node keeps each record once, and little memory and few threads are enough for it. */
const SMALL = {
  'default.replication.factor': 1,
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 1,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'transaction.state.log.num.partitions': 1,
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.min.isr': 1,
  'log.cleaner.dedupe.buffer.size': 4 * 1024 * 1024,
  'log.index.size.max.bytes': 1024 * 1024,
  'num.network.threads': 1,
  'num.io.threads': 2,
};

/** Anybody on the PLAINTEXT listener may do everything, as the other brokers of these tests have no way in but that one. */
function authorization() {
  return {
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': ['ANONYMOUS', FULL_USER.name, CLIENT_NAME].map((name) => `User:${name}`).join(';'),
  };
}

/**
 * SCRAM takes its users from the metadata, PLAIN from here; an OAUTHBEARER token is believed unsigned.
 *
 * @param {string} listener
 * @param {readonly string[]} mechanisms
 */
function authentication(listener, mechanisms) {
  const users = USERS.map(({ name, password }) => `user_${name}="${password}"`).join(' ');
  return {
    [`listener.name.${listener}.sasl.enabled.mechanisms`]: mechanisms,
    [`listener.name.${listener}.plain.sasl.jaas.config`]: `${SECURITY}.plain.PlainLoginModule required ${users};`,
    [`listener.name.${listener}.scram-sha-256.sasl.jaas.config`]: `${SECURITY}.scram.ScramLoginModule required;`,
    [`listener.name.${listener}.scram-sha-512.sasl.jaas.config`]: `${SECURITY}.scram.ScramLoginModule required;`,
    [`listener.name.${listener}.oauthbearer.sasl.jaas.config`]: `${SECURITY}.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="broker";`,
  };
}

/**
 * @param {string} listener
 * @param {import('./certificates.mjs').CertificateFiles} certificates
 * @param {'none' | 'required'} clientAuthentication
 */
function encryption(listener, certificates, clientAuthentication) {
  return {
    [`listener.name.${listener}.ssl.keystore.type`]: 'PEM',
    [`listener.name.${listener}.ssl.keystore.location`]: certificates.server,
    [`listener.name.${listener}.ssl.truststore.type`]: 'PEM',
    [`listener.name.${listener}.ssl.truststore.location`]: certificates.ca,
    [`listener.name.${listener}.ssl.client.auth`]: clientAuthentication,
  };
}

/**
 * Java's property format: in a value a backslash must be doubled.
 *
 * @param {Record<string, string | number | boolean | readonly string[]>} properties
 */
function lines(properties) {
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${String(value).replaceAll('\\', '\\\\')}\n`)
    .join('');
}
