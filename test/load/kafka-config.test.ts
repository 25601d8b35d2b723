import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/load/config.ts';
import { problemsOf, temporaryFolder } from './folder.ts';

const folder = temporaryFolder();
const ENVIRONMENT = { PASSWORD: 'pass-123', TOKEN: 'tok-123' };
const load = async (text: string) => loadConfig(await folder.write('k.yaml', text), ENVIRONMENT);
const problems = (text: string) => problemsOf(load(text), folder);
const PEM = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n';
const password = { value: 'pass-123', variable: 'PASSWORD' };
const token = { value: 'tok-123', variable: 'TOKEN' };

describe('the section kafka of a configuration', () => {
  it('is read as it stands, with secrets and files fetched', async () => {
    await folder.write('ca.pem', PEM);
    const config = await load(`target: kafka://a:9092,b:9093
kafka:
  topicPrefix: ""
  replyTopic: own.replies
  partition: 2
  groupId: team
  clientId: me
  contentTypeHeader: Media
  connectTimeout: 500
  headers: { X-Tenant: t1, X-Key: { env: TOKEN } }
  sasl: { mechanism: scram-sha-512, username: u, password: { env: PASSWORD } }
  tls: { ca: ca.pem, cert: ca.pem, key: ca.pem, passphrase: { env: PASSWORD }, servername: broker, insecure: true }
subtypes: { BillingAccount: [Prepaid] }
`);
    expect(config).toMatchObject({ target: 'kafka://a:9092,b:9093', subtypes: { BillingAccount: ['Prepaid'] } });
    expect(config.kafka).toEqual({
      topicPrefix: '',
      replyTopic: 'own.replies',
      partition: 2,
      groupId: 'team',
      clientId: 'me',
      contentTypeHeader: 'Media',
      connectTimeout: 500,
      headers: { 'X-Tenant': 't1', 'X-Key': 'tok-123' },
      sasl: { mechanism: 'scram-sha-512', username: 'u', password },
      tls: {
        ca: PEM,
        cert: PEM,
        key: PEM,
        passphrase: password,
        servername: 'broker',
        insecure: true,
        files: { ca: 'ca.pem', cert: 'ca.pem', key: 'ca.pem' },
      },
    });
    expect(config.secrets).toEqual([token, password, password]);
  });

  it.each([
    ['token: { env: TOKEN }', { token }],
    [
      'oauth2: { tokenUrl: "https://t/x", clientId: c, clientSecret: { env: TOKEN }, scope: s }',
      {
        client: {
          kind: 'oauth2-client-credentials',
          tokenUrl: 'https://t/x',
          clientId: 'c',
          clientSecret: token,
          scope: 's',
          clientAuth: 'basic',
        },
      },
    ],
  ])('reads oauthbearer with %s', async (text, expected) => {
    const config = await load(`kafka: { sasl: { mechanism: oauthbearer, ${text} } }\n`);
    expect(config.kafka?.sasl).toEqual({ mechanism: 'oauthbearer', ...expected });
    expect(config.secrets).toEqual([token]);
  });

  it.each([
    ['kafka: { sasl: { mechanism: plain, username: u } }', 'k.yaml:1:16  the mechanism plain needs "password"'],
    ['kafka: { sasl: { mechanism: oauthbearer } }', 'needs exactly one of "token" and "oauth2"'],
    [
      'kafka: { sasl: { mechanism: plain, username: u, password: { env: PASSWORD }, token: { env: TOKEN } } }',
      'k.yaml:1:78  "token" is not for the mechanism plain',
    ],
    ['kafka: { sasl: { mechanism: gssapi } }', '"mechanism" must be plain, scram-sha-256, scram-sha-512 or oauthbearer'],
    ['kafka: { topicPrefix: "a b" }', '"topicPrefix" has not the right form'],
    ['kafka: { tls: { cert: x.pem } }', '"key"'],
    ['kafka: { topicprefix: x }', 'unknown key "topicprefix" – did you mean "topicPrefix"?'],
    ['target: kafka://broker', 'k.yaml:1:9  "target" names no port for broker\n  did you mean kafka://broker:9092?'],
    ['subtypes: { BillingAccount: [] }', '"BillingAccount" must not be empty'],
  ])('%s is refused with its place', async (text, expected) => {
    expect(await problems(`${text}\n`)).toContain(expected);
  });

  it.each([
    ['target: kafka://u:hunter2@broker:9092', '"target" holds credentials'],
    [
      'kafka: { sasl: { mechanism: plain, username: u, password: hunter2 } }',
      'the secret "password" must not stand in this file',
    ],
    ['kafka: { headers: { Authorization: hunter2 } }', 'the header "Authorization" must not stand in this file'],
    [
      'kafka: { sasl: { mechanism: oauthbearer, oauth2: { tokenUrl: "https://u:hunter2@t", clientId: c, clientSecret: { env: TOKEN } } } }',
      '"kafka.sasl.oauth2.tokenUrl" must not hold credentials',
    ],
  ])('refuses a secret in the open and does not repeat it: %s', async (text, expected) => {
    const said = await problems(`${text}\n`);
    expect(said).toContain(expected);
    expect(said).not.toContain('hunter2');
  });

  it('names the file of a certificate that is not there', async () => {
    expect(await problems('kafka: { tls: { ca: none.pem } }\n')).toContain(path.join('none.pem'));
  });
});
