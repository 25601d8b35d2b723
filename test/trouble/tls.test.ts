import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCertificate } from '../../scripts/broker/x509.mjs';
import { certify, temporaryFolder } from '../support/cli.ts';
import { type Outcome, proveRows } from '../support/trouble-rows.ts';
import { startTroubled } from '../support/troubled-server.ts';

const CA = createCertificate('test CA', { authority: true });
const SERVER = createCertificate('server', { issuer: CA, names: ['127.0.0.1'] });
const OTHER = createCertificate('server', { issuer: CA, names: ['accounts.example'] });

/** A run of one resource at a reference implementation behind TLS. */
async function run(argv: readonly string[], config = '', tls = SERVER): Promise<Outcome> {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'ca.pem'), CA.cert);
  writeFileSync(join(cwd, 'ctk.config.yaml'), `format: ctk-config/1\nresources: [PartyAccount]\n${config}`);
  const server = await startTroubled((call) => call.forward(), { tls });
  return { ...(await certify(['--target', server.root, ...argv], { cwd })), server, words: { HOST: server.host } };
}

proveRows('TLS', {
  'unknown-authority': () => run([]),
  'unknown-authority-insecure': () => run(['--insecure']),
  'own-authority': () => run([], 'http: { tls: { ca: ca.pem } }\n'),
  'other-name': () => run([], 'http: { tls: { ca: ca.pem } }\n', OTHER),
  'tls-expected': async () => {
    const server = await startTroubled((call) => call.forward());
    const outcome = await certify(['--target', server.root.replace('http:', 'https:')]);
    return { ...outcome, server, words: { HOST: server.host } };
  },
});
