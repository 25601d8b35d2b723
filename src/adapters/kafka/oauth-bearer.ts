import { KafkaProblem } from './problem.ts';

/** The part of kafkajs that carries the messages of a login. */
interface Login {
  readonly host: string;
  readonly port: number;
  saslAuthenticate(exchange: {
    readonly request: { encode(): Buffer };
    readonly response: { decode(raw: Buffer): Buffer; parse(raw: Buffer): string };
  }): Promise<string | undefined>;
}

/**
 * OAUTHBEARER (RFC 7628). The mechanism that kafkajs has takes no notice of a refusal: the broker explains it in an
 * answer that looks like success, and closes the connection later.
 */
export function oauthBearer(token: () => Promise<string>) {
  return {
    mechanism: 'oauthbearer',
    authenticationProvider: ({ host, port, saslAuthenticate }: Login) => ({
      async authenticate(): Promise<void> {
        const request = lengthPrefixed(`n,,\u0001auth=Bearer ${await obtain(token)}\u0001\u0001`);
        const answer = await saslAuthenticate({
          request: { encode: () => request },
          response: { decode: (raw) => raw, parse: (raw) => raw.toString() },
        });
        const refusal = /\{.*\}/s.exec(answer ?? '')?.[0];
        if (refusal === undefined) return;
        throw new KafkaProblem(
          'credentials',
          `${host}:${port} refused the token (${refusal}). Check where it is from, and its scope.`,
        );
      },
    }),
  };
}

async function obtain(token: () => Promise<string>): Promise<string> {
  try {
    return await token();
  } catch (error) {
    if (error instanceof KafkaProblem) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new KafkaProblem('credentials', `No token could be had: ${message.replace(/\.$/, '')}.`, { cause: error });
  }
}

function lengthPrefixed(text: string): Buffer {
  const content = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length);
  return Buffer.concat([length, content]);
}
