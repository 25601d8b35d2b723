import type { Exchange } from '../exchange.ts';
import { changeNamed, envelopeOf, type ReceivedNotification } from '../notification.ts';
import type { AwaitStep } from '../scenario.ts';
import type { Lookup } from '../template.ts';
import { resolve } from '../template.ts';
import type { Place } from './exchange-runner.ts';
import { identifierOf } from './own-records.ts';
import type { StepEnvironment } from './step-environment.ts';

/**
 * Waits until what a step awaits is there, its time is over, or the run is told to stop.
 *
 * @param since the exchange from which on the time counts; absent: from now on
 * @returns why nothing came of it, if nothing did
 */
export async function waitFor(
  { await: awaiting }: AwaitStep,
  place: Place,
  since: Exchange | undefined,
  lookup: Lookup,
  env: StepEnvironment,
): Promise<string | undefined> {
  const { ports, setup, mailbox, strays, resource } = env;
  const collect = () => {
    mailbox.collect(place);
    strays.collect(place);
  };
  const { stop, now, transport } = ports;
  if (awaiting.pause !== undefined || awaiting.nothing === true) {
    if (awaiting.pause !== undefined) await ports.sleep(awaiting.pause, stop);
    collect();
    return undefined;
  }
  const text = (template: AwaitStep['await']['about']) =>
    template === undefined ? undefined : String(resolve(template, lookup));
  const [name, about] = [text(awaiting.notification), text(awaiting.about)];
  const limit = Math.min(awaiting.atMost ?? setup.notificationWaitMs, setup.notificationWaitMs);
  const begun = since === undefined ? now() : Date.parse(since.startedAt) + since.durationMs;
  for (;;) {
    collect();
    if (mailbox.own.some((one) => isAfter(one, since) && isAwaited(one, name, about, resource))) return undefined;
    const left = begun + limit - now();
    if (left <= 0 || stop.aborted) return `nothing of the kind came within ${limit} ms`;
    await transport.notifications?.arrival(resource, left, stop);
  }
}

/** What came before the beginning is not what is waited for. */
function isAfter({ receivedAt }: ReceivedNotification, since: Exchange | undefined): boolean {
  return since === undefined || Date.parse(receivedAt) >= Date.parse(since.startedAt);
}

function isAwaited(
  notification: ReceivedNotification,
  name: string | undefined,
  about: string | undefined,
  resource: string,
): boolean {
  const { eventType, representation } = envelopeOf(notification);
  if (about !== undefined && (representation === undefined || identifierOf(representation) !== about)) return false;
  if (name === undefined || eventType === name) return true;
  const change = changeNamed(name, resource);
  return change !== undefined && changeNamed(eventType, resource) === change;
}
