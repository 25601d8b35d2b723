import type { Conclusion, Part } from '../event.ts';

/** Stands in every report. */
export const DISCLAIMER =
  'This report is no certificate of TM Forum: it states what the kit sent, what the system under test answered, and how that compares with the document.';

/** Said of what did not pass and is optional. */
export const NOT_GATING = 'Optional: it does not count for the conclusion.';

/** Said where the target was the kit's own reference implementation. */
export const EMBEDDED =
  'No target was given: this run tested the reference implementation inside the kit, and says nothing about another product.';

/** Said of a profile that the kit has made of a document without conformance tables; why it did so follows. */
export const DERIVED = 'Derived by this kit, and no published conformance profile.';

/** What a conclusion says in one or two sentences, and for a part what it does not say. */
export function meaningOf({ conclusion, scope, partial }: Conclusion): string {
  if (partial)
    return `${IN_PART[conclusion]} This run covers only a part of the scope ${scope} and makes no claim about the scope.`;
  return IN_WHOLE[conclusion].replace('{scope}', scope);
}

const IN_WHOLE = {
  conformant: 'Every mandatory requirement of the scope {scope} was exercised, or its absence explained, and none failed.',
  nonconformant: 'At least one mandatory requirement of the scope {scope} failed.',
  undetermined:
    'Nothing is concluded on the scope {scope}: no mandatory requirement failed, but at least one was inconclusive, blocked or not exercised.',
} as const;

const IN_PART = {
  conformant: 'No mandatory requirement failed in the part that was run, and none stayed open.',
  nonconformant: 'At least one mandatory requirement failed in the part that was run.',
  undetermined:
    'Nothing is concluded: in the part that was run at least one mandatory requirement was inconclusive, blocked or not exercised.',
} as const;

const LIST = new Intl.ListFormat('en');

/** Names the selection of a partial run and what it cannot claim. */
export function meaningOfPart(part: Part): string {
  const scenarios = part.scenarios.length > 0 ? LIST.format(part.scenarios) : 'all scenarios';
  const resources = part.resources.length > 0 ? LIST.format(part.resources) : 'all resources';
  return `Only a part was run: ${scenarios} for ${resources}. It makes no claim about the rest of the scope.`;
}
