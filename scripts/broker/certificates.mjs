import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createCertificate } from './x509.mjs';

/**
 * The PEM files of a broker and its clients.
 *
 * @typedef {object} CertificateFiles
 * @property {string} ca the authority that signed the broker's and the client's certificate
 * @property {string} wrongCa an authority that signed neither
 * @property {string} server the broker's key and certificate, as Kafka wants them: in one file
 * @property {string} clientCert of the client `CN=ctk-client`
 * @property {string} clientKey
 * @property {string} wrongClientCert of a client `CN=ctk-client` that the wrong authority signed
 * @property {string} wrongClientKey
 */

/**
 * Makes the certificates of one broker, on localhost and 127.0.0.1.
 *
 * @param {string} folder is made
 * @returns {Promise<CertificateFiles>}
 */
export async function writeCertificates(folder) {
  const ca = createCertificate('ctk test authority', { authority: true });
  const wrongCa = createCertificate('ctk other authority', { authority: true });
  const server = createCertificate('ctk broker', { issuer: ca, names: ['localhost', '127.0.0.1'] });
  const client = createCertificate('ctk-client', { issuer: ca });
  const wrongClient = createCertificate('ctk-client', { issuer: wrongCa });

  await mkdir(folder, { recursive: true });
  /** @type {(name: string, text: string) => Promise<string>} */
  const write = async (name, text) => {
    const file = path.join(folder, name);
    await writeFile(file, text, { mode: 0o600 });
    return file;
  };
  return {
    ca: await write('ca.pem', ca.cert),
    wrongCa: await write('wrong-ca.pem', wrongCa.cert),
    server: await write('server.pem', server.key + server.cert),
    clientCert: await write('client.pem', client.cert),
    clientKey: await write('client.key', client.key),
    wrongClientCert: await write('wrong-client.pem', wrongClient.cert),
    wrongClientKey: await write('wrong-client.key', wrongClient.key),
  };
}
