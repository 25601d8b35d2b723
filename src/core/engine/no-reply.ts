import type { Failure, FailureReason, SentMessage } from '../exchange.ts';
import type { Finding } from '../finding.ts';

/** Failures of the way to a broker, which is not the SUT: nothing tells whether that has answered. */
const OF_THE_BROKER: ReadonlySet<FailureReason> = new Set(['unreachable', 'unresolved', 'tls']);

/** What a step without a usable reply has to say. A SUT that still answers elsewhere owed a reply here (AMB-R50). */
export function noReply({ reason, message }: Failure, { protocol }: Pick<SentMessage, 'protocol'>): Finding {
  const said = { where: 'reply', actual: message } as const;
  if (protocol === 'kafka' && OF_THE_BROKER.has(reason)) return { code: 'reply.none', kind: 'undecided', ...said };
  switch (reason) {
    case 'too-large':
      return { code: 'reply.too-large', kind: 'undecided', ...said };
    case 'interrupted':
      return { code: 'reply.none', kind: 'undecided', ...said };
    case 'truncated':
      return { code: 'body.truncated', kind: 'violation', where: 'body', actual: message, ruling: 'AMB-R50' };
    case 'denied':
      return { code: 'reply.denied', kind: 'undecided', ...said };
    case 'unknown-topic':
      return { code: 'reply.unknown-topic', kind: 'undecided', ...said };
    case 'compression':
      return { code: 'reply.compression', kind: 'undecided', ...said };
    case 'no-status':
      return { code: 'reply.no-status', kind: 'violation', ...said, ruling: 'AMB-A39' };
    case 'uncorrelated':
      return { code: 'reply.uncorrelated', kind: 'violation', ...said, ruling: 'AMB-A31' };
    case 'abandoned':
      return { code: 'reply.abandoned', kind: 'violation', ...said, ruling: 'AMB-R67' };
    case 'untraceable':
      return { code: 'reply.untraceable', kind: 'undecided', ...said, ruling: 'AMB-R67' };
    default:
      return { code: 'reply.none', kind: 'violation', ...said, ruling: 'AMB-R50' };
  }
}

/** Failures that do not put in question whether the SUT is there: it has answered, or nobody has asked it. */
const TELLING_NOTHING: ReadonlySet<FailureReason> = new Set([
  'interrupted',
  'too-large',
  'denied',
  'unknown-topic',
  'compression',
  'no-status',
  'uncorrelated',
  'abandoned',
  'untraceable',
]);

/** Whether after a failure the SUT has to be asked if it answers at all (AMB-R50). */
export function doubtsLife({ reason }: Failure): boolean {
  return !TELLING_NOTHING.has(reason);
}

/** Failures that something came with: whoever sends it is there. */
const SIGNS_OF_LIFE: ReadonlySet<FailureReason> = new Set(['too-large', 'compression', 'no-status', 'uncorrelated']);

/** Whether a probe has shown that the SUT is there, though its reply cannot be used. */
export function showsLife({ reason }: Failure): boolean {
  return SIGNS_OF_LIFE.has(reason);
}
