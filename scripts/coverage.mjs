import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { coverageIn } from '../dist/cli/coverage.js';
import { coverageDocument, coveragePage } from '../dist/cli/coverage-document.js';
import { listBuiltin } from '../dist/load/profile.js';

/** Writes a page of docs for each profile, from the profile and the scenarios; `npm run docs` builds before. */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
for (const id of await listBuiltin(path.join(root, 'profiles'))) {
  await writeFile(path.join(root, coveragePage(id)), coverageDocument(await coverageIn(id)));
}
