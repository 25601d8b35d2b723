import type { SentMessage } from '../../core/exchange.ts';
import type { RequestTrace } from '../../core/transport.ts';
import { ACCEPTED_ENCODINGS } from './body-reader.ts';
import { type Proof, setParameter } from './credential.ts';
import type { RestEnvironment } from './environment.ts';
import type { HttpRequest } from './http-client.ts';
import { createTracer, userAgent } from './identification.ts';
import type { Call } from './mapping.ts';
import { configuredHeaders, mergeHeaders, type ShownHeader } from './request-headers.ts';
import type { RestSettings } from './settings.ts';

/** A request ready to go out, and how it is shown. */
export interface Prepared {
  readonly request: HttpRequest;
  readonly sent: SentMessage;
}

/** Completes calls with the headers that every request has, and with the proof of who asks. */
export function createPreparation(settings: RestSettings, environment: RestEnvironment) {
  const { secrets } = environment;
  const traceparent = createTracer(environment.randomHex);
  const configured = configuredHeaders(settings.headers, secrets);

  return (call: Call, proof: Proof, trace: RequestTrace): Prepared => {
    const { method, origin, contentType, body } = call;
    const headers = mergeHeaders(
      [
        plain('Accept', 'application/json'),
        plain('Accept-Encoding', ACCEPTED_ENCODINGS),
        plain('User-Agent', userAgent(settings.userAgent, trace)),
        plain('traceparent', traceparent(trace.runId)),
        ...(contentType === undefined ? [] : [plain('Content-Type', contentType)]),
      ],
      configured,
      proof.kind === 'header' ? [proof] : [],
    );
    const path = proof.kind === 'query' ? setParameter(call.path, proof.name, proof.value) : call.path;
    const shownPath = proof.kind === 'query' ? setParameter(call.path, proof.name, proof.shown) : call.path;
    return {
      request: { method, origin, path, headers: record(headers, 'value'), ...(body === undefined ? {} : { body }) },
      sent: {
        protocol: 'http',
        method,
        url: origin + shownPath,
        headers: record(headers, 'shown'),
        ...(body === undefined ? {} : { body }),
      },
    };
  };
}

function plain(name: string, value: string): ShownHeader {
  return { name, value, shown: value };
}

function record(headers: readonly ShownHeader[], side: 'value' | 'shown'): Record<string, string> {
  return Object.fromEntries(headers.map((header) => [header.name, header[side]]));
}
