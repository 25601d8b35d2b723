import type { BrokenPromise, FaultEntry } from '../fault.ts';

/** Promises of 202 that are not kept. */
export const LATER_FAULTS: Readonly<Record<string, FaultEntry>> = {
  'accepted-create-forgotten': {
    summary: 'creations are accepted with 202 and stay in progress for ever',
    violates: ['TC_N1.create.status', 'create.entity'],
    ...broken('create', 'never'),
  },
  'accepted-patch-forgotten': {
    summary: 'patches are accepted with 202 and stay in progress for ever',
    violates: ['patch.entity', 'status.PATCH'],
    ...broken('patch', 'never'),
  },
  'accepted-patch-fails': {
    summary: 'patches are accepted with 202, and their monitor says that they failed',
    violates: ['patch.entity', 'status.PATCH'],
    ...broken('patch', 'failure'),
  },
  'accepted-delete-fails': {
    summary: 'deletions are accepted with 202, and their monitor says that they failed',
    violates: ['delete.entity', 'status.DELETE'],
    ...broken('delete', 'failure'),
  },
};

function broken(
  operation: BrokenPromise['operation'],
  outcome: BrokenPromise['outcome'],
): Omit<FaultEntry, 'summary' | 'violates'> {
  return { models: ['v5'], faces: ['rest'], acceptsForLater: { operation, outcome } };
}
