import type { BrokerDescription } from '../../scripts/broker/node.mjs';
import { FULL_USER } from '../../scripts/broker/users.mjs';

/** A way into a broker; file names are absolute. */
export interface BrokerAccess {
  /** Host and port. */
  readonly address: string;
  readonly tls?: { readonly ca: string; readonly cert?: string; readonly key?: string };
  readonly sasl?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
}

const { name: username, password } = FULL_USER;

/** The ways in by which the tests can be run as a whole; each may do everything. */
export const ACCESSES = {
  plaintext: ({ address }: BrokerDescription): BrokerAccess => ({ address }),
  scram: ({ secured, certificates }: BrokerDescription): BrokerAccess => ({
    address: secured.saslSsl,
    tls: { ca: certificates.ca },
    sasl: { mechanism: 'scram-sha-512', username, password },
  }),
  mtls: ({ secured, certificates }: BrokerDescription): BrokerAccess => ({
    address: secured.ssl,
    tls: { ca: certificates.ca, cert: certificates.clientCert, key: certificates.clientKey },
  }),
};
