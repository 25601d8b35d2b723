import type { Credential } from '../../core/credential.ts';
import type { ExchangeNote, Failure, OperationRequest, Reply, SentMessage } from '../../core/exchange.ts';
import type { NotificationIntake, RequestTrace, Transport } from '../../core/transport.ts';
import { parseBody } from '../body.ts';
import { followChange, isAcceptedForLater } from './accepted-change.ts';
import { fixedProof, type ProofSource, setParameter } from './credential.ts';
import { bounded, joined, unlessAborted } from './deadline.ts';
import { createDelivery } from './delivery.ts';
import type { RestEnvironment } from './environment.ts';
import { describeFailure, hostOf, interruption } from './failure.ts';
import { createHttpClient, type HttpError, type HttpReply } from './http-client.ts';
import { type Call, locateCollection, mapOperation, splitUrl } from './mapping.ts';
import { oauthProof } from './oauth.ts';
import { findNextPage, readCursor, writeCursor } from './paging.ts';
import { createPreparation } from './preparation.ts';
import { registerProxy } from './proxy.ts';
import { deliverFollowing } from './redirect.ts';
import { headerOf, recordHeaders } from './reply-headers.ts';
import { retryDelay } from './retry-after.ts';
import type { RestSettings } from './settings.ts';

export type { RestEnvironment } from './environment.ts';

/** How often a 429 or 503 is waited out. */
const MOST_RETRIES = 3;

/** What became of a call: `url` is where its last reply came from. */
interface Outcome {
  readonly sent: SentMessage;
  readonly outcome: Reply | Failure;
  readonly notes: readonly ExchangeNote[];
  readonly url: URL;
}

/** Who a request is sent as. */
interface Identity {
  readonly credential: Credential;
  readonly proofs: ProofSource;
  /** A fresh token was refused as well: fetching more of them would be no use. */
  futile: boolean;
}

/**
 * Creates the REST transport: operations become HTTP requests to the API roots of the settings.
 *
 * @param notifications an open receiver; whoever has opened it closes it
 */
