import type { Bindings, HttpMethod } from '../profile.ts';

/** How a profile's requirements speak of requests: in the words of the protocol that its document is about. */
export interface DemandWords {
  /** Where a document lists an operation, below the heading of operations. */
  readonly operationPlace: (method: HttpMethod) => string;
  /** @param comment what the operation does, in the third person */
  readonly operation: (method: HttpMethod, comment: string) => string;
  /** Where a document gives the status of success, below the heading of the operation. */
  readonly statusPlace: (success: number) => string;
  readonly status: (method: HttpMethod, success: number) => string;
  readonly list: string;
  readonly retrieve: string;
  readonly create: string;
  readonly patch: string;
  readonly delete: string;
  readonly selection: string;
  readonly filtering: string;
  readonly notification: (name: string) => string;
}

/** The words for a profile's binding. */
export function wordsFor({ kafka }: Bindings): DemandWords {
  return kafka === undefined ? REST : KAFKA;
}

const REST: DemandWords = {
  operationPlace: (method) => `row ${method}`,
  operation: (method, comment) => `${method} is supported: it ${comment}.`,
  statusPlace: (success) => `Status Code ${success}`,
  status: (method, success) => `A ${method} that succeeds is answered with status ${success}.`,
  list: 'GET on the collection lists the entities of the resource.',
  retrieve: 'GET on an identifier retrieves the entity.',
  create: 'POST on the collection creates an entity of the resource.',
  patch: 'PATCH on an identifier updates the entity partially.',
  delete: 'DELETE on an identifier removes the entity.',
  selection: 'Each first-level attribute can be selected by the query parameter fields.',
  filtering: 'The list can be filtered by query parameters.',
  notification: (name) => `${name} is sent to those who subscribed when its change happens.`,
};

/** The commands that stand for a method, as the subject of a sentence. */
const COMMANDS: Readonly<Record<HttpMethod, string>> = {
  GET: 'list or retrieve command',
  POST: 'create command',
  PATCH: 'patch command',
  DELETE: 'delete command',
};

const KAFKA: DemandWords = {
  operationPlace: (method) => COMMANDS[method],
  operation: (method, comment) => `Each ${COMMANDS[method]} is supported: it ${comment}.`,
  statusPlace: (success) => `Status-Code ${success}`,
  status: (method, success) => `A ${COMMANDS[method]} that succeeds is answered with Status-Code ${success}.`,
  list: 'A list command returns the entities of the resource.',
  retrieve: 'A retrieve command with an identifier returns the entity.',
  create: 'A create command creates an entity of the resource.',
  patch: 'A patch command with an identifier updates the entity partially.',
  delete: 'A delete command with an identifier removes the entity.',
  selection: 'Each first-level attribute can be selected by fields among the parameters of the command.',
  filtering: 'The list can be filtered by filtering among the parameters of the command.',
  notification: (name) => `${name} is published on the notification topic of the resource when its change happens.`,
};
