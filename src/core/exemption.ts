/**
 * Why something may stay without a verdict. The list is closed: whatever else was not assessed is a gap.
 *
 * `wire`: no exchange can show it. `configuration`: it needs something that the operator did not give.
 * `not-offered`: it is optional and the SUT does not offer it, or the resource has nothing of the kind.
 */
export type Exemption = 'wire' | 'configuration' | 'not-offered';

/** An exemption with the sentence that explains it. */
export interface Exempt {
  readonly exemption: Exemption;
  readonly reason: string;
}
