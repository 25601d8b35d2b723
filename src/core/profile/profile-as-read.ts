import type { Profile } from '../profile.ts';
import type { Readings } from './readings.ts';
import {
  adviseAccounts,
  bindAccounts,
  bindAsPrinted,
  certifyAccounts,
  excuseLastModified,
  fixBalances,
  insistOnPrintedRoles,
  makeFilteringOptional,
  type Rereading,
  selectQuickly,
  sendLastModified,
  sendSampleTypes,
  skipRulesOfPatches,
  usePrintedName,
} from './rereadings.ts';

/** Ruling and option → what becomes of the tables. Options that only checks or the transport ask for are not here. */
const REREADINGS: Readonly<Record<string, Readonly<Record<string, Rereading>>>> = {
  'AMB-A01': { samples: sendSampleTypes },
  'AMB-R06': { nonPatchable: fixBalances },
  'AMB-R07': { default: excuseLastModified, literal: sendLastModified },
  'AMB-R21': { otherLevel: makeFilteringOptional },
  'AMB-R22': { quick: selectQuickly },
  'AMB-R23': { accountsOnly: certifyAccounts },
  'AMB-R25': { default: adviseAccounts, literal: bindAsPrinted, allAccounts: bindAccounts },
  'AMB-R30': { quick: skipRulesOfPatches },
  'AMB-R39': { literal: insistOnPrintedRoles },
  'AMB-R41': { literal: usePrintedName },
};

/** The rulings that are read by changing tables: their options can be chosen. */
export const TABLE_RULINGS: readonly string[] = Object.keys(REREADINGS);

/** The profile as the readings in force make it: requirements, tables and scenarios follow from this one. */
export function readProfile(profile: Profile, readings: Readings): Profile {
  return Object.entries(REREADINGS).reduce(
    (read, [ruling, options]) => options[readings[ruling] ?? 'default']?.(read) ?? read,
    profile,
  );
}
