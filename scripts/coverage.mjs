import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { coverageIn } from '../dist/cli/coverage.js';
import { coverageDocument } from '../dist/cli/coverage-document.js';
import { DEFAULT_PROFILE } from '../dist/cli/workbench.js';

/** Writes docs/coverage.md from the profile and the scenarios; `npm run docs` builds before. */
const file = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../docs/coverage.md');
await writeFile(file, coverageDocument(await coverageIn(DEFAULT_PROFILE)));
