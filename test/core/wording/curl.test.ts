import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { SentRequest } from '../../../src/core/exchange.ts';
import { curlLine } from '../../../src/core/wording/curl.ts';

function sent(message: Partial<SentRequest>): SentRequest {
  return { protocol: 'http', method: 'GET', url: 'http://sut.example/partyAccount', headers: {}, ...message };
}

/** The arguments that the shell hands to curl. */
function argvOf(line: string, env: Record<string, string> = {}): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${line}\n`;
  const out = execFileSync('bash', ['--norc', '-c', script], {
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', ...env },
    encoding: 'utf8',
  });
  return out.split('\0').slice(0, -1);
}

describe.skipIf(process.platform === 'win32')('curlLine, run through a shell', () => {
  it('repeats a plain GET with the URL last', () => {
    const line = curlLine(sent({ headers: { accept: 'application/json', host: 'sut.example', connection: 'keep-alive' } }));
    expect(line).toBe("curl -i -H 'accept: application/json' http://sut.example/partyAccount");
    expect(argvOf(line)).toEqual(['-i', '-H', 'accept: application/json', 'http://sut.example/partyAccount']);
  });

  it('sends method and body as they were, and lets curl make the length', () => {
    const body = '{"name":"MyAccount-k3x9q2"}';
    const message = sent({ method: 'POST', headers: { 'content-type': 'application/json', 'content-length': '27' }, body });
    expect(argvOf(curlLine(message))).toEqual([
      '-i',
      '-X',
      'POST',
      '-H',
      'content-type: application/json',
      '--data-raw',
      body,
      'http://sut.example/partyAccount',
    ]);
  });

  it.each([
    ['single quotes', "it's a 'name'"],
    ['double quotes', '{"a":"\\"b\\""}'],
    ['newlines', 'one\ntwo\n'],
    ['letters beyond ASCII', 'Größe – 名前 – 🙂'],
    ['dollars, backticks and backslashes', '$HOME `id` $(id) \\n \\\\ ${not a name}'],
    ['exclamation marks', 'Hello!World !! !$'],
    ['nothing', ''],
    ['a leading at sign', '@/etc/passwd'],
    ['globs, comments and separators', '* ? [a] # ; & | < > ~ (x)'],
  ])('hands over %s character by character, with and without a variable', (_, text) => {
    const plain = sent({ method: 'POST', headers: { 'content-type': 'text/plain' }, body: text });
    expect(argvOf(curlLine(plain)).at(-2)).toBe(text);
    const secret = sent({ method: 'POST', headers: { 'content-type': 'text/plain' }, body: `${text}\${CTK_SECRET}${text}` });
    expect(argvOf(curlLine(secret), { CTK_SECRET: 's3cr3t $x `y` "z"' }).at(-2)).toBe(`${text}s3cr3t $x \`y\` "z"${text}`);
  });

  it('lets the shell fill in secrets wherever they stand', () => {
    const line = curlLine(
      sent({ url: 'http://sut.example/partyAccount?apikey=${CTK_KEY}', headers: { authorization: 'Bearer ${CTK_TOKEN}' } }),
    );
    expect(line).toContain('"authorization: Bearer ${CTK_TOKEN}"');
    expect(argvOf(line, { CTK_KEY: 'k1', CTK_TOKEN: 't1' })).toEqual([
      '-i',
      '-H',
      'authorization: Bearer t1',
      'http://sut.example/partyAccount?apikey=k1',
    ]);
  });

  it('survives the history expansion of an interactive shell', () => {
    const line = curlLine(sent({ method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'a!b "${CTK_SECRET}" !c' }));
    const script = `set -H -o history\ncurl() { printf '%s\\0' "$@"; }\n${line}\n`;
    const out = execFileSync('bash', ['--norc', '-i'], {
      input: script,
      env: { PATH: process.env.PATH ?? '', CTK_SECRET: 'x' },
      stdio: 'pipe',
    });
    expect(out.toString().split('\0')).toContain('a!b "x" !c');
  });

  it('asks for compression if the kit did', () => {
    expect(argvOf(curlLine(sent({ headers: { 'Accept-Encoding': 'gzip, br' } })))).toEqual([
      '-i',
      '--compressed',
      'http://sut.example/partyAccount',
    ]);
  });

  it('keeps curl from adding what the kit did not send', () => {
    const argv = argvOf(curlLine(sent({ method: 'POST', headers: { 'x-empty': '' }, body: '{}' })));
    expect(argv.slice(3, 7)).toEqual(['-H', 'x-empty;', '-H', 'Content-Type:']);
  });

  it('turns the patterns of curl off where a URL has brackets', () => {
    const url = 'http://sut.example/partyAccount?filter[a]={b}';
    expect(argvOf(curlLine(sent({ url })))).toEqual(['-i', '--globoff', url]);
    expect(curlLine(sent({ url: 'http://sut.example/?key=${CTK_KEY}' }))).not.toContain('--globoff');
  });

  it('names the method of a GET with a body and of HEAD', () => {
    expect(argvOf(curlLine(sent({ body: 'x', headers: { 'content-type': 'text/plain' } })))).toContain('-X');
    expect(argvOf(curlLine(sent({ method: 'HEAD' })))).toContain('--head');
  });
});
