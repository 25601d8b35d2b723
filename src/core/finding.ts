import type { Json } from './json.ts';
import type { Verdict } from './verdict.ts';
import { worst } from './verdict.ts';

/**
 * How a finding weighs: a `violation` fails its check, an `undecided` one makes it inconclusive,
 * a `remark` is a tolerated deviation and leaves it passed.
 */
export type FindingKind = 'violation' | 'undecided' | 'remark';

/** Every code a finding can carry; `sentence.ts` holds the sentence of each. */
export type FindingCode =
  // no reply
  | 'reply.none'
  | 'reply.too-large'
  | 'reply.denied'
  | 'reply.unknown-topic'
  | 'reply.compression'
  | 'reply.no-status'
  | 'reply.uncorrelated'
  // how a message is sent and labelled
  | 'message.correlation'
  | 'message.status-missing'
  | 'message.status-text'
  | 'message.request-channel'
  | 'message.reply-channel'
  | 'message.repeated'
  | 'message.contradicted'
  | 'message.late'
  // status
  | 'status.unexpected'
  | 'status.tolerated'
  | 'status.partial-content'
  | 'status.not-authorised'
  | 'status.throttled'
  | 'status.creation-refused'
  | 'status.fixture-refused'
  | 'status.says-nothing'
  | 'redirect.followed'
  | 'retry.waited'
  | 'change.awaited'
  | 'change.unseen'
  | 'reply.abandoned'
  | 'reply.untraceable'
  | 'redirect.not-followed'
  // body
  | 'body.empty'
  | 'body.not-json'
  | 'body.truncated'
  | 'body.not-object'
  | 'body.not-array'
  | 'body.content-type'
  | 'body.unasked'
  | 'schema.mismatch'
  // mandatory attributes
  | 'attribute.missing'
  | 'attribute.expected'
  | 'attribute.unsent'
  | 'attribute.empty'
  | 'attribute.wrong-type'
  | 'href.not-own'
  | 'href.relative'
  | 'href.bare-id'
  | 'topic-ref.other'
  // @type
  | 'type.missing'
  | 'type.other'
  | 'type.subtype'
  | 'type.misspelt'
  // Location
  | 'location.missing'
  | 'location.wrong-path'
  | 'location.not-exact'
  | 'location.other-origin'
  // values
  | 'value.missing'
  | 'value.different'
  | 'value.unsupported'
  | 'value.server-managed'
  | 'default.absent'
  | 'default.not-current'
  | 'id.repeated'
  | 'id.different'
  // lists
  | 'list.absent'
  | 'list.repeated'
  | 'list.present'
  | 'list.element-without-id'
  | 'list.not-searched-whole'
  | 'list.settled-late'
  | 'list.not-only-own'
  | 'list.not-empty'
  | 'filter.not-met'
  | 'filter.refused'
  // attribute selection
  | 'fields.unrequested'
  | 'fields.unrequested-null'
  | 'fields.not-returned'
  | 'fields.no-witness'
  // refused creation
  | 'error.no-mention'
  | 'error.no-body'
  | 'unknown-id.answered'
  | 'refused.stored'
  | 'rule.not-followed'
  // patches and deletions
  | 'operation.unsupported'
  | 'patch.format-refused'
  | 'patch.plain-json'
  | 'patch.refused'
  | 'patch.value-refused'
  | 'patch.not-removed'
  | 'patch.fixed-changed'
  | 'patch.not-denied'
  | 'patch.denial-unclear'
  | 'patch.not-shown'
  | 'value.not-kept'
  | 'value.appeared'
  // notifications
  | 'subscription.no-id'
  | 'notification.missing'
  | 'notification.unheard'
  | 'notification.late'
  | 'notification.out-of-order'
  | 'notification.duplicate'
  | 'notification.other-name'
  | 'notification.wrong-name'
  | 'notification.wrong-resource'
  | 'notification.envelope'
  | 'notification.not-json'
  | 'notification.false'
  | 'notification.unknown-type'
  | 'notification.before-visible'
  | 'notification.after-unsubscribing'
  // two targets that are compared
  | 'faces.unseen'
  | 'faces.different'
  | 'faces.still-there'
  | 'faces.not-changed'
  | 'faces.undecided'
  | 'faces.settled-late'
  // roles
  | 'role.not-different'
  | 'role.fallback';

/**
 * One difference between what was expected and what came. Data only: `sentence.ts` words it.
 *
 * `pointer` is a JSON pointer (RFC 6901) into the reply's body; `where` names another place, such as
 * `status` or `header Location`.
 */
export interface Finding {
  readonly code: FindingCode;
  readonly kind: FindingKind;
  readonly pointer?: string;
  readonly where?: string;
  /** Index of the page of a list that `pointer` points into; absent for the first. */
  readonly page?: number;
  readonly expected?: Json;
  readonly actual?: Json;
  /** The ruling that decided how this difference weighs. */
  readonly ruling?: string;
  /** True where asking again may help: an eventually consistent list (AMB-R57). */
  readonly transient?: true;
}

const WEIGHT = { violation: 'fail', undecided: 'inconclusive', remark: 'pass' } as const;

/** The verdict of one check from its findings: none, or only remarks, is a pass. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  return findings.length === 0 ? 'pass' : worst(findings.map((f) => WEIGHT[f.kind]));
}
