/** What a run concludes on; see the requirement's own `scope`. */
export type Scope = 'connect' | 'profile' | 'notifications';
