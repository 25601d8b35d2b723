/** What a run concludes on; see the requirement's own `scope`. */
export type Scope = 'connect' | 'profile' | 'notifications';

/** All scopes, in the order in which reports name them. */
export const SCOPES: readonly Scope[] = ['connect', 'profile', 'notifications'];
