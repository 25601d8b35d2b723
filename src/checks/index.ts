import type { CheckRegistry } from '../core/check.ts';
import { meets } from './filtering.ts';
import { distinct, identifies } from './identity.ts';
import { location } from './location.ts';
import { mandatory } from './mandatory.ts';
import { equals, matchesSent } from './matches.ts';
import { contains, excludes } from './membership.ts';
import { mentions, refused, storesNothing } from './refusal.ts';
import { body, typed } from './representation.ts';
import { only } from './selection.ts';
import { accepted, status } from './status.ts';

/** Every check by the keyword that scenarios use. */
export const CHECKS: CheckRegistry = {
  status,
  accepted,
  body,
  typed,
  location,
  mandatory,
  matches: matchesSent,
  equals,
  identifies,
  distinct,
  contains,
  excludes,
  meets,
  only,
  refused,
  mentions,
  'stores-nothing': storesNothing,
};
