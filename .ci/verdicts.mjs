import { readFileSync } from 'node:fs';

/** The test cases of the certification. */
const CASES = ['TC_N1', 'TC_N2', 'TC_N3', 'TC_N4', 'TC_E1', 'TC_E2'];

/** Fails unless the report is of conformant scopes connect and profile, with six test cases passed at seven resources. */
const { matrix, conclusions } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const verdictsOf = (rows) => rows.flatMap(({ cells }) => cells.map(({ verdict }) => verdict));
const cases = verdictsOf(matrix.rows.filter(({ scenario }) => CASES.includes(scenario)));
const others = verdictsOf(matrix.rows.filter(({ scenario }) => !CASES.includes(scenario)));
const isPassed = (verdict) => verdict === 'pass';
const words = conclusions.map(({ scope, conclusion }) => `${scope} ${conclusion}`).join(', ');
const passed = cases.filter(isPassed).length;
process.stdout.write(
  `${cases.length} verdicts of the certification, ${passed} of them pass; ${others.length} others, ${others.filter(isPassed).length} of them pass; ${words}\n`,
);
process.exitCode = cases.length === 42 && passed === 42 && words === 'connect conformant, profile conformant' ? 0 : 1;
