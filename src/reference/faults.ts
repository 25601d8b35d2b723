import { EVERYWHERE, type Served, select } from './deviations.ts';
import type { Fault, FaultEntry } from './fault.ts';
import { CREATE_FAULTS } from './faults/create.ts';
import { DEFAULT_FAULTS } from './faults/defaults.ts';
import { DELETE_FAULTS } from './faults/delete.ts';
import { EVENT_FAULTS } from './faults/kafka/events.ts';
import { MESSAGE_FAULTS } from './faults/kafka/messages.ts';
import { SILENCE_FAULTS } from './faults/kafka/silence.ts';
import { VALUE_FAULTS } from './faults/kafka/values.ts';
import { LATER_FAULTS } from './faults/later.ts';
import { LIST_FAULTS } from './faults/list.ts';
import { NOTIFICATION_FAULTS } from './faults/notification.ts';
import { PATCH_FAULTS } from './faults/patch.ts';
import { REACH_FAULTS } from './faults/reach.ts';
import { REPRESENTATION_FAULTS } from './faults/representation.ts';
import { RETRIEVE_FAULTS } from './faults/retrieve.ts';
import { RULE_FAULTS } from './faults/rules.ts';
import { SEARCH_FAULTS } from './faults/search.ts';
import { SELECTION_FAULTS } from './faults/selection.ts';
import { V5_FAULTS } from './faults/v5.ts';
import type { ModelVersion } from './model/api.ts';

const ENTRIES: Readonly<Record<string, FaultEntry>> = {
  ...CREATE_FAULTS,
  ...LIST_FAULTS,
  ...RETRIEVE_FAULTS,
  ...REPRESENTATION_FAULTS,
  ...ofV1(DEFAULT_FAULTS),
  ...ofV1(RULE_FAULTS),
  ...SELECTION_FAULTS,
  ...SEARCH_FAULTS,
  ...PATCH_FAULTS,
  ...REACH_FAULTS,
  ...DELETE_FAULTS,
  ...NOTIFICATION_FAULTS,
  ...V5_FAULTS,
  ...LATER_FAULTS,
  ...ofKafka(MESSAGE_FAULTS),
  ...ofKafka(VALUE_FAULTS),
  ...ofKafka(SILENCE_FAULTS),
  ...ofKafka(EVENT_FAULTS),
};

/** The seeded violations by id. */
export const FAULTS: Readonly<Record<string, Fault>> = Object.fromEntries(
  Object.entries(ENTRIES).map(([id, entry]) => [id, { id, ...EVERYWHERE, ...entry }]),
);

/**
 * Finds faults by `ID` or `ID@Resource`, the latter limited to one resource.
 *
 * @param served absent: any fault will do
 * @throws on an unknown name, with the nearest one, and on a fault that such a server cannot have
 */
export function selectFaults(names: readonly string[], served?: Served): Fault[] {
  return select('fault', FAULTS, names, served);
}

/** The requirements that a kit must find violated under this model. */
export function violatedBy({ violates, violatesInV5 }: Fault, version: ModelVersion): readonly string[] {
  return version === 'v5' ? (violatesInV5 ?? violates) : violates;
}

/** Tables of defaults and of sub-attributes are in v1.1.0 only. */
function ofV1(table: Readonly<Record<string, FaultEntry>>): Readonly<Record<string, FaultEntry>> {
  return Object.fromEntries(Object.entries(table).map(([id, entry]) => [id, { ...entry, models: ['v1'] }]));
}

/** What is wrong with records can be seen where there are records. */
function ofKafka(table: Readonly<Record<string, FaultEntry>>): Readonly<Record<string, FaultEntry>> {
  return Object.fromEntries(Object.entries(table).map(([id, entry]) => [id, { ...entry, models: ['v5'], faces: ['kafka'] }]));
}
