import type { ClusterAccess } from '../core/exchange.ts';
import type { KafkaConfig, KafkaTlsConfig, SaslConfig } from '../load/kafka-config.ts';

/** How whoever repeats a request enters the cluster: with the same files, and secrets of his own environment. */
export function accessOf({ sasl, tls }: KafkaConfig, insecure: boolean): ClusterAccess | undefined {
  if (sasl === undefined && tls === undefined) return undefined;
  return { ...(tls && { tls: tlsOf(tls, insecure) }), ...(sasl && { sasl: saslOf(sasl) }) };
}

function tlsOf({ files, passphrase, insecure }: KafkaTlsConfig, always: boolean): NonNullable<ClusterAccess['tls']> {
  return {
    ...files,
    ...(passphrase && { passphrase: standIn(passphrase) }),
    ...((insecure === true || always) && { insecure: true }),
  };
}

function saslOf(sasl: SaslConfig): NonNullable<ClusterAccess['sasl']> {
  if (sasl.mechanism === 'oauthbearer') {
    if ('token' in sasl) return { mechanism: 'OAUTHBEARER' };
    const { tokenUrl, clientId, clientSecret, scope } = sasl.client;
    return {
      mechanism: 'OAUTHBEARER',
      tokenUrl,
      clientId,
      clientSecret: standIn(clientSecret),
      ...(scope !== undefined && { scope }),
    };
  }
  return { mechanism: NAMES[sasl.mechanism], username: sasl.username, password: standIn(sasl.password) };
}

const NAMES = { plain: 'PLAIN', 'scram-sha-256': 'SCRAM-SHA-256', 'scram-sha-512': 'SCRAM-SHA-512' } as const;

function standIn({ variable }: { readonly variable: string }): string {
  return `\${${variable}}`;
}
