import type { Server } from 'node:http';

const CLOSE_GRACE_MS = 200;
const ANY_ADDRESS = ['0.0.0.0', '::'];

/** Starts listening. Resolves with the origin URL; a server on all addresses is named by its loopback one. */
export async function listen(server: Server, host: string, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    const fail = (cause: Error): void => reject(new Error(`cannot listen on ${host}, port ${port}: ${cause.message}`, { cause }));
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      resolve();
    });
  });
  const address = server.address();
  const actualPort = typeof address === 'object' && address !== null ? address.port : port;
  const name = ANY_ADDRESS.includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${actualPort}`;
}

/** Stops listening and drops idle connections; those with a request under way get a moment to end. */
export async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const cut = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}
