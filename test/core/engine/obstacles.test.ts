import { describe, expect, it } from 'vitest';
import { obstacleTo } from '../../../src/core/engine/obstacles.ts';
import type { StepEnvironment } from '../../../src/core/engine/step-environment.ts';
import { createVariables } from '../../../src/core/engine/variables.ts';
import type { StepFinished } from '../../../src/core/event.ts';
import type { Json } from '../../../src/core/json.ts';
import type { Step } from '../../../src/core/scenario.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import { aChoice, aFinishedStep, anExpectation, aStep } from '../../support/steps.ts';

interface Situation {
  readonly start?: Readonly<Record<string, Json>>;
  /** Captured by a step `S/create` of this verdict. */
  readonly captured?: readonly [name: string, value: Json, verdict: Verdict];
  readonly results?: readonly StepFinished[];
  readonly shown?: readonly string[];
  readonly hasSecondCredential?: boolean;
}

function obstacle(step: Step, situation: Situation = {}) {
  const { start = {}, captured, results = [], shown = ['name'], hasSecondCredential = true } = situation;
  const variables = createVariables(new Map(Object.entries(start)), {});
  if (captured !== undefined) {
    const [name, value, verdict] = captured;
    variables.set(name, value, { scenario: 'S', step: 'create', verdict });
  }
  const env = {
    setup: { producers: new Map([['ID', 'S/create']]), readings: {}, testData: { supplied: {} } },
    resource: 'BillFormat',
    variables,
    observations: { shownAttributes: new Set(shown) },
    ports: {
      checks: { labelled: { summary: '', argument: {}, about: 'message', judge: () => ({ kind: 'judged', findings: [] }) } },
      transport: {
        hasSecondCredential,
        resolve: (reference: string) => new URL(reference, 'http://sut.example/'),
        isOwnOrigin: (url: URL) => url.host === 'sut.example',
      },
    },
  } as unknown as StepEnvironment;
  const earlier = { pages: new Map(), results: new Map(results.map((result) => [result.step, result])) };
  return obstacleTo(step, earlier, (name) => step.locals?.[name] ?? variables.lookup(name), env);
}

const NOTHING_TO_SEND = { verdict: 'skipped', reason: 'not applicable: there is nothing to send here' };

describe('nothing keeps a step', () => {
  it.each<[string, Step, Situation?]>([
    ['that needs nothing', aStep('s')],
    [
      'that has what it needs',
      aStep('s', { target: '${ID}', when: '${extras}' }),
      { captured: ['ID', '1', 'pass'], start: { extras: { a: 1 } } },
    ],
    ['whose earlier step passed', aStep('s', { after: 'patch' }), { results: [aFinishedStep('patch', 'pass', [])] }],
    ['for the second user where there is one', aStep('s', { as: 'second' })],
    ['about attributes that were shown', aStep('s', { offered: ['name', 'state'] }), { shown: ['name', 'state', 'id'] }],
    [
      'that uses what it captures itself in its expectations',
      aStep('s', { capture: { ID: '/id' }, expect: [anExpectation(['r'], { argument: '${ID}' })] }),
    ],
    ['that follows a URL of the target', aStep('s', { operation: 'follow', url: '/billFormat/1' })],
    ['that refers to its own row', aStep('s', { body: '${row}', locals: { row: 'name' } })],
  ])('%s', (_, step, situation) => {
    expect(obstacle(step, situation)).toBeUndefined();
  });
});

describe('when', () => {
  it.each<[Json]>([[[]], [{}], [''], [null], [false]])('skips a step for %j', (extras) => {
    expect(obstacle(aStep('s', { when: '${extras}' }), { start: { extras } })).toEqual(NOTHING_TO_SEND);
  });
});

describe('offered', () => {
  it('skips, as optional, what no answer has shown, and names it', () => {
    expect(obstacle(aStep('s', { offered: ['name', 'state', 'type'] }))).toEqual({
      verdict: 'skipped',
      exemption: 'not-offered',
      reason: 'optional and not offered: no answer has shown state, type (AMB-R56)',
    });
  });

  it('resolves references, to one attribute or to many', () => {
    const skipped = { verdict: 'skipped', exemption: 'not-offered' };
    expect(obstacle(aStep('s', { offered: '${row.attribute}', locals: { row: { attribute: 'state' } } }))).toMatchObject(skipped);
    expect(obstacle(aStep('s', { offered: '${both}' }), { start: { both: ['name', 'state'] } })).toMatchObject(skipped);
    expect(obstacle(aStep('s', { offered: '${both}' }), { start: { both: ['name'] } })).toBeUndefined();
  });

  it('says nothing of what is offered before any record was shown', () => {
    expect(obstacle(aStep('s', { offered: 'state' }), { shown: [] })).toEqual({
      verdict: 'blocked',
      reason: 'no answer has shown a record yet',
    });
  });

  it('holds for choices too', () => {
    expect(obstacle(aChoice('s', {}, { offered: 'state' }))).toMatchObject({ exemption: 'not-offered' });
  });
});

