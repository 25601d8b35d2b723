import type { CheckRegistry } from '../core/check.ts';
import { answeredOnce } from './answered-once.ts';
import { carries } from './carries.ts';
import { patched, succeeded } from './change-status.ts';
import { beginsToday, defaulted } from './defaults.ts';
import { findsNothing, meets } from './filtering.ts';
import { distinct, identifies } from './identity.ts';
import { location } from './location.ts';
import { mandatory } from './mandatory.ts';
import { equals, matchesSent } from './matches.ts';
import { contains, excludes, gone } from './membership.ts';
import { correlated, replyChannel, requestChannel, statusCode } from './message.ts';
import { notified } from './notified.ts';
import { offersPatch, shows } from './optional-patch.ts';
import { kept, removed, unchanged } from './patch-effect.ts';
import { denied, refusedOrIgnored } from './patch-refusal.ts';
import { holdsNone, mentions, refused, storesNothing } from './refusal.ts';
import { body, typed } from './representation.ts';
import { carriedOut, seen } from './seen.ts';
import { only } from './selection.ts';
import { silent } from './silent.ts';
import { accepted, status, tellsUnknown, tried } from './status.ts';
import { subscribed, unsubscribed } from './subscription.ts';
import { replied, tookEffect } from './trigger.ts';
import { truthful } from './truthful.ts';
import { unsent } from './unsent.ts';

/** Every check by the keyword that scenarios use. */
export const CHECKS: CheckRegistry = {
  status,
  accepted,
  tried,
  body,
  typed,
  location,
  mandatory,
  unsent,
  matches: matchesSent,
  equals,
  identifies,
  distinct,
  contains,
  excludes,
  meets,
  'finds-nothing': findsNothing,
  only,
  refused,
  mentions,
  'stores-nothing': storesNothing,
  'holds-none': holdsNone,
  defaulted,
  'begins-today': beginsToday,
  succeeded,
  patched,
  unchanged,
  removed,
  kept,
  'refused-or-ignored': refusedOrIgnored,
  denied,
  gone,
  'tells-unknown': tellsUnknown,
  'offers-patch': offersPatch,
  shows,
  replied,
  'took-effect': tookEffect,
  subscribed,
  unsubscribed,
  notified,
  carries,
  truthful,
  silent,
  correlated,
  'status-code': statusCode,
  'request-channel': requestChannel,
  'reply-channel': replyChannel,
  'answered-once': answeredOnce,
  seen,
  'carried-out': carriedOut,
};
