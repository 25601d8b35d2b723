import { createServer } from 'node:http';
import { type HttpFace, serve } from './http-face.ts';
import { listen, stop } from './listening.ts';

/** The HTTP face at work. */
export interface RestServer {
  /** `http://host:port` */
  readonly origin: string;
  /** Requests served so far. */
  readonly requests: number;
  /** Stops listening and ends connections. */
  close(): Promise<void>;
}

/** Starts serving. Throws when the address cannot be listened on (`cause` has the system's error). */
export async function startRest(face: HttpFace, host: string, port: number): Promise<RestServer> {
  let origin = '';
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    void serve(face, request, response, origin);
  });
  // Longer than clients keep idle connections, so that none is closed under a request on its way.
  server.keepAliveTimeout = 65_000;
  origin = await listen(server, host, port);
  return {
    origin,
    get requests() {
      return requests;
    },
    close: () => stop(server),
  };
}
