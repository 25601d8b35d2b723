import type { ResourceModel } from '../model/resource.ts';
import type { Call } from '../operations/operation.ts';

/** What one request topic is for. */
export interface Route {
  readonly operation: Call['operation'];
  readonly resource: ResourceModel;
  /** The topic that the guide has for the replies. */
  readonly replyTopic: string;
}

/** The topics of the guide, under one prefix. */
export interface Topics {
  /** Request topic to what it is for. */
  readonly routes: ReadonlyMap<string, Route>;
  /** All of them: requests, replies, notifications. */
  readonly all: readonly string[];
  requestOf(operation: Call['operation'], resource: ResourceModel): string;
  notificationOf(resource: ResourceModel): string;
}

const OPERATIONS: readonly Call['operation'][] = ['create', 'list', 'retrieve', 'patch', 'delete'];

/**
 * "{prefix}.accountManagement.v5.createPartyAccount.commandRequest" and its siblings.
 *
 * @param prefix may be empty: then there is no dot before the name of the API
 */
export function topicsUnder(prefix: string, resources: readonly ResourceModel[]): Topics {
  const api = `${prefix === '' ? '' : `${prefix}.`}accountManagement.v5`;
  const requestOf = (operation: Call['operation'], resource: ResourceModel) =>
    `${api}.${operation}${resource.name}.commandRequest`;
  const notificationOf = (resource: ResourceModel) => `${api}.${resource.path}.notificationEvent`;
  const routes = new Map(
    resources.flatMap((resource) =>
      OPERATIONS.map((operation) => {
        const replyTopic = `${api}.${operation}${resource.name}.commandReply`;
        return [requestOf(operation, resource), { operation, resource, replyTopic }] as const;
      }),
    ),
  );
  const replies = [...routes.values()].map(({ replyTopic }) => replyTopic);
  return { routes, all: [...routes.keys(), ...replies, ...resources.map(notificationOf)], requestOf, notificationOf };
}
