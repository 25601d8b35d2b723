import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { SentRecord } from '../../../src/core/exchange.ts';
import { kcatLine } from '../../../src/core/wording/kcat.ts';

const TOPIC = 'T.accountManagement.v5.createPartyAccount.commandRequest';
const REPLIES = 'T.accountManagement.v5.createPartyAccount.commandReply';

function sent(record: Partial<SentRecord> = {}): SentRecord {
  return {
    protocol: 'kafka',
    brokers: 'broker.example:9092',
    topic: TOPIC,
    partition: 1,
    offset: '12',
    replyTopic: REPLIES,
    headers: { 'X-Correlation-Id': '11111111-1111-4111-8111-111111111111', 'Reply-Channel': REPLIES },
    body: '{"name":"x"}',
    ...record,
  };
}

interface Heard {
  /** The arguments and the input of the kcat that produces. */
  readonly argv: readonly string[];
  readonly input: string;
  /** The arguments of the kcat that consumes, as often as it was called. */
  readonly consumers: readonly (readonly string[])[];
  /** What the line shows. */
  readonly out: string;
}

/** Runs a line where kcat only notes what it is given, and answers with `replies`, in which `$id` is the correlation id. */
function run(line: string, env: Record<string, string> = {}, replies = 'r [0]@1\nX-Correlation-Id=$id\n{}\n\n'): Heard {
  const script = `exec 3>&1
sleep() { :; }
kcat() {
  printf '%s\\0' "$@" >&3
  if [ "$1" = -P ]; then printf '\\001' >&3; cat >&3; printf '\\002' >&3
  else printf '\\003' >&3; printf '%b' "$(printf '%s' "$REPLIES" | sed "s/\\$id/$id/g")"; printf '\\n\\n'; fi
}
out=$(${line}
)
printf '\\004%s' "$out"
`;
  const text = execFileSync('bash', ['--norc', '-c', script], {
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', REPLIES: replies, ...env },
    encoding: 'utf8',
  });
  const [produced = '', rest = ''] = text.split('\u0002');
  const [argv = '', input = ''] = produced.split('\u0001');
  const [calls = '', out = ''] = rest.split('\u0004');
  const words = (part: string) => part.split('\0').slice(0, -1);
  return { argv: words(argv), input, consumers: calls.split('\u0003').slice(0, -1).map(words), out };
}

const headersOf = ({ argv }: Heard) => argv.filter((_, index) => argv[index - 1] === '-H');
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

