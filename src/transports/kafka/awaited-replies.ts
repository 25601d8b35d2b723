import type { KafkaRecord } from '../../adapters/kafka.ts';
import type { Failure, Reply, StrayReply } from '../../core/exchange.ts';
import type { KafkaEnvironment } from './environment.ts';
import { uncorrelated } from './failure.ts';
import type { CommandRecord } from './mapping.ts';
import { hear, placeInWords, replyOf, unreadableReply } from './reply.ts';
import { type Likeness, resembles } from './resemblance.ts';
import type { KafkaTransportSettings } from './settings.ts';
import { createStrays, type Ending } from './strays.ts';

/** How long the true reply is still waited for once another record looks like it, in milliseconds. */
const GRACE = 1000;

/** What a request is known by. A probe takes any reply on its topic as a sign of life. */
export interface Inquiry extends Likeness {
  readonly correlationId: string;
  readonly command: CommandRecord;
  readonly isProbe: boolean;
}

/** Replies on the topic of a request that belong to nobody known. */
export interface Others {
  readonly count: number;
  readonly last?: string;
}

/** A request whose reply is awaited. */
export interface Awaited {
  readonly outcome: Promise<Reply | Failure>;
  readonly others: Others;
  /** Ends the wait without a reply, unless it is over; where time is up, what looked like the reply is told instead. */
  give(failure: Failure): void;
}

/** Brings requests and replies together. */
export interface AwaitedReplies {
  await(inquiry: Inquiry): Awaited;
  /** Takes a record from a reply topic. */
  receive(record: KafkaRecord): void;
  /** Second and late replies since the last call. */
  takeStrays(): readonly StrayReply[];
}

interface Pending extends Inquiry {
  readonly others: { count: number; last?: string };
  suspect?: Failure;
  end(outcome: Reply | Failure, ending: Ending): void;
}

/** Creates the account of a run's requests. Ids are compared without regard to case (AMB-A31). */
export function createAwaitedReplies(settings: KafkaTransportSettings, environment: KafkaEnvironment): AwaitedReplies {
  const { secrets } = environment;
  const pending = new Map<string, Pending>();
  /** Of each request of the run, which topic it was sent to. */
  const past = new Map<string, string>();
  const strays = createStrays();

  /** Lets the true reply come for a moment yet. */
  const suspect = (about: Pending, failure: Failure) => {
    if (about.suspect !== undefined) return;
    about.suspect = failure;
    const ended = new AbortController();
    void environment.sleep(GRACE, ended.signal).then(() => about.end(failure, { kind: 'timeout' }));
  };

  const receiveUnreadable = (record: KafkaRecord, failure: Failure) => {
    const waiting = [...pending.values()].filter(({ command }) => command.replyTopic === record.topic);
    const [only, ...more] = waiting;
    if (only !== undefined && more.length === 0) return suspect(only, failure);
    // it answers one of them, and the others will hear yet
    for (const each of waiting) each.suspect ??= failure;
  };

  const receiveForeign = (record: KafkaRecord, id: string | undefined) => {
    const concerned = [...pending.values()].filter(({ command }) => command.replyTopic === record.topic);
    if (concerned.length === 0) return;
    const heard = hear(record, secrets);
    const channel = record.headers['x-request-channel']?.trim() ?? '';
    for (const each of concerned) {
      each.others.count += 1;
      if (id !== undefined) each.others.last = id;
      if (channel !== '' && channel !== each.command.topic) continue;
      if (!each.isProbe && !(heard.body.kind === 'json' && resembles(heard.body.value, each))) continue;
      suspect(each, { ...uncorrelated(placeInWords(heard.record), each.correlationId, id), heard });
    }
  };

  /** An id of another request of the run, on what says that it answers one that is awaited here: one id was taken for the other. */
  const isMistaken = ({ topic, headers }: KafkaRecord, id: string) => {
    const channel = headers['x-request-channel']?.trim() ?? '';
    const isMeant = [...pending.values()].some(({ command }) => command.replyTopic === topic && command.topic === channel);
    return isMeant && (past.get(id.toLowerCase()) ?? channel) !== channel;
  };

  /** A late reply shows that there is somebody, which is all that a probe asks. */
  const showLife = (record: KafkaRecord, id: string) => {
    for (const each of pending.values()) {
      if (each.isProbe) suspect(each, uncorrelated(placeInWords(hear(record, secrets).record), each.correlationId, id));
    }
  };

  /** Of a stray reply only what it says beside the first is of interest: where it has no usable status, 0 stands for it. */
  const readStray = (record: KafkaRecord): Reply => {
    const outcome = replyOf(record, settings, secrets);
    return outcome.kind === 'reply' ? outcome : { kind: 'reply', status: 0, ...hear(record, secrets) };
  };

  return {
    await(inquiry) {
      const { correlationId } = inquiry;
      const others: Pending['others'] = { count: 0 };
      let resolve: (outcome: Reply | Failure) => void = () => {};
      const outcome = new Promise<Reply | Failure>((settled) => {
        resolve = settled;
      });
      const entry: Pending = {
        ...inquiry,
        others,
        end(result, ending) {
          if (!pending.delete(correlationId.toLowerCase())) return;
          strays.end(correlationId, ending);
          resolve(result);
        },
      };
      pending.set(correlationId.toLowerCase(), entry);
      past.set(correlationId.toLowerCase(), inquiry.command.topic);
      return {
        outcome,
        others,
        give(failure) {
          const isTimeUp = failure.reason === 'timeout';
          entry.end(isTimeUp ? (entry.suspect ?? failure) : failure, { kind: isTimeUp ? 'timeout' : 'given-up' });
        },
      };
    },

    receive(record) {
      const failure = unreadableReply(record);
      if (failure !== undefined) return receiveUnreadable(record, failure);
      const id = record.headers['x-correlation-id']?.trim();
      const waiting = pending.get((id ?? '').toLowerCase());
      if (waiting !== undefined) {
        const outcome = replyOf(record, settings, secrets);
        return waiting.end(outcome, { kind: 'answered', reply: outcome.kind === 'reply' ? outcome : readStray(record) });
      }
      const receivedAt = new Date(environment.now()).toISOString();
      if (id === undefined || isMistaken(record, id) || !strays.receive(id, () => readStray(record), receivedAt)) {
        return receiveForeign(record, id);
      }
      showLife(record, id);
    },

    takeStrays: strays.take,
  };
}
