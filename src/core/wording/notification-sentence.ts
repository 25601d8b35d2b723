import type { Finding, FindingCode } from '../finding.ts';
import { plainText, valueText } from './phrase.ts';

type NotificationCode = Extract<FindingCode, `notification.${string}` | `subscription.${string}`>;

const name = (f: Finding) => plainText(f.expected) || 'the notification';
const came = (f: Finding) => plainText(f.actual) || 'a notification';

const after = (ms: Finding['actual'], otherwise: string, before = '') =>
  ms === undefined ? otherwise : `${before}${plainText(ms)} ms`;

/** The sentences about notifications. */
export const NOTIFICATION_SENTENCES: Readonly<Record<NotificationCode, (f: Finding) => string>> = {
  'subscription.no-id': () => 'The reply to the subscription names no id, so it cannot be ended, and ending it is not assessed.',
  'notification.missing': (f) => `${name(f)} did not arrive.`,
  'notification.unheard': (f) =>
    `${name(f)} did not arrive, and nothing else ever reached the callback: whether it was sent cannot be told.`,
  'notification.late': (f) =>
    `The notification came ${after(f.actual, 'later than it may')} after the change was answered${f.expected === undefined ? '' : `; ${plainText(f.expected)} ms are allowed`}.`,
  'notification.before-visible': (f) => `${came(f)} came before a retrieval showed the change that it tells of.`,
  'notification.out-of-order': (f) => `${came(f)} came before the change was asked for that it should tell of.`,
  'notification.duplicate': (f) => `${came(f)} came more than once: it repeats ${plainText(f.expected) || 'an earlier one'}.`,
  'notification.other-name': (f) =>
    f.kind === 'remark'
      ? `The notification is called ${valueText(f.actual)} where the document prints ${name(f)}.`
      : `The notification is called ${valueText(f.actual)}, not ${name(f)}.`,
  'notification.wrong-name': (f) => `The change was told of as ${valueText(f.actual)}, not as ${name(f)}.`,
  'notification.wrong-resource': (f) => `The notification is about another resource: ${came(f)} where ${name(f)} is due.`,
  'notification.envelope': (f) =>
    f.actual === 'absent'
      ? `The notification has no ${name(f)}.`
      : `${name(f)} of the notification is ${valueText(f.actual)}, which it cannot be.`,
  'notification.not-json': (f) => `What came to the callback is not JSON: ${came(f)}.`,
  'notification.false': (f) =>
    `${came(f)} tells of a change${f.expected === undefined ? '' : ` of the record ${plainText(f.expected)}`} that did not happen.`,
  'notification.unknown-type': (f) =>
    `A notification about a record of this run is called ${valueText(f.actual)}, which the document does not have.`,
  'notification.after-unsubscribing': (f) =>
    `${came(f)} came ${after(f.expected, 'long', 'later than ')} after the subscription was ended.`,
};