describe('after', () => {
  const step = aStep('read:a', { after: 'patch', suffix: ':a' });

  it('goes on where only the labels of the message were wrong', () => {
    const checks = [
      { requirements: ['r'], verdict: 'pass' },
      { requirements: ['m'], check: 'labelled', verdict: 'fail' },
    ] as const;
    expect(obstacle(step, { results: [aFinishedStep('patch:a', 'fail', checks)] })).toBeUndefined();
  });

  it.each<Verdict>(['fail', 'inconclusive', 'blocked', 'error'])('blocks where the step is %s', (verdict) => {
    expect(obstacle(step, { results: [aFinishedStep('patch:a', verdict, [])] })).toEqual({
      verdict: 'blocked',
      reason: `it is about patch, which did not pass (${verdict})`,
    });
  });

  it('means the step of the same row, else the one outside', () => {
    const results = [
      aFinishedStep('patch', 'fail', []),
      aFinishedStep('patch:a', 'pass', []),
      aFinishedStep('patch:b', 'fail', []),
    ];
    expect(obstacle(step, { results })).toBeUndefined();
    expect(obstacle({ ...step, suffix: ':c' }, { results })).toMatchObject({ verdict: 'blocked' });
  });

  it('blocks where the step did not run at all', () => {
    expect(obstacle(step)).toEqual({ verdict: 'blocked', reason: 'it is about patch, which did not pass (not run)' });
  });

  it('skips with a step that was skipped, for the same reason and with the same excuse', () => {
    const why = { reason: 'not offered', exemption: 'not-offered' } as const;
    expect(obstacle(step, { results: [aFinishedStep('patch:a', 'skipped', [], why)] })).toEqual({ verdict: 'skipped', ...why });
    // a step that ran, and whose checks had nothing to look at
    expect(obstacle(step, { results: [aFinishedStep('patch:a', 'skipped', [{ requirements: [], ...why }])] })).toEqual({
      verdict: 'skipped',
      ...why,
    });
    expect(obstacle(step, { results: [aFinishedStep('patch:a', 'skipped', [])] })).toEqual({
      verdict: 'skipped',
      reason: 'patch:a was skipped',
    });
  });
});

describe('settles', () => {
  const step = aStep('second', { settles: 'first' });
  const following = (verdict: Verdict) => obstacle(step, { results: [aFinishedStep('first', verdict, [], { reason: 'x' })] });

  it('lets a step run only where the other could not decide', () => {
    expect(following('inconclusive')).toBeUndefined();
    for (const verdict of ['pass', 'fail'] as const) {
      expect(following(verdict)).toEqual({ verdict: 'skipped', reason: 'not needed: first has decided it' });
    }
    expect(following('skipped')).toEqual({ verdict: 'skipped', reason: 'x' });
  });
});

describe('variables', () => {
  it('block where their step did not pass, or did not bring them', () => {
    const step = aStep('s', { target: '${ID}' });
    expect(obstacle(step, { captured: ['ID', '1', 'fail'] })).toEqual({
      verdict: 'blocked',
      reason: 'it needs ID from S/create, which did not pass (fail)',
    });
    expect(obstacle(step)).toEqual({ verdict: 'blocked', reason: 'it needs ID, which S/create did not bring' });
    expect(obstacle(aStep('s', { body: '${other}' }))).toMatchObject({
      reason: 'it needs other, which no earlier reply brought',
    });
  });
});

describe('the second credential', () => {
  it('skips what needs it where there is none, and says what to configure', () => {
    expect(obstacle(aStep('s', { as: 'second' }), { hasSecondCredential: false })).toEqual({
      verdict: 'skipped',
      exemption: 'configuration',
      reason: 'not assessed: it needs a second credential, `secondAuth` in the configuration',
    });
  });
});

describe('a URL elsewhere', () => {
  it('is not followed', () => {
    expect(obstacle(aStep('s', { operation: 'follow', url: 'http://other.example/1' }))).toMatchObject({
      verdict: 'skipped',
      reason: expect.stringContaining('http://other.example is not the target'),
    });
  });
});

describe('of several obstacles the first counts', () => {
  const all = {
    as: 'second',
    when: '${nothing}',
    after: 'patch',
    target: '${ID}',
    offered: 'state',
  } as const;
  const { when: _, as: __, ...unconditional } = all;
  const situation: Situation = { hasSecondCredential: false, start: { nothing: [] } };

  it.each<[string, Partial<typeof all>, Situation, object]>([
    ['the configuration', all, situation, { exemption: 'configuration' }],
    ['then the condition', all, { ...situation, hasSecondCredential: true }, NOTHING_TO_SEND],
    [
      'then the earlier step',
      unconditional,
      { hasSecondCredential: true },
      { reason: expect.stringContaining('it is about patch') },
    ],
    ['then variables', { target: '${ID}', offered: 'state' }, {}, { reason: expect.stringContaining('it needs ID') }],
    [
      'then what is offered',
      { target: '${ID}', offered: 'state' },
      { captured: ['ID', '1', 'pass'] },
      { exemption: 'not-offered' },
    ],
  ])('%s', (_, changes, given, expected) => {
    expect(obstacle(aStep('s', changes), given)).toMatchObject(expected);
  });
});
