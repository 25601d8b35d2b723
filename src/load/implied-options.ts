import type { Config } from './config.ts';

/** An option of a ruling that follows from another key of a configuration. */
export interface ImpliedOption {
  readonly key: 'complianceLevel' | 'supplied';
  readonly ruling: string;
  readonly option: string;
  /** Completes "where …". */
  readonly what: string;
}

/** The options that a configuration chooses without naming their rulings: the level (AMB-R21), supplied records (AMB-R13). */
export function impliedOptions({
  complianceLevel,
  supplied,
}: Pick<Config, 'complianceLevel' | 'supplied'>): readonly ImpliedOption[] {
  const level = complianceLevel && {
    key: 'complianceLevel' as const,
    ruling: 'AMB-R21',
    option: complianceLevel === 'L1' ? 'default' : 'otherLevel',
    what: `the compliance level is ${complianceLevel}`,
  };
  const records = supplied && {
    key: 'supplied' as const,
    ruling: 'AMB-R13',
    option: 'suppliedIds',
    what: 'records are supplied for TC_N2',
  };
  return [level, records].filter((implied) => implied !== undefined);
}
