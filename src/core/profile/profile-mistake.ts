/** A mistake in a profile that its JSON Schema cannot see; `path` leads to the value in question. */
export interface ProfileMistake {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
