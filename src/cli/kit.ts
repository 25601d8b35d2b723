import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/** Absolute path of something in the package. */
export function packagePath(relative: string): string {
  return fileURLToPath(new URL(relative, root));
}

/** Name and version of this kit, from its package. */
export function kitIdentity(): { readonly name: string; readonly version: string } {
  const { name, version } = JSON.parse(readFileSync(packagePath('package.json'), 'utf8')) as { name: string; version: string };
  return { name, version };
}
