import type { Json, JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import type { HubFault } from './hub-fault.ts';
import type { Answer, Call, CallOf, Context, Handler, ResourceEvent } from './operation.ts';
import { isArray } from './values.ts';

/**
 * A seeded violation. It stands between the faces and the operations: it may change the call, the context, the answer
 * or the store, or answer itself. The operations know nothing of it.
 */
export interface Fault {
  readonly id: string;
  /** What the server does wrong, in a sentence. */
  readonly summary: string;
  /** Requirement ids that a kit must find violated. */
  readonly violates: readonly string[];
  /** What it does to notifications, where that is not a matter of one operation. */
  readonly hub?: HubFault;
  apply(call: Call, context: Context, next: Handler): Answer;
}

/** What an entry of the fault table adds to its id. */
export type FaultEntry = Omit<Fault, 'id'>;

/** A fault in how calls of one operation are handled; the others go their way. */
export function onCall<Operation extends Call['operation']>(
  operation: Operation,
  apply: (call: CallOf<Operation>, context: Context, next: Handler) => Answer,
): Fault['apply'] {
  return (call, context, next) => (isCallOf(operation, call) ? apply(call, context, next) : next(call, context));
}

/** A fault in the answers of one operation that have a given status, or in all that tell of success. */
export function onAnswer<Operation extends Call['operation']>(
  operation: Operation,
  status: number | 'success',
  change: (answer: Answer, call: CallOf<Operation>, context: Context) => Answer,
): Fault['apply'] {
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
): Fault['apply'] {
  return (call, context, next) => {
    const answer = next(call, context);
    if (!operations.includes(call.operation) || answer.status >= 300 || answer.body === undefined) return answer;
    const each = (value: Json): Json => (isObject(value) ? change(value, call) : value);
    return { ...answer, body: isArray(answer.body) ? answer.body.map(each) : each(answer.body) };
  };
}

/** A fault in the changes that an operation has listeners told of. */
export function onEvents(change: (events: readonly ResourceEvent[], call: Call) => readonly ResourceEvent[]): Fault['apply'] {
  return (call, context, next) => {
    const answer = next(call, context);
    return answer.events === undefined ? answer : { ...answer, events: change(answer.events, call) };
  };
}

/** A fault in the attribute selection that a list or a retrieval asks for. */
export function onFields(change: (fields: readonly string[]) => readonly string[] | undefined): Fault['apply'] {
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
