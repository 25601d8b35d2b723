import type { Operation } from '../core/exchange.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type { ChooseStep, Expectation, Phase, RequestStep, Scenario, Step } from '../core/scenario.ts';
import type { Scope } from '../core/scope.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** An expectation as the file writes it: beside these, one member that is the check. */
interface ExpectationEntry {
  readonly requirement: string | readonly string[];
  readonly reply?: string;
}

interface RequestEntry {
  readonly id: string;
  readonly title: string;
  readonly when?: Json;
  readonly operation: Operation;
  readonly target?: Json;
  readonly url?: Json;
  readonly body?: Json;
  readonly filter?: JsonObject;
  readonly fields?: Json;
  readonly as?: 'second';
  readonly expect?: readonly (ExpectationEntry & JsonObject)[];
  readonly capture?: Readonly<Record<string, string>>;
}

interface ChooseEntry {
  readonly id: string;
  readonly title: string;
  readonly when?: Json;
  readonly choose: ChooseStep['choose'];
  readonly requirement: string | readonly string[];
}

/** A scenario file as `schemas/scenario.schema.json` describes it. */
interface ScenarioEntry {
  readonly id: string;
  readonly alias?: string | readonly string[];
  readonly title: string;
  readonly clause: string;
  readonly scope: Scope;
  readonly tags?: readonly string[];
  readonly preamble?: readonly (RequestEntry | ChooseEntry)[];
  readonly steps: readonly (RequestEntry | ChooseEntry)[];
  readonly postamble?: readonly (RequestEntry | ChooseEntry)[];
}

/** The scenario that a file holds which fits the schema. */
export function scenarioFrom(yaml: YamlFile): Scenario {
  const entry = yaml.value as unknown as ScenarioEntry;
  const steps = (phase: Phase) => (entry[phase] ?? []).map((step, index) => stepFrom(step, [phase, index], yaml));
  return {
    format: 'ctk-scenario/1',
    id: entry.id,
    aliases: listOf(entry.alias),
    title: entry.title,
    clause: entry.clause,
    scope: entry.scope,
    tags: entry.tags ?? [],
    preamble: steps('preamble'),
    steps: steps('steps'),
    postamble: steps('postamble'),
  };
}

/** The keys of an expectation that are checks. */
export function checksOf(expectation: object): readonly string[] {
  return Object.keys(expectation).filter((key) => key !== 'requirement' && key !== 'reply');
}

function stepFrom(entry: RequestEntry | ChooseEntry, path: Path, yaml: YamlFile): Step {
  const position = yaml.position(path);
  if ('choose' in entry) {
    const { requirement, ...rest } = entry;
    return { kind: 'choose', ...rest, requirements: listOf(requirement), position };
  }
  const { expect = [], capture = {}, ...rest } = entry;
  const expectations = expect.map((expectation, index) => expectationFrom(expectation, [...path, 'expect', index], yaml));
  return { kind: 'request', ...rest, expect: expectations, capture, position } satisfies RequestStep;
}

function expectationFrom(entry: ExpectationEntry & JsonObject, path: Path, yaml: YamlFile): Expectation {
  const [check = ''] = checksOf(entry);
  return {
    requirements: listOf(entry.requirement),
    check,
    argument: entry[check] ?? null,
    ...(entry.reply !== undefined && { reply: entry.reply }),
    position: yaml.position(path),
  };
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
