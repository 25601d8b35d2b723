import { isObject } from '../../core/json.ts';
import type { ApiModel } from '../model/api.ts';
import type { Answer } from './operation.ts';

/** Why a call is refused: `code` for programs, `reason` in a few words, `message` with the names that matter. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly reason: string;
  readonly message: string;
}

/** The answer that carries a problem. */
export function refuse(problem: Problem, headers?: Readonly<Record<string, string>>): Answer {
  const { status, code, reason, message } = problem;
  return { status, body: { code, reason, message, status: String(status) }, ...(headers && { headers }) };
}

/** 400: something in the request is wrong. */
export function badRequest(code: string, reason: string, message: string): Problem {
  return { status: 400, code, reason, message };
}

/** 404: nothing is there. */
export function notFound(message: string): Problem {
  return { status: 404, code: 'not-found', reason: 'Not found', message };
}

/** In v5 an error is an extensible type like any other, and says so. */
export function withErrorType(answer: Answer, { version }: ApiModel): Answer {
  if (version === 'v1' || answer.status < 400 || !isObject(answer.body)) return answer;
  return { ...answer, body: { '@type': 'Error', ...answer.body } };
}
