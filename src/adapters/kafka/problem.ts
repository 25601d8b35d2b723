/** What is wrong with a cluster, as far as a user can do something about it. */
export type KafkaProblemReason =
  | 'unreachable'
  | 'unresolved'
  | 'tls'
  | 'credentials'
  | 'authorization'
  | 'unknown-topic'
  | 'timeout'
  | 'compression'
  | 'too-large'
  | 'protocol';

/** Something went wrong with the cluster; the message is a sentence for users, with broker or topic and the next step. */
export class KafkaProblem extends Error {
  readonly reason: KafkaProblemReason;
  /** The topics that it is about. */
  readonly topics: readonly string[];

  constructor(reason: KafkaProblemReason, message: string, options: { topics?: readonly string[]; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'KafkaProblem';
    this.reason = reason;
    this.topics = options.topics ?? [];
  }
}
