/** Names of the two sides, by their number. */
type Labels = readonly [string, string];

interface Looked {
  readonly act: 'created' | 'patched' | 'deleted';
  readonly by: 0 | 1;
  readonly at: 0 | 1;
}

const WORDS = {
  created: ['created over', 'there over'],
  patched: ['patched over', 'shown over'],
  deleted: ['deleted over', 'gone over'],
} as const;

/** `created over REST → there over Kafka`. */
export function lookedFor({ act, by, at }: Looked, labels: Labels): string {
  const [done, due] = WORDS[act];
  return `${done} ${labels[by]} → ${due} ${labels[at]}`;
}

/** Said where no requirement could be compared. */
export const NOTHING_COMPARED = 'Nothing could be compared: there is no requirement that both runs have come to a status about.';

/** Said where both runs agree on everything that both profiles have. */
export const NO_DIFFERENCE = 'No requirement that both profiles have came to different statuses.';

/** Said where FACES was not part of the runs. */
export const NOT_SOUGHT =
  'Whether what one target does shows at the other was not asked for: the scenario FACES does, in the scope profile.';
