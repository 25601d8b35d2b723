import path from 'node:path';
import type { Secret } from '../core/credential.ts';
import type { Position } from '../core/scenario.ts';
import { LoadFailure } from './problem.ts';
import { readText } from './text-file.ts';

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a secret is: nothing else than its place stands in a configuration. */
export type SecretReference = { readonly env: string } | { readonly file: string };

/**
 * Fetches a secret. `file` is relative to `folder`; line ends after the value are left out.
 *
 * @throws LoadFailure, at the reference's position, where there is none or it is empty; never with the value
 */
export async function resolveSecret(
  reference: SecretReference,
  environment: Environment,
  folder: string,
  position: Position,
): Promise<Secret> {
  return 'env' in reference
    ? fromEnvironment(reference.env, environment, position)
    : await fromFile(path.resolve(folder, reference.file), position);
}

function fromEnvironment(variable: string, environment: Environment, position: Position): Secret {
  const value = environment[variable];
  if (value === undefined)
    throw failure(position, `the environment variable ${variable} is not set`, `Set it before the run: ${variable}=…`);
  return { value: checked(value, `the environment variable ${variable}`, position), variable };
}

async function fromFile(file: string, position: Position): Promise<Secret> {
  const { text } = await readText(file).catch((cause: unknown) => {
    const reason = cause instanceof LoadFailure ? cause.problems[0]?.message : undefined;
    throw failure(position, `the secret's file ${file} cannot be used: ${reason ?? 'it cannot be read'}`, undefined, cause);
  });
  const variable = `CTK_${path
    .basename(file)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')}`;
  return { value: checked(text, `the secret's file ${file}`, position), variable };
}

function checked(text: string, source: string, position: Position): string {
  const value = text.replace(/[\r\n]+$/, '');
  if (value === '') throw failure(position, `${source} is empty`);
  // no header and no form can carry them, and a message about it elsewhere would show the value
  if (/[\p{Cc}]/u.test(value)) throw failure(position, `${source} holds more than one line, or control characters`);
  return value;
}

function failure(position: Position, message: string, hint?: string, cause?: unknown): LoadFailure {
  return new LoadFailure([{ ...position, message, ...(hint !== undefined && { hint }) }], { cause });
}
