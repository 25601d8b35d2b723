import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';

/** An address to listen on. */
interface Address {
  readonly host: string;
  readonly port: number;
  readonly tls?: object;
}

/** Starts to listen. Returns the origin under which a program on this machine reaches the server. */
export async function listenOn(server: HttpServer | HttpsServer, { host, port, tls }: Address): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  // what goes wrong with one connection is no reason to end the run
  server.on('error', () => {});
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return `${tls === undefined ? 'http' : 'https'}://${name}:${bound}`;
}

/** Stops listening and ends every connection. */
export async function closeServer(server: HttpServer | HttpsServer): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
