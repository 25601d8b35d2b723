import path from 'node:path';
import type { Secret } from '../core/credential.ts';
import type { Problem } from './problem.ts';
import { LoadFailure } from './problem.ts';
import type { Environment, SecretReference } from './secret.ts';
import { resolveSecret } from './secret.ts';
import { readText } from './text-file.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** Fetches what a configuration refers to, and collects what is not there, so that the user sees all of it at once. */
export interface Gathering {
  readonly secrets: readonly Secret[];
  readonly problems: readonly Problem[];
  /** The secret that the reference at a path means; an empty one, and a problem, where it is not there. */
  secret(reference: SecretReference, at: Path): Promise<Secret>;
  /** The text of a PEM file; an empty one, and a problem, where it is not there. */
  pem(file: string, at: Path): Promise<string>;
}

/** @param folder what relative paths start from */
export function createGathering(yaml: YamlFile, folder: string, environment: Environment): Gathering {
  const secrets: Secret[] = [];
  const problems: Problem[] = [];
  return {
    secrets,
    problems,
    async secret(reference, at) {
      try {
        const secret = await resolveSecret(reference, environment, folder, yaml.position(at));
        secrets.push(secret);
        return secret;
      } catch (error) {
        if (!(error instanceof LoadFailure)) throw error;
        problems.push(...error.problems);
        return { value: '', variable: '' };
      }
    },
    async pem(file, at) {
      const absolute = path.resolve(folder, file);
      try {
        const { text } = await readText(absolute);
        if (!text.includes('-----BEGIN '))
          problems.push({
            ...yaml.position(at),
            message: `${absolute} is not a PEM file`,
            hint: 'A PEM file has a line "-----BEGIN …-----".',
          });
        return text;
      } catch (error) {
        if (!(error instanceof LoadFailure)) throw error;
        problems.push({ ...yaml.position(at), message: `${absolute}: ${error.problems[0]?.message}` });
        return '';
      }
    },
  };
}
