/**
 * What the clauses of several resources have in common, `…` for what differs: `API PATCH OPERATION CONFORMANCE, …, Patchable
 * Attributes, row contact`. Clauses that share neither beginning nor end stay apart.
 */
export function mergedClauses(clauses: readonly string[]): readonly string[] {
  const distinct = [...new Set(clauses)];
  const [first, ...others] = distinct.map(partsOf);
  if (first === undefined || others.length === 0) return distinct;
  const shared = (at: (parts: readonly string[], index: number) => string | undefined, limit: number) => {
    let count = 0;
    while (count < limit && others.every((parts) => at(parts, count) === at(first, count))) count += 1;
    return count;
  };
  const shortest = Math.min(first.length, ...others.map((parts) => parts.length));
  const head = shared((parts, index) => parts[index], shortest);
  const tail = shared((parts, index) => parts.at(-1 - index), shortest - head);
  if (head + tail === 0) return distinct;
  // one that is no more than what they share stands for all: the others are read from it
  const between = shortest === head + tail ? '' : '…';
  const end = first.slice(first.length - tail).join('');
  return [`${first.slice(0, head).join('')}${between}${between !== '' && /^\w/.test(end) ? ' ' : ''}${end}`];
}

/** Words with the blank behind them; a comma begins a part of its own. */
function partsOf(clause: string): readonly string[] {
  return clause.split(/(?<=\s)|(?=,)/);
}
