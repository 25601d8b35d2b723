import { readFileSync } from 'node:fs';

/** Fails unless the report holds a passed verdict for six scenarios at seven resources. */
const { matrix, conclusions } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const verdicts = matrix.rows.flatMap(({ cells }) => cells.map(({ verdict }) => verdict));
const passed = verdicts.filter((verdict) => verdict === 'pass').length;
const words = conclusions.map(({ scope, conclusion }) => `${scope} ${conclusion}`).join(', ');
process.stdout.write(`${verdicts.length} verdicts, ${passed} of them pass; ${words}\n`);
process.exitCode = verdicts.length === 42 && passed === 42 && words === 'connect conformant' ? 0 : 1;
