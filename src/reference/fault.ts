import type { Json, JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import type { HubFault } from './hub-fault.ts';
import type { KafkaFault } from './kafka-fault.ts';
import type { ModelVersion } from './model/api.ts';
import type { Answer, Call, CallOf, Context, Handler, ResourceEvent } from './operations/operation.ts';
import { isArray } from './operations/values.ts';

/** A way into the server. */
export type FaceName = 'rest' | 'kafka';

/**
 * Something that a server does in another way than the plain reference. It stands between the faces and the operations:
 * it may change the call, the context, the answer or the store, or answer itself. The operations know nothing of it.
 */
export interface Deviation {
  readonly id: string;
  /** What the server does, in a sentence. */
  readonly summary: string;
  /** The documents that it can be seen under. */
  readonly models: readonly ModelVersion[];
  /** The faces that it can be seen at: one of them must be served. */
  readonly faces: readonly FaceName[];
  /** What it does to notifications, where that is not a matter of one operation. */
  readonly hub?: HubFault;
  /** What it does to records of topics. */
  readonly kafka?: KafkaFault;
  /** Changes are accepted over HTTP with 202 and made a little later; those of one operation never, or they fail. */
  readonly acceptsForLater?: true | BrokenPromise;
  apply?(call: Call, context: Context, next: Handler): Answer;
}

/** What does not become of changes that were accepted for later. */
export interface BrokenPromise {
  readonly operation: Call['operation'];
  /** `never`: they stay in progress for ever; `failure`: they are said to have failed, and are not made. */
  readonly outcome: 'never' | 'failure';
}

/** A seeded violation. */
export interface Fault extends Deviation {
  /** Requirement ids that a kit must find violated; none where a server seems to have gone, which decides nothing. */
  readonly violates: readonly string[];
  /** The same under v5, where they are others. */
  readonly violatesInV5?: readonly string[];
}

/** A peculiarity that the document allows: a kit must not fail it. */
export interface Variant extends Deviation {
  /** The rulings that allow it; those that have a remark for it come first. */
  readonly rulings: readonly string[];
}

/** What an entry of a table adds to its id. Without a word on them it is for all models, and seen at all faces. */
type Entry<Kind extends Deviation> = Omit<Kind, 'id' | 'models' | 'faces'> & Partial<Pick<Kind, 'models' | 'faces'>>;

/** An entry of the fault table. */
export type FaultEntry = Entry<Fault>;

/** An entry of the variant table. */
export type VariantEntry = Entry<Variant>;

/** How a deviation stands between the faces and the operations. */
export type Apply = NonNullable<Deviation['apply']>;

/** A fault in how calls of one operation are handled; the others go their way. */
export function onCall<Operation extends Call['operation']>(
  operation: Operation,
  apply: (call: CallOf<Operation>, context: Context, next: Handler) => Answer,
): Apply {
  return (call, context, next) => (isCallOf(operation, call) ? apply(call, context, next) : next(call, context));
}

/** A fault in the answers of one operation that have a given status, or in all that tell of success. */
export function onAnswer<Operation extends Call['operation']>(
  operation: Operation,
  status: number | 'success',
  change: (answer: Answer, call: CallOf<Operation>, context: Context) => Answer,
): Apply {
  return onCall(operation, (call, context, next) => {
    const answer = next(call, context);
    const isMeant = status === 'success' ? answer.status < 300 : answer.status === status;
    return isMeant ? change(answer, call, context) : answer;
  });
}

/** A fault in the representations that successful answers of some operations carry, single or in lists. */
export function onRepresentations(
  operations: readonly Call['operation'][],
  change: (representation: JsonObject, call: Call) => JsonObject,
): Apply {
  return (call, context, next) => {
    const answer = next(call, context);
    if (!operations.includes(call.operation) || answer.status >= 300 || answer.body === undefined) return answer;
    const each = (value: Json): Json => (isObject(value) ? change(value, call) : value);
    return { ...answer, body: isArray(answer.body) ? answer.body.map(each) : each(answer.body) };
  };
}

/** A fault in the changes that an operation has listeners told of. */
export function onEvents(change: (events: readonly ResourceEvent[], call: Call) => readonly ResourceEvent[]): Apply {
  return (call, context, next) => {
    const answer = next(call, context);
    return answer.events === undefined ? answer : { ...answer, events: change(answer.events, call) };
  };
}

/** A fault in the attribute selection that a list or a retrieval asks for. */
export function onFields(change: (fields: readonly string[]) => readonly string[] | undefined): Apply {
  return (call, context, next) => {
    if ((call.operation !== 'list' && call.operation !== 'retrieve') || !call.fields) return next(call, context);
    const { fields, ...rest } = call;
    const changed = change(fields);
    return next(changed ? { ...rest, fields: changed } : rest, context);
  };
}

function isCallOf<Operation extends Call['operation']>(operation: Operation, call: Call): call is CallOf<Operation> {
  return call.operation === operation;
}
