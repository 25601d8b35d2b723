import type { ClusterAccess, SentRecord } from '../exchange.ts';
import { quote } from './curl.ts';

/** The header that a reply is known by (AMB-A31). */
const CORRELATION = 'x-correlation-id';

/** Headers that only say which run and step a request belongs to. */
const LEFT_OUT: ReadonlySet<string> = new Set(['traceparent']);

/** On Linux without a package, elsewhere from the system's own command. */
const NEW_ID = 'id=$(cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen)';

/** Topic, partition and offset, then headers, then the value. An empty line ends the record. */
const FORMAT = "'%t [%p]@%o\\n%h\\n%s\\n\\n'";

/** The replies that bear the id, in either case (AMB-A31); fails where there is none. */
const OWN = `awk -v RS= -v id="$id" 'index(tolower($0), tolower(id)) {print; n = 1} END {exit n < 1}'`;

/**
 * A line for a POSIX shell that sends a record again with kcat, under a new correlation id since a second record with the
 * old one would be a duplicate, and shows the reply: ten times it looks through the last hundred records of each partition
 * of the reply topic, and says so if it is not there. Secrets stand in it as `${VARIABLE}`; everything else arrives at kcat character by character.
 */
export function kcatLine(sent: SentRecord): string {
  const cluster = ['-b', quote(sent.brokers), ...accessOptions(sent.access)].join(' ');
  const produce = `${inputOf(sent)} | kcat -P${valueOptions(sent)} ${cluster} -t ${quote(sent.topic)}${placeOptions(sent)}${headerOptions(sent)}`;
  // an offset that far before the end may be gone, and kcat would go on at the end
  const consume = `kcat -C -q -e -o -100 -X auto.offset.reset=earliest ${cluster} -t ${quote(sent.replyTopic)} -f ${FORMAT}`;
  return `${NEW_ID}; ${produce} && for try in 1 2 3 4 5 6 7 8 9 10; do ${consume} | ${OWN} && break; [ $try -lt 10 ] || echo 'no reply'; sleep 1; done`;
}

/** What is handed to kcat: it takes no empty line for a record, so an absent value is written as an absent key before it. */
function inputOf({ body }: SentRecord): string {
  return body === undefined || body === '' ? 'echo :' : `printf %s ${quote(body)}`;
}

function valueOptions({ body }: SentRecord): string {
  if (body === undefined) return ' -Z -K :';
  if (body === '') return ' -K :';
  // else each line would be a record; no JSON text holds this character
  return body.includes('\n') ? " -D '\\x1e'" : '';
}

function placeOptions({ key, partition, isPartitionFixed }: SentRecord): string {
  return [
    ...(isPartitionFixed && partition !== undefined ? [` -p ${partition}`] : []),
    ...(key === undefined ? [] : [` -k ${quote(key)}`]),
  ].join('');
}

function headerOptions({ headers }: SentRecord): string {
  return Object.entries(headers)
    .filter(([name]) => !LEFT_OUT.has(name.toLowerCase()))
    .map(([name, value]) => (name.toLowerCase() === CORRELATION ? `"${name}=$id"` : quote(`${name}=${value}`)))
    .map((header) => ` -H ${header}`)
    .join('');
}

/** What librdkafka needs to be let in. */
function accessOptions(access: ClusterAccess | undefined): readonly string[] {
  if (access === undefined) return [];
  const { tls, sasl } = access;
  const protocol = [...(sasl ? ['SASL'] : []), tls ? 'SSL' : 'PLAINTEXT'].join('_');
  const options: readonly (readonly [string, string | undefined])[] = [
    ['security.protocol', protocol],
    ['ssl.ca.location', tls?.ca],
    ['ssl.certificate.location', tls?.cert],
    ['ssl.key.location', tls?.key],
    ['ssl.key.password', tls?.passphrase],
    ['enable.ssl.certificate.verification', tls?.insecure ? 'false' : undefined],
    ...saslOptions(sasl),
  ];
  return options.flatMap(([name, value]) => (value === undefined ? [] : ['-X', quote(`${name}=${value}`)]));
}

function saslOptions(sasl: ClusterAccess['sasl']): readonly (readonly [string, string | undefined])[] {
  if (sasl === undefined) return [];
  const mechanism = ['sasl.mechanisms', sasl.mechanism] as const;
  if (sasl.mechanism !== 'OAUTHBEARER') return [mechanism, ['sasl.username', sasl.username], ['sasl.password', sasl.password]];
  return [
    mechanism,
    ['sasl.oauthbearer.method', 'oidc'],
    ['sasl.oauthbearer.token.endpoint.url', sasl.tokenUrl],
    ['sasl.oauthbearer.client.id', sasl.clientId],
    ['sasl.oauthbearer.client.secret', sasl.clientSecret],
    ['sasl.oauthbearer.scope', sasl.scope],
  ];
}
