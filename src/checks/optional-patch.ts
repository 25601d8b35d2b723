import type { CheckDefinition } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { judged, noBody, notApplicable, objectOf } from './body.ts';
import { differences } from './comparison.ts';

/** JSON Patch is optional: whatever refuses it says that it is not offered, and nothing is wrong with that (AMB-R29). */
export const offersPatch: CheckDefinition = {
  summary: 'the optional patch format is taken; a refusal is no failure',
  argument: { const: true },
  judge: (pages) => {
    const actual = pages[0]?.outcome.status ?? 0;
    if (actual < 300) return judged([]);
    return notApplicable(`optional and not offered: the patch is answered ${actual} (AMB-R29)`, 'not-offered');
  },
};

/** What a server does with an optional format is told, never failed. */
export const shows: CheckDefinition = {
  summary: 'the object has these values; others are a remark',
  argument: { type: 'object', minProperties: 1 },
  judge: (pages, argument) => {
    const value = objectOf(pages);
    if (value === undefined || !isObject(argument)) return noBody(pages);
    return judged(
      Object.entries(argument as JsonObject).flatMap(([name, wanted]) =>
        differences(wanted, Object.hasOwn(value, name) ? value[name] : undefined, `/${name}`).map(
          ({ pointer, expected, actual }): Finding => ({
            code: 'patch.not-shown',
            kind: 'remark',
            pointer,
            expected,
            actual: actual ?? 'absent',
            ruling: 'AMB-R29',
          }),
        ),
      ),
    );
  },
};
