/** The newest release of the 4.x line that Maven Central holds completely: 4.4.0 lacks its kafka-tools-api. */
export const KAFKA_4 = '4.3.1';

/** The newest release of the 3.9 line, the last that is older than KRaft-only Kafka. */
export const KAFKA_3 = '3.9.2';

/**
 * What a broker is started with.
 *
 * @typedef {object} BrokerSettings
 * @property {string} version of Apache Kafka, such as `4.3.1`
 * @property {number} port of the PLAINTEXT listener; 0 takes a free one. The other listeners are always on free ports.
 * @property {boolean} autoCreate whether the broker makes a topic that somebody writes to or reads from
 * @property {number} partitions of a topic that is made without a number of its own
 * @property {number} rebalanceDelay milliseconds that the first join of an empty consumer group is held back
 * @property {readonly string[]} [mechanisms] of SASL; all four unless it says otherwise
 */

/** @type {BrokerSettings} */
export const DEFAULT_SETTINGS = { version: KAFKA_4, port: 0, autoCreate: false, partitions: 1, rebalanceDelay: 0 };
