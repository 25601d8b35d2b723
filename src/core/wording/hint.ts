import { isKafka } from '../default-profile.ts';
import type { Target } from '../event.ts';
import type { FindingCode } from '../finding.ts';

/** The user's next step for a kind of finding; `undefined` where the next step is the target's own. */
export function hintFor(code: FindingCode, target?: Pick<Target, 'url'>): string | undefined {
  return (target !== undefined && isKafka(target) ? OVER_KAFKA[code] : undefined) ?? HINTS[code];
}

/** Where the next step is another one on a Kafka cluster. */
const OVER_KAFKA: Readonly<Partial<Record<FindingCode, string>>> = {
  'status.not-authorised': 'Check `kafka.headers` in the configuration, if the target knows its clients by a header.',
  'status.says-nothing':
    'A 401 or 403 may ask for `kafka.headers` in the configuration, a 429 for a lower --max-rate; else check what answers on the reply topic.',
  'body.not-json': 'Check what answers on the reply topic: another program may write to it.',
  'notification.missing':
    'Check that the target publishes on the notification topic of the resource, under the prefix of --topic-prefix, and that the user of the kit may read it.',
};

const HINTS: Readonly<Partial<Record<FindingCode, string>>> = {
  'reply.none': 'Look for this request in the log of the target; if it needs longer to answer, allow more with --timeout.',
  'reply.too-large': 'Raise `http.maxBody` in the configuration if replies of this size are meant.',
  'reply.denied':
    'Let the user of the kit write to request topics, read reply topics and use its groups: the configuration names user and prefix.',
  'reply.unknown-topic': 'Create the topic, or correct --topic-prefix: ctk doctor names every topic that is missing.',
  'reply.compression': 'Have the target compress its replies with gzip, or not at all.',
  'reply.uncorrelated': 'The target has to copy X-Correlation-Id of the request into its reply, as it stands.',
  'status.not-authorised': 'Check `auth` in the configuration: the credentials, and what they are allowed to do.',
  'status.throttled': 'Slow the kit down with --max-rate, or raise the limit at the target.',
  'status.creation-refused':
    'If the target demands further attributes, name them under `additionalMandatory` in the configuration: an implementer may add some.',
  'status.fixture-refused':
    'Give values that the target accepts under `values`, or further attributes under `additionalMandatory`, in the configuration.',
  'status.says-nothing':
    'A 401 or 403 asks for `auth` in the configuration, a 429 for a lower --max-rate; else check the address of the target.',
  'redirect.not-followed':
    'If that is the right address, name it in --target: the kit goes in no circle, and to another origin not at all, since credentials would go there.',
  'body.not-json': 'Check the address of the target: a proxy or a login page may have answered in its place.',
  'list.not-searched-whole': 'Raise `paging.maxPages` in the configuration, or test against a system with fewer records.',
  'list.absent': 'If the target makes changes visible with a delay, raise `polling.listSettle` in the configuration.',
  'location.other-origin': 'Behind a proxy, have the target build its URLs from the address that clients use.',
  'fields.no-witness':
    'Give values under `values` in the configuration that the target stores, so that there is something to leave out.',
  'notification.missing':
    'If the target runs in a container, a loopback address leads to the container itself: name one that leads to the kit with --callback-url.',
  'notification.unheard':
    'Nothing reached the callback: try `curl -i CALLBACK-URL` from the host of the target, and look at firewalls, NAT and --callback-url.',
  'notification.late': 'If the target may take that long, allow more with `callback.wait` in the configuration.',
  'role.not-different':
    'Give two values that the target keeps apart under `values`, or other attributes under `roles`, in the configuration.',
  'operation.unsupported': 'If the target is to be assessed without this operation, choose --ruling AMB-R01=optional.',
  'patch.format-refused': 'A target that takes application/json only can be assessed with --ruling AMB-R29=plainJson.',
  'patch.value-refused':
    'Give the attribute a value that the target accepts among the changes under `values` in the configuration.',
  'patch.not-denied': 'Check that `secondAuth` in the configuration is not the credential of an admin.',
  'patch.denial-unclear': 'Check `secondAuth` in the configuration: the second user must be known, and not be an admin.',
  'refused.stored': 'The record was left in place, since it cannot be proved that it is of this run: remove it by hand.',
};
