import { expect, it } from 'vitest';
import { mergedClauses } from '../../../src/core/wording/merged-clauses.ts';

it.each<[string, string[], string[]]>([
  ['nothing', [], []],
  ['one clause, however often', ['PATCH, row name', 'PATCH, row name'], ['PATCH, row name']],
  ['a part in the middle', ['PATCH, /billFormat/{id}, row name', 'PATCH, /partyAccount/{id}, row name'], ['PATCH, …, row name']],
  [
    'a beginning',
    ['Party Account ATTRIBUTES, row type', 'Billing Account ATTRIBUTES, row type'],
    ['… Account ATTRIBUTES, row type'],
  ],
  ['an end', ['RESOURCES, row BillFormat', 'RESOURCES, row PartyAccount'], ['RESOURCES, row …']],
  ['an addition', ['TC_N1 – Create', 'TC_N1 – Create, read for BillFormat'], ['TC_N1 – Create']],
  ['nothing in common', ['One heading', 'Another place'], ['One heading', 'Another place']],
])('of %s', (_what, clauses, merged) => {
  expect(mergedClauses(clauses)).toEqual(merged);
});
