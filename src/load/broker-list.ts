/** What `kafka://host:port[,host:port]` says, or what is wrong with it: a message that follows the name of the place, and a hint. */
export type BrokerList =
  | { readonly brokers: readonly string[] }
  | { readonly problem: string; readonly hint: string; readonly brokers?: undefined };

const SCHEME = 'kafka://';
const FORM = 'A Kafka target is kafka://host:port, several brokers joined by commas: kafka://broker-1:9092,broker-2:9092';
const BROKER = /^(\[[0-9A-Fa-f:.]+\]|[^:/?#\s[\]]+)(?::(\d{1,5}))?$/;

/** Whether a target names a Kafka cluster. */
export function isKafkaTarget(target: string): boolean {
  return target.toLowerCase().startsWith(SCHEME);
}

/** Takes a Kafka target apart. A text with an `@` is never repeated: what stands before it may be a secret. */
export function readBrokers(target: string): BrokerList {
  const list = target.slice(SCHEME.length);
  if (list.includes('@')) {
    return {
      problem: 'holds credentials',
      hint: 'Name them in the configuration under `kafka.sasl`, from the environment or a file.',
    };
  }
  const brokers = list.replace(/\/$/, '').split(',');
  for (const broker of brokers) {
    const [, host, port] = BROKER.exec(broker) ?? [];
    if (host === undefined) return { problem: `names no broker in "${broker}"`, hint: FORM };
    if (port === undefined) return { problem: `names no port for ${host}`, hint: `did you mean ${SCHEME}${host}:9092?` };
    if (Number(port) < 1 || Number(port) > 65_535)
      return { problem: `names port ${port}, and ports go from 1 to 65535`, hint: FORM };
  }
  return { brokers: [...new Set(brokers)] };
}
