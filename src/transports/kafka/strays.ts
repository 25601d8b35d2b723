import { createHash } from 'node:crypto';
import type { Reply, StrayReply } from '../../core/exchange.ts';
import { isObject } from '../../core/json.ts';

/** How a request ended: with a reply, because time was up, or before that. */
export type Ending =
  | { readonly kind: 'answered'; readonly reply: Reply }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'given-up' };

/** The requests that are over, and what came for them afterwards. */
export interface Strays {
  /** The request of this id is over. */
  end(correlationId: string, ending: Ending): void;
  /** Takes a reply; false where no request had this id. */
  receive(correlationId: string, reply: () => Reply, receivedAt: string): boolean;
  /** Second and late replies since the last call. */
  take(): readonly StrayReply[];
}

interface Past {
  /** As it was sent. */
  readonly correlationId: string;
  readonly ended: Ending['kind'];
  /** What the first reply said, in short: whole bodies would pile up. */
  readonly said?: string;
}

/** Creates an empty account. Ids are compared without regard to case (AMB-A31). */
export function createStrays(): Strays {
  const past = new Map<string, Past>();
  let strays: StrayReply[] = [];
  const end: Strays['end'] = (correlationId, ending) => {
    const said = ending.kind === 'answered' ? { said: gist(ending.reply) } : {};
    past.set(correlationId.toLowerCase(), { correlationId, ended: ending.kind, ...said });
  };
  return {
    end,
    receive(id, read, receivedAt) {
      const known = past.get(id.toLowerCase());
      if (known === undefined) return false;
      if (known.ended === 'given-up') return true;
      const { correlationId, ended, said } = known;
      const reply = read();
      const kind = ended === 'answered' ? 'duplicate' : 'late';
      strays.push({ kind, isIdentical: said === gist(reply), correlationId, receivedAt, reply });
      // what comes after a late reply is a second one
      if (kind === 'late') end(correlationId, { kind: 'answered', reply });
      return true;
    },
    take() {
      const taken = strays;
      strays = [];
      return taken;
    },
  };
}

/** Status and body, whatever the order of members (AMB-A40). */
function gist({ status, body }: Reply): string {
  const content = body.kind === 'json' ? body.value : body;
  const ordered = JSON.stringify([status, content], (_, value) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
  return createHash('sha256').update(ordered).digest('base64');
}