describe.skipIf(process.platform === 'win32')('kcatLine, run through a shell', () => {
  it('writes the same record to the same topic, whatever the partition, under a correlation id of its own', () => {
    const line = kcatLine(sent());
    const heard = run(line);
    expect(heard.argv.slice(0, 5)).toEqual(['-P', '-b', 'broker.example:9092', '-t', TOPIC]);
    expect(heard.argv).not.toContain('-p');
    expect(heard.input).toBe('{"name":"x"}');
    const [id, channel] = headersOf(heard);
    expect(id).toMatch(new RegExp(`^X-Correlation-Id=${UUID.source}$`, 'i'));
    expect(channel).toBe(`Reply-Channel=${REPLIES}`);
    expect(line).not.toContain('11111111');
    expect(headersOf(run(line))[0]).not.toBe(id);
  });

  it.each([
    ['single quotes', "it's a 'name'"],
    ['equal signs and JSON', '{"id":"17","filtering":"a=b&c=\\"d e\\""}'],
    ['newlines', 'one\ntwo\n'],
    ['letters beyond ASCII', 'Größe – 名前 – 🙂'],
    ['dollars, backticks and backslashes', '$HOME `id` $(id) \\n \\\\ ${not a name} %s %d'],
    ['exclamation marks', 'Hello!World !! !$'],
    ['a leading dash', '-n x'],
    ['globs, comments and separators', '* ? [a] # ; & | < > ~ (x)'],
  ])('hands over %s character by character as header and value, with and without a variable', (_, text) => {
    const plain = run(kcatLine(sent({ headers: { Parameters: text }, body: text })));
    expect([...headersOf(plain), plain.input]).toEqual([`Parameters=${text}`, text]);
    const secret = `${text}\${CTK_SECRET}${text}`;
    const filled = run(kcatLine(sent({ headers: { Parameters: secret }, body: secret })), { CTK_SECRET: 's3 $x `y` "z"' });
    const whole = `${text}s3 $x \`y\` "z"${text}`;
    expect([...headersOf(filled), filled.input]).toEqual([`Parameters=${whole}`, whole]);
  });

  it('keeps a value of several lines one record', () => {
    expect(run(kcatLine(sent({ body: '{\n}' }))).argv.slice(0, 3)).toEqual(['-P', '-D', '\\x1e']);
    expect(kcatLine(sent())).not.toContain('-D');
  });

  it('writes a null value where there was none, for which kcat wants a line with an empty key', () => {
    const { body: _, ...nothing } = sent();
    const heard = run(kcatLine(nothing));
    expect([heard.argv.slice(0, 4), heard.input]).toEqual([['-P', '-Z', '-K', ':'], ':\n']);
    expect(run(kcatLine(sent({ body: '' }))).argv.slice(0, 3)).toEqual(['-P', '-K', ':']);
  });

  it('names key and partition where they were fixed', () => {
    const { argv } = run(kcatLine(sent({ key: "k 'x'", isPartitionFixed: true })));
    expect(argv.slice(5, 9)).toEqual(['-p', '1', '-k', "k 'x'"]);
  });

  it('leaves out what only says which run and step it was', () => {
    const heard = run(kcatLine(sent({ headers: { traceparent: '00-1-2-01', 'X-Other': 'kept' } })));
    expect(headersOf(heard)).toEqual(['X-Other=kept']);
  });

  it('reads the reply topic until the reply is there, and shows that one only, whatever the case of its id', () => {
    const upper = `r [0]@1\\nX-Correlation-Id=$id\\n{\\n "a": 1\\n}\\n\\n`;
    const heard = run(kcatLine(sent()), {}, `r [2]@7\\nX-Correlation-Id=other\\n{"b":2}\\n\\n${upper}`);
    expect(heard.consumers).toHaveLength(1);
    expect(heard.consumers[0]?.slice(0, 10)).toEqual([
      '-C',
      '-q',
      '-e',
      '-o',
      '-100',
      '-X',
      'auto.offset.reset=earliest',
      '-b',
      'broker.example:9092',
      '-t',
    ]);
    expect(heard.out).toMatch(new RegExp(`^r \\[0\\]@1\nX-Correlation-Id=${UUID.source}\n\\{\n "a": 1\n\\}$`, 'i'));
  });

  it('gives up after ten looks', () => {
    const heard = run(kcatLine(sent()), {}, 'r [2]@7\\nX-Correlation-Id=other\\n{}\\n\\n');
    expect([heard.consumers.length, heard.out]).toEqual([10, 'no reply']);
  });

  it('enters the cluster as the kit did, with secrets from the environment, both times', () => {
    const access = {
      tls: { ca: '/etc/my ca.pem', cert: 'c.pem', key: 'k.pem', passphrase: '${CTK_PASS}' },
      sasl: { mechanism: 'SCRAM-SHA-256', username: 'kit', password: '${CTK_PASSWORD}' },
    } as const;
    const line = kcatLine(sent({ access }));
    expect(line).not.toContain('s3cr3t');
    const { argv, consumers } = run(line, { CTK_PASS: 'p p', CTK_PASSWORD: "s3cr3t'$x" });
    const expected = [
      'security.protocol=SASL_SSL',
      'ssl.ca.location=/etc/my ca.pem',
      'ssl.certificate.location=c.pem',
      'ssl.key.location=k.pem',
      'ssl.key.password=p p',
      'sasl.mechanisms=SCRAM-SHA-256',
      'sasl.username=kit',
      "sasl.password=s3cr3t'$x",
    ];
    const options = (words: readonly string[]) => words.filter((_, index) => words[index - 1] === '-X');
    expect(options(argv)).toEqual(expected);
    expect(options(consumers[0] ?? [])).toEqual(['auto.offset.reset=earliest', ...expected]);
  });

  it.each([
    [{ tls: { insecure: true } }, ['security.protocol=SSL', 'enable.ssl.certificate.verification=false']],
    [
      { sasl: { mechanism: 'PLAIN', username: 'u', password: '${P}' } },
      ['security.protocol=SASL_PLAINTEXT', 'sasl.mechanisms=PLAIN'],
    ],
    [
      { sasl: { mechanism: 'OAUTHBEARER', tokenUrl: 'https://idp.example/token', clientId: 'kit', clientSecret: '${S}' } },
      ['sasl.oauthbearer.method=oidc', 'sasl.oauthbearer.token.endpoint.url=https://idp.example/token'],
    ],
  ] as const)('knows the protocol of %j', (access, options) => {
    expect(run(kcatLine(sent({ access }))).argv).toEqual(expect.arrayContaining([...options]));
  });

  it('survives the history expansion of an interactive shell', () => {
    const line = kcatLine(sent({ headers: { Parameters: '{"a":"x!y ${CTK_SECRET} !z"}' } }));
    const script = `set -H -o history\nkcat() { printf '%s\\0' "$@"; false; }\n${line}\ntrue\n`;
    const out = execFileSync('bash', ['--norc', '-i'], {
      input: script,
      env: { PATH: process.env.PATH ?? '', CTK_SECRET: 's' },
      stdio: 'pipe',
    });
    expect(out.toString().split('\0')).toContain('Parameters={"a":"x!y s !z"}');
  });
});
