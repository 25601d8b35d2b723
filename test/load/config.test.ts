import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../../src/core/profile.ts';
import { loadConfig } from '../../src/load/config.ts';
import { lintConfig } from '../../src/load/lint-config.ts';
import { formatProblem } from '../../src/load/problem.ts';
import { problemsOf, temporaryFolder } from './folder.ts';

const folder = temporaryFolder();
const ENVIRONMENT = { TOKEN: 'tok-123\n', EMPTY: '', LINES: 'a\nb', PASSWORD: 'pass-123' };
const load = async (text: string) => loadConfig(await folder.write('c.yaml', text), ENVIRONMENT);
const problems = (text: string) => problemsOf(load(text), folder);
const PEM = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n';

describe('loadConfig', () => {
  it('takes every key as optional', async () => {
    const config = await load('format: ctk-config/1\n');
    expect(config).toEqual({ file: path.join(folder.path, 'c.yaml'), secrets: [], position: expect.any(Function) });
  });

  it('reads the plain settings as they stand', async () => {
    const text = `target: https://host/tmf-api/{resource}/v1
targets: { BillFormat: "https://other/v1" }
scenarios: [TC_N1]
resources: [BillFormat]
clauses: [status.POST]
tags: [nominal]
reading: literal
rulings: { AMB-R19: strict }
reporters: [terminal, json]
jobs: 2
bail: true
verbose: true
quiet: false
color: never
sut: { product: P, version: "1.0" }
operator: O
additionalMandatory: { PartyAccount: { relatedParty: [{ id: "1" }] } }
values: { PartyAccount: { A: { type: x } } }
roles: { PartyAccount: { T: [type] } }
paging: { maxPages: 10 }
polling: { listSettle: 0 }
`;
    const { file: _, secrets: __, position: ___, ...settings } = await load(text);
    expect(settings).toEqual({
      target: 'https://host/tmf-api/{resource}/v1',
      targets: { BillFormat: 'https://other/v1' },
      scenarios: ['TC_N1'],
      resources: ['BillFormat'],
      clauses: ['status.POST'],
      tags: ['nominal'],
      reading: 'literal',
      rulings: { 'AMB-R19': 'strict' },
      reporters: ['terminal', 'json'],
      jobs: 2,
      bail: true,
      verbose: true,
      quiet: false,
      color: 'never',
      sut: { product: 'P', version: '1.0' },
      operator: 'O',
      additionalMandatory: { PartyAccount: { relatedParty: [{ id: '1' }] } },
      values: { PartyAccount: { A: { type: 'x' } } },
      roles: { PartyAccount: { T: ['type'] } },
      paging: { maxPages: 10 },
      polling: { listSettle: 0 },
    });
  });

  it('makes paths absolute, from its own folder', async () => {
    expect(await load('profile: ./mine.yaml\nout: reports\n')).toMatchObject({
      profile: path.join(folder.path, 'mine.yaml'),
      out: path.join(folder.path, 'reports'),
    });
    expect(await load('profile: tmf666b-1.1.0\n')).toMatchObject({ profile: 'tmf666b-1.1.0' });
  });

  it('fetches secrets and PEM files', async () => {
    await folder.write('ca.pem', PEM);
    await folder.write('my-key.txt', 'k-123\r\n');
    const config = await load(`http:
  headers: { X-Tenant: t1, X-Key: { file: my-key.txt } }
  timeout: 1000
  proxy: { url: "http://user@proxy:3128", password: { env: PASSWORD } }
  tls: { ca: ca.pem, cert: ca.pem, key: ./ca.pem, passphrase: { env: PASSWORD }, insecure: true }
`);
    expect(config.http).toEqual({
      headers: { 'X-Tenant': 't1', 'X-Key': 'k-123' },
      timeout: 1000,
      proxy: { url: 'http://user@proxy:3128', password: { value: 'pass-123', variable: 'PASSWORD' } },
      tls: { ca: PEM, cert: PEM, key: PEM, passphrase: { value: 'pass-123', variable: 'PASSWORD' }, insecure: true },
    });
    expect(config.secrets).toEqual([
      { value: 'k-123', variable: 'CTK_MY_KEY_TXT' },
      { value: 'pass-123', variable: 'PASSWORD' },
      { value: 'pass-123', variable: 'PASSWORD' },
    ]);
  });

  const token = { value: 'tok-123', variable: 'TOKEN' };
  it.each([
    ['bearer: { env: TOKEN }', { kind: 'bearer', token }],
    ['basic: { user: u, password: { env: TOKEN } }', { kind: 'basic', user: 'u', password: token }],
    ['apiKey: { in: query, name: key, key: { env: TOKEN } }', { kind: 'api-key', in: 'query', name: 'key', key: token }],
    [
      'oauth2: { tokenUrl: "https://t/x", clientId: c, clientSecret: { env: TOKEN }, scope: s }',
      {
        kind: 'oauth2-client-credentials',
        tokenUrl: 'https://t/x',
        clientId: 'c',
        clientSecret: token,
        scope: 's',
        clientAuth: 'basic',
      },
    ],
  ])('reads the credential %s', async (text, credential) => {
    const config = await load(`auth: { ${text} }\nsecondAuth: { ${text} }\n`);
    expect(config).toMatchObject({ auth: credential, secondAuth: credential, secrets: [token, token] });
  });

  it.each([
    [
      'auth: { bearer: hunter2 }',
      'c.yaml:1:17  the secret "bearer" must not stand in this file: write { env: NAME } or { file: PATH } instead',
    ],
    [
      'auth: { basic: { user: u, password: 424242 } }',
      'c.yaml:1:37  the secret "password" must not stand in this file: write { env: NAME } or { file: PATH } instead',
    ],
    [
      'auth: { oauth2: { tokenUrl: "https://t", clientId: c, clientSecret: hunter2 } }',
      'c.yaml:1:69  the secret "clientSecret" must not',
    ],
    [
      'http: { proxy: { url: "http://u:hunter2@p" } }',
      'c.yaml:1:23  "http.proxy.url" must not hold credentials\n  Keep the user',
    ],
    ['target: https://u:hunter2@host/v1', 'c.yaml:1:9  "target" must not hold credentials'],
    [
      'http: { headers: { authorization: Bearer hunter2 } }',
      'c.yaml:1:35  the header "authorization" must not stand in this file',
    ],
    ['auth: hunter2', 'c.yaml:1:7  "auth" must be a mapping, not a text'],
    ['auth: { apiKey: { in: hunter2, name: n, key: { env: TOKEN } } }', 'c.yaml:1:23  "in" must be header or query'],
  ])('refuses a secret in the open and does not repeat it: %s', async (text, expected) => {
    const said = await problems(`${text}\n`);
    expect(said).toContain(expected);
    expect(said).not.toMatch(/hunter2|424242/);
  });

  it.each([
    [
      'an unset variable',
      'auth: { bearer: { env: NOBODY } }',
      'c.yaml:1:17  the environment variable NOBODY is not set\n  Set it before the run: NOBODY=…',
    ],
    ['an empty variable', 'auth: { bearer: { env: EMPTY } }', 'c.yaml:1:17  the environment variable EMPTY is empty'],
    [
      'a variable of several lines',
      'auth: { bearer: { env: LINES } }',
      'c.yaml:1:17  the environment variable LINES holds more than one line, or control characters',
    ],
    ['a secret from nowhere', 'auth: { bearer: {} }', 'c.yaml:1:17  a secret is either { env: NAME } or { file: PATH }'],
    [
      'a secret from two places',
      'auth: { bearer: { env: A, file: b } }',
      'c.yaml:1:17  a secret is either { env: NAME } or { file: PATH }',
    ],
    [
      'two credentials',
      'auth: { bearer: { env: TOKEN }, basic: { user: u, password: { env: TOKEN } } }',
      'c.yaml:1:7  "auth" needs exactly one of bearer, basic, apiKey and oauth2',
    ],
    ['no credential', 'auth: {}', 'c.yaml:1:7  "auth" needs exactly one of bearer, basic, apiKey and oauth2'],
    ['an unknown key', 'tagret: https://h/v1', 'c.yaml:1:1  unknown key "tagret" – did you mean "target"?'],
    ['an unknown key further down', 'http: { timeuot: 5 }', 'c.yaml:1:9  unknown key "timeuot" – did you mean "timeout"?'],
    ['a number as text', 'jobs: "4"', 'c.yaml:1:7  "jobs" must be a whole number, not a text'],
    ['no jobs', 'jobs: 0', 'c.yaml:1:7  "jobs" must be >= 1'],
    [
      'a version that YAML takes for a number',
      'sut: { version: 1.0 }',
      'c.yaml:1:17  "version" must be a text, not a number\n  A text: put it in quotes where it looks like a number.',
    ],
    [
      'a reporter that is not there',
      'reporters: [jsno]',
      'c.yaml:1:13  entry 1 of "reporters" must be terminal, json, junit, html or evidence – did you mean "json"?',
    ],
    [
      'a target without scheme',
      'target: host:8080/v1',
      'c.yaml:1:9  "target" has not the right form\n  Write an http:// or https:// URL',
    ],
    ['a target that is no URL', 'target: "http://:80"', 'c.yaml:1:9  "target" is not a URL'],
    [
      'an unknown placeholder',
      'target: "https://h/{name}/v1"',
      'c.yaml:1:9  "target" holds {name}; only {resource} has a meaning',
    ],
    [
      'a placeholder in place of the host',
      'target: "https://{serverRoot}/v1"',
      'c.yaml:1:9  "target" holds {serverRoot}; only {resource} has a meaning',
    ],
    ['a key without its certificate', 'http: { tls: { key: k.pem } }', 'c.yaml:1:14  "tls" has no "cert"'],
    [
      'a certificate that is not there',
      'http: { tls: { ca: none.pem } }',
      /^c\.yaml:1:20 {2}.*none\.pem: there is no such file$/,
    ],
    ['a list', '- a', 'c.yaml:1:1  the file must be a mapping, not a list'],
    ['nothing', '', 'c.yaml  is empty'],
    ['a repeated key', 'jobs: 1\njobs: 2', 'c.yaml:2:1  this key is there twice'],
  ])('refuses %s', async (_, text, expected) => {
    const said = await problems(`${text}\n`);
    if (typeof expected === 'string') expect(said).toContain(expected);
    else expect(said).toMatch(expected);
  });

  it('refuses secret files that are missing or empty and PEM files that are none', async () => {
    await folder.write('empty.txt', '\n');
    await folder.write('none.pem.txt', 'nothing of the kind');
    const said = await problems(
      'auth:\n  bearer: { file: empty.txt }\nsecondAuth:\n  bearer: { file: gone.txt }\nhttp: { tls: { ca: none.pem.txt } }\n',
    );
    const [pem, , empty, gone] = said.split('\n');
    expect(pem).toMatch(/^c\.yaml:5:20 {2}.*none\.pem\.txt is not a PEM file$/);
    expect(empty).toMatch(/^c\.yaml:2:11 {2}the secret's file .*empty\.txt is empty$/);
    expect(gone).toMatch(/^c\.yaml:4:11 {2}the secret's file .*gone\.txt cannot be used: there is no such file$/);
  });
});

describe('lintConfig', () => {
  const profile = {
    resources: { PartyAccount: {}, BillFormat: {} },
    rulings: [
      { id: 'AMB-R19', title: '', options: { default: '', strict: '' } },
      { id: 'AMB-R13', title: '', options: { default: '', suppliedIds: '' } },
      { id: 'AMB-R21', title: '', options: { default: '', otherLevel: '' } },
    ],
    testData: {
      resources: { PartyAccount: { fixtures: { A: {} }, roles: { T: ['type'] } }, BillFormat: { fixtures: {}, roles: {} } },
    },
  } as unknown as Profile;
  const lint = async (text: string) =>
    lintConfig(await load(text), profile, new Set(profile.rulings.map(({ id }) => id))).map((problem) =>
      formatProblem({ ...problem, hint: '' }, folder.path).trim(),
    );

  it('finds nothing where the profile has every name', async () => {
    expect(
      await lint(
        'resources: [BillFormat]\ntargets: { BillFormat: "http://h" }\nrulings: { AMB-R19: strict }\nvalues: { PartyAccount: { A: {} } }\nroles: { PartyAccount: { T: [x] } }\n',
      ),
    ).toEqual([]);
  });

  it('lets a key and the option that it implies stand side by side', async () => {
    const supplied =
      'supplied: { PartyAccount: { IDtt1: a, IDtt2: b } }\nrulings: { AMB-R13: suppliedIds, AMB-R21: otherLevel }\n';
    expect(await lint(`${supplied}complianceLevel: other\n`)).toEqual([]);
  });

  it.each([
    ['resources: [BilFormat]', 'c.yaml:1:13  there is no resource "BilFormat" – did you mean "BillFormat"?'],
    [
      'additionalMandatory: { PartyAcount: {} }',
      'c.yaml:1:24  there is no resource "PartyAcount" – did you mean "PartyAccount"?',
    ],
    ['values: { PartyAccount: { Q: {} } }', 'c.yaml:1:27  there is no fixture "Q"'],
    ['roles: { PartyAccount: { Q: [x] } }', 'c.yaml:1:26  there is no role "Q"'],
    ['rulings: { AMB-R190: strict }', 'c.yaml:1:12  there is no ruling "AMB-R190" – did you mean "AMB-R19"?'],
    [
      'supplied: { PartyAcount: { IDtt1: a, IDtt2: b } }',
      'c.yaml:1:13  there is no resource "PartyAcount" – did you mean "PartyAccount"?',
    ],
    [
      'complianceLevel: other\nrulings: { AMB-R21: default }',
      'c.yaml:2:21  AMB-R21 cannot be "default" where the compliance level is other',
    ],
    [
      'complianceLevel: L1\nrulings: { AMB-R21: otherLevel }',
      'c.yaml:2:21  AMB-R21 cannot be "otherLevel" where the compliance level is L1',
    ],
    [
      'supplied: { PartyAccount: { IDtt1: a, IDtt2: b } }\nrulings: { AMB-R13: default }',
      'c.yaml:2:21  AMB-R13 cannot be "default" where records are supplied for TC_N2',
    ],
    ['rulings: { AMB-R19: strikt }', 'c.yaml:1:21  there is no option of AMB-R19 "strikt" – did you mean "strict"?'],
  ])('finds %s', async (text, expected) => {
    expect(await lint(`${text}\n`)).toEqual([expected]);
  });
});
