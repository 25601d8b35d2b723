import { expect, it } from 'vitest';
import { ctk } from '../support/cli.ts';

it('finds nothing wrong with the profile and the scenarios of the kit, which a run takes as they are', async () => {
  const result = await ctk(['lint']);
  expect(result.out).toContain('no problems in the kit');
  expect(result.code).toBe(0);
});
