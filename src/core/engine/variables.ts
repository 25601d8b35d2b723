import type { Json } from '../json.ts';
import { isObject } from '../json.ts';
import type { Lookup } from '../template.ts';
import type { Verdict } from '../verdict.ts';

/** The step that set a variable, and what became of it. */
export interface Producer {
  readonly scenario: string;
  readonly step: string;
  readonly verdict: Verdict;
}

/** What the scenarios of one resource know at a point of the run. */
export interface Variables {
  readonly lookup: Lookup;
  set(name: string, value: Json, by: Producer): void;
  /** Before a step that sets it runs again, for another row: what it brought before is not about this one. */
  forget(name: string): void;
  /** The producer of a variable that did not pass: whoever uses it is blocked (AMB-R36). */
  unfitProducer(name: string): Producer | undefined;
}

/** Starts with what the test data give; `computed` supplies values that are made when first asked for. */
export function createVariables(start: ReadonlyMap<string, Json>, computed: Readonly<Record<string, () => Json>>): Variables {
  const values = new Map(start);
  const producers = new Map<string, Producer>();
  return {
    lookup(name) {
      const make = computed[name];
      if (!values.has(name) && make !== undefined) values.set(name, make());
      return values.get(name);
    },
    set(name, value, by) {
      values.set(name, value);
      producers.set(name, by);
    },
    forget(name) {
      if (producers.delete(name)) values.delete(name);
    },
    unfitProducer(name) {
      const by = producers.get(name);
      return by !== undefined && by.verdict !== 'pass' ? by : undefined;
    },
  };
}

/** True for what a `when` takes as nothing: an empty list, object or text, `null` and `false`. */
export function isNothing(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).length === 0;
  return value === null || value === false || value === '';
}
