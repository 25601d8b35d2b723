import type { Operation, PatchFormat } from '../core/exchange.ts';
import type { Json, JsonObject } from '../core/json.ts';
import type {
  AwaitStep,
  ChooseStep,
  Each,
  Expectation,
  Phase,
  RequestStep,
  ScenarioTemplate,
  Step,
  StepEntry,
} from '../core/scenario.ts';
import type { Scope } from '../core/scope.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** An expectation as the file writes it: beside these, one member that is the check. */
interface ExpectationEntry {
  readonly requirement: string | readonly string[];
  readonly reply?: string;
  readonly each?: EachEntry;
}

/** One variable and the table it goes through. */
type EachEntry = Readonly<Record<string, Json>>;

interface GroupEntry {
  readonly each: EachEntry;
  readonly steps: readonly AnyEntry[];
}

type AnyEntry = SingleEntry | GroupEntry;
type SingleEntry = RequestEntry | ChooseEntry | AwaitEntry;

interface RequestEntry {
  readonly id: string;
  readonly title: string;
  readonly where?: Json;
  readonly when?: Json;
  readonly offered?: Json;
  readonly after?: string;
  readonly settles?: string;
  readonly operation: Operation;
  readonly target?: Json;
  readonly url?: Json;
  readonly body?: Json;
  readonly filter?: Json;
  readonly fields?: Json;
  readonly format?: PatchFormat;
  readonly as?: 'second';
  readonly over?: 'other';
  readonly expect?: readonly (ExpectationEntry & JsonObject)[];
  readonly capture?: Readonly<Record<string, string>>;
}

interface ChooseEntry {
  readonly id: string;
  readonly title: string;
  readonly where?: Json;
  readonly when?: Json;
  readonly choose: ChooseStep['choose'];
  readonly requirement: string | readonly string[];
}

interface AwaitEntry {
  readonly id: string;
  readonly title: string;
  readonly where?: Json;
  readonly when?: Json;
  readonly after?: string;
  readonly await: AwaitStep['await'];
  readonly expect?: RequestEntry['expect'];
}

/** A scenario file as `schemas/scenario.schema.json` describes it. */
interface ScenarioEntry {
  readonly id: string;
  readonly alias?: string | readonly string[];
  readonly title: string;
  readonly clause: string;
  readonly scope: Scope;
  readonly tags?: readonly string[];
  readonly where?: Json;
  readonly last?: true;
  readonly preamble?: readonly AnyEntry[];
  readonly steps: readonly AnyEntry[];
  readonly postamble?: readonly AnyEntry[];
}

/** The scenario that a file holds which fits the schema. */
export function scenarioFrom(yaml: YamlFile): ScenarioTemplate {
  const entry = yaml.value as unknown as ScenarioEntry;
  const steps = (phase: Phase) => (entry[phase] ?? []).map((step, index) => entryFrom(step, [phase, index], yaml));
  return {
    format: 'ctk-scenario/1',
    id: entry.id,
    aliases: listOf(entry.alias),
    title: entry.title,
    clause: entry.clause,
    scope: entry.scope,
    tags: entry.tags ?? [],
    ...(entry.where !== undefined && { where: entry.where }),
    ...(entry.last === true && { last: true }),
    preamble: steps('preamble'),
    steps: steps('steps'),
    postamble: steps('postamble'),
  };
}

/** What an expectation may say beside its check. */
const BESIDE_CHECK = ['requirement', 'reply', 'each'];

/** The keys of an expectation that are checks. */
export function checksOf(expectation: object): readonly string[] {
  return Object.keys(expectation).filter((key) => !BESIDE_CHECK.includes(key));
}

function entryFrom(entry: AnyEntry, path: Path, yaml: YamlFile): StepEntry {
  if (!('steps' in entry)) return stepFrom(entry, path, yaml);
  const steps = entry.steps.map((step, index) => entryFrom(step, [...path, 'steps', index], yaml));
  return { kind: 'each', each: eachFrom(entry.each), steps, position: yaml.position(path) };
}

function eachFrom(entry: EachEntry): Each {
  const [[variable, among] = ['', []]] = Object.entries(entry);
  return { variable, among };
}

function stepFrom(entry: SingleEntry, path: Path, yaml: YamlFile): Step {
  const position = yaml.position(path);
  if ('choose' in entry) {
    const { requirement, ...rest } = entry;
    return { kind: 'choose', ...rest, requirements: listOf(requirement), position };
  }
  const expect = (entry.expect ?? []).map((expectation, index) => expectationFrom(expectation, [...path, 'expect', index], yaml));
  if ('await' in entry) return { kind: 'await', ...entry, expect, position };
  const { capture = {}, ...rest } = entry;
  return { kind: 'request', ...rest, expect, capture, position } satisfies RequestStep;
}

function expectationFrom(entry: ExpectationEntry & JsonObject, path: Path, yaml: YamlFile): Expectation {
  const [check = ''] = checksOf(entry);
  return {
    requirements: listOf(entry.requirement),
    check,
    argument: entry[check] ?? null,
    ...(entry.reply !== undefined && { reply: entry.reply }),
    ...(entry.each !== undefined && { each: eachFrom(entry.each) }),
    position: yaml.position(path),
  };
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