export function createRestTransport(
  settings: RestSettings,
  environment: RestEnvironment,
  notifications?: NotificationIntake,
): Transport {
  const { secrets, now, randomHex } = environment;
  const closing = new AbortController();
  const origins = new Set(Object.values(settings.roots).map((root) => new URL(root).origin));
  const isOwnOrigin = (url: URL) => origins.has(url.origin);
  const proxy = registerProxy(settings.proxy, secrets);
  const http = createHttpClient(settings);
  const deliver = createDelivery(http, settings, environment);
  const prepare = createPreparation(settings, environment);
  const first = createIdentity(settings.credential);
  const second = settings.secondCredential === undefined ? undefined : createIdentity(settings.secondCredential);

  function createIdentity(credential: Credential): Identity {
    return { credential, proofs: createProofs(credential), futile: false };
  }

  function identityOf({ as }: OperationRequest): Identity {
    if (as === undefined) return first;
    if (second === undefined) throw new TypeError('there is no second credential');
    return second;
  }

  function createProofs(credential: Credential): ProofSource {
    if (credential.kind !== 'oauth2-client-credentials') return fixedProof(credential, secrets);
    return oauthProof(credential, environment, async (request) => {
      const result = await bounded(settings.timeoutMs, closing.signal, (signal) => http.exchange(request, signal));
      return result.kind === 'error' ? failureOf(result, new URL(request.origin)) : result;
    });
  }

  function failureOf(error: HttpError, url: URL): Failure {
    const anonymous = url.protocol === 'https:' && settings.tls.cert === undefined;
    const failure = describeFailure(error, { host: hostOf(url), proxy, anonymous });
    return { ...failure, message: secrets.mask(failure.message) };
  }

  function replyOf({ status, headers, body }: HttpReply): Reply {
    return {
      kind: 'reply',
      status,
      headers: recordHeaders(headers),
      body: parseBody(body, headerOf(headers, 'content-type'), secrets),
    };
  }

  /** The cursor becomes part of the evidence; the key is put back when the page is asked for. */
  function withoutKey(url: string, { credential }: Identity): string {
    return credential.kind === 'api-key' && credential.in === 'query' ? setParameter(url, credential.name, undefined) : url;
  }

  /** Carries a call through redirects, a refused token and the waits that the SUT asks for. */
  async function carryOut(call: Call, identity: Identity, trace: RequestTrace, ended: AbortSignal): Promise<Outcome> {
    const notes: ExchangeNote[] = [];
    let retries = 0;
    let renewed = false;
    let url = new URL(call.origin + call.path);
    for (;;) {
      const proof = (await unlessAborted(identity.proofs.prove(), ended)) ?? interruption(hostOf(url));
      const { request, sent } = prepare(call, proof.kind === 'failure' ? { kind: 'none' } : proof, trace);
      if (proof.kind === 'failure') return { sent, outcome: proof, notes, url };
      const adapt = (path: string) => (proof.kind === 'query' ? setParameter(path, proof.name, proof.value) : path);
      const followed = await deliverFollowing(deliver, request, ended, settings.redirects, adapt);
      const { result } = followed;
      notes.push(...followed.notes);
      url = followed.url;
      if (result.kind === 'error') return { sent, outcome: failureOf(result, url), notes, url };
      if (result.status === 401 && !renewed && !identity.futile && identity.proofs.renew(proof)) {
        renewed = true;
        continue;
      }
      if (renewed || result.status !== 401) identity.futile = result.status === 401;

      const waitedMs = retryDelay(result.status, headerOf(result.headers, 'retry-after'), now());
      if (waitedMs === undefined || waitedMs > settings.maxRetryAfterMs || retries === MOST_RETRIES) {
        return { sent, outcome: replyOf(result), notes, url };
      }
      retries += 1;
      notes.push({ kind: 'retry', status: result.status, waitedMs });
      await environment.sleep(waitedMs, ended).catch(() => {});
    }
  }

  /** A change that is answered 202 is followed to its end, by questions of whoever sent it. */
  async function followed(
    request: OperationRequest,
    answered: Outcome,
    identity: Identity,
    trace: RequestTrace,
    ended: AbortSignal,
  ): Promise<Outcome> {
    if (answered.outcome.kind === 'failure' || !isAcceptedForLater(request, answered.outcome, settings)) return answered;
    const ask = (url: URL) => carryOut({ method: 'GET', ...splitUrl(url) }, identity, trace, ended);
    const { outcome, note } = await followChange(request, answered.outcome, answered.url, {
      settings,
      environment,
      isOwnOrigin,
      ask,
      ended,
    });
    const shown = { ...note, url: withoutKey(note.url, identity) };
    return { ...answered, outcome, notes: [...answered.notes, shown] };
  }

  return {
    kind: 'rest',
    hasSecondCredential: second !== undefined,

    async send(request, trace, signal) {
      const startedAt = now();
      const call = mapOperation(request, settings);
      const identity = identityOf(request);
      const { url, ...outcome } = await joined([signal, closing.signal], async (ended) => {
        const answered = await carryOut(call, identity, trace, ended);
        return followed(request, answered, identity, trace, ended);
      });
      const transmission = { ...outcome, startedAt: new Date(startedAt).toISOString(), durationMs: now() - startedAt };
      if (request.operation !== 'list' || outcome.outcome.kind === 'failure') return transmission;
      const seen = request.page === undefined ? 0 : readCursor(request.page).seen;
      const next = await findNextPage(outcome.outcome, url, seen, isOwnOrigin);
      return next === undefined
        ? transmission
        : { ...transmission, more: writeCursor({ ...next, url: withoutKey(next.url, identity) }) };
    },

    async probe(signal) {
      const [resource = ''] = Object.keys(settings.roots);
      const { origin, path } = locateCollection(resource, settings);
      const call = { method: 'GET', origin, path: `${path}/ctk-probe` };
      return joined([signal, closing.signal], async (ended) => {
        const proof = (await unlessAborted(first.proofs.prove(), ended)) ?? interruption(hostOf(new URL(origin)));
        if (proof.kind === 'failure') return proof;
        const { request } = prepare(call, proof, { runId: randomHex(16), step: 'probe' });
        const result = await deliver(request, ended);
        const answers = result.kind === 'reply' || result.status !== undefined;
        return answers ? undefined : failureOf(result, new URL(origin));
      });
    },

    resolve: (reference, sentUrl) => (URL.canParse(reference, sentUrl) ? new URL(reference, sentUrl) : undefined),
    isOwnOrigin,
    ...(notifications && { notifications }),

    async close() {
      closing.abort();
      await http.close();
    },
  };
}
