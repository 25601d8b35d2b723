import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/**
 * Leads a name that nobody has to a server, which for the kit is then not on this machine. Ends with the test.
 *
 * @returns the API root under that name, and the lines of a configuration with the proxy that knows it
 */
export async function startElsewhere(root: string): Promise<{ readonly target: string; readonly config: string }> {
  const { port, pathname } = new URL(root);
  const proxy = createServer((incoming, outgoing) => {
    const { method, headers } = incoming;
    const path = (incoming.url ?? '').replace('http://sut.example', '');
    const forwarded = request({ port, path, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        proxy.close(() => resolve());
        proxy.closeAllConnections();
      }),
  );
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return { target: `http://sut.example${pathname}`, config: `http: { proxy: { url: "${url}" } }\n` };
}
