import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCertificate } from '../../scripts/broker/x509.mjs';
import type { Report } from '../../src/core/report/report-model.ts';
import { NOTIFICATION_FAULTS } from '../../src/reference/faults/notification.ts';
import { startReference } from '../../src/reference/server.ts';
import { type CommandResult, ctk, temporaryFolder } from '../support/cli.ts';
import { startElsewhere } from '../support/elsewhere.ts';
import { type Notification, type Relayed, type RelayOptions, startRelayed } from '../support/notification-relay.ts';
import { unusedPort } from '../support/troubled-server.ts';

/** Long enough for a notification that comes at all, in milliseconds. */
const WAIT = 2000;
const RESOURCE = 'FinancialAccount';

interface Options {
  readonly flags?: readonly string[];
  /** YAML of the configuration, beside the wait. */
  readonly config?: string;
  readonly cwd?: string;
  readonly wait?: number;
  readonly onStart?: (interrupt: () => void) => void;
}

/** Runs the scope at one resource. */
async function run(target: string, options: Options = {}): Promise<CommandResult> {
  const { flags = ['--resource', RESOURCE], config = '', cwd = temporaryFolder(), wait = WAIT, onStart } = options;
  const callback = config.includes('callback:') ? '' : `callback: { wait: ${wait} }\n`;
  writeFileSync(join(cwd, 'ctk.config.yaml'), `format: ctk-config/1\n${callback}${config}`);
  return ctk(['run', '--scope', 'notifications', '--target', target, ...flags], { cwd, ...(onStart && { onStart }) });
}

const codesIn = ({ scenarios }: Report, kind: string) =>
  scenarios.flatMap(({ steps }) =>
    steps.flatMap(({ checks }) => checks.flatMap(({ findings }) => findings.filter((f) => f.kind === kind).map((f) => f.code))),
  );
const withStatus = ({ requirements }: Report, status: string) =>
  requirements.filter(({ results }) => results.some((result) => result.status === status)).map(({ id }) => id);

describe('the reference implementation', () => {
  it('is seen to send all ten notifications', async () => {
    const cwd = temporaryFolder();
    const result = await ctk(['run', '--scope', 'notifications', '--jobs', '4'], { cwd });
    expect(result.code, result.out).toBe(0);
    const { ledger = [], residue } = result.report();
    expect(ledger.map(({ expected, verdict }) => [expected, verdict])).toHaveLength(10);
    expect(ledger.every(({ arrivals }) => arrivals.length === 1 && arrivals[0]?.as === 'on-time')).toBe(true);
    expect(residue).toEqual([]);
    expect(result.out).toContain('Notifications: 10 of 10 came in time');
  });

  it('conforms by the letter too', async () => {
    const result = await ctk(['run', '--scope', 'notifications', '--reading', 'literal', '--jobs', '4']);
    expect(result.code, result.out).toBe(0);
  });
});

describe('each fault', () => {
  it('is found at its requirement', async () => {
    const ids = Object.keys(NOTIFICATION_FAULTS).filter((id) => id !== 'notify-late');
    const found = await Promise.all(
      ids.map(async (id) => {
        const server = await startReference({ faults: [id] });
        const result = await run(server.root);
        await server.close();
        return [id, { code: result.code, fails: withStatus(result.report(), 'fail').toSorted() }] as const;
      }),
    );
    const isHere = (requirement: string) => requirement === 'notification.payload' || requirement.includes(RESOURCE);
    const expected = ids.map((id) => [id, { code: 1, fails: NOTIFICATION_FAULTS[id]?.violates.filter(isHere).toSorted() }]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  }, 90_000);

  it.each([
    ['notify-no-creation', 'notification.missing'],
    ['notify-wrong-name', 'notification.wrong-name'],
    ['notify-wrong-resource', 'notification.wrong-resource'],
    ['notify-removal-early', 'notification.out-of-order'],
    ['notify-after-unsubscribing', 'notification.after-unsubscribing'],
  ])('is told apart from others: %s', async (fault, code) => {
    const server = await startReference({ faults: [fault] });
    const result = await run(server.root);
    await server.close();
    expect(codesIn(result.report(), 'violation')).toContain(code);
  });

  it('is found where a notification comes too late', async () => {
    const server = await startReference({ faults: ['notify-late'], lateBy: 900 });
    const result = await run(server.root, { wait: 800 });
    await server.close();
    expect(result.code).toBe(1);
    expect(codesIn(result.report(), 'violation')).toEqual(['notification.late']);
    expect(withStatus(result.report(), 'fail')).toEqual([`notification.${RESOURCE}StateChangeNotification`]);
  });
});

const renamed = (change: (name: string) => string) => (notification: Notification) => [
  { content: { ...notification, eventType: change(notification.eventType) } },
];
const customary = (name: string) =>
  name.replace('Creation', 'Create').replace('Remove', 'Delete').replace('Notification', 'Event');

/** Makes the status 200 at one path, or at those below it. */
const answered200 =
  (beginning: string): NonNullable<RelayOptions['reply']> =>
  (reply, { path }) => {
    if (path === beginning || (beginning.endsWith('/') && path.startsWith(beginning))) reply.status = 200;
  };

/** What a server may do, and the remarks that it gets for it. */
const LEGAL: Readonly<Record<string, readonly [RelayOptions, readonly string[]]>> = {
  'names of events': [{ deliver: renamed(customary) }, ['notification.other-name']],
  'every notification twice': [
    { deliver: (content) => [{ content }, { content }, { content: { ...content, eventId: 'another' } }] },
    ['notification.duplicate'],
  ],
  'further members in envelope and resource': [
    {
      deliver: (content) => {
        const [[member = '', resource = {}] = []] = Object.entries(content.event);
        return [{ content: { ...content, domain: 'Commercial', event: { [member]: { ...resource, '@type': RESOURCE } } } }];
      },
    },
    [],
  ],
  'delivery below the callback': [{ deliver: (content) => [{ content, below: `/listener/${content.eventType}` }] }, []],
  'notifications of its own making': [
    { deliver: (content) => [{ content }, { content: { ...content, eventType: 'AuditEvent', eventId: 'another' } }] },
    ['notification.unknown-type'],
  ],
  'a hub that answers 200': [{ reply: answered200('/hub') }, ['status.tolerated']],
  'a hub that tries the address before it takes a subscription': [
    {
      reply: async (reply, { method, path, body }) => {
        if (method !== 'POST' || path !== '/hub') return;
        const { callback } = JSON.parse(body);
        for (const trial of ['GET', 'HEAD', 'OPTIONS', 'POST']) {
          if (!(await fetch(callback, { method: trial })).ok) reply.status = 400;
        }
        await fetch(callback, { method: 'POST', body: 'ping' });
      },
    },
    [],
  ],
  'a subscription that is ended with 200': [{ reply: answered200('/hub/') }, []],
  'a subscription without an id': [
    {
      reply: (reply, { path }) => {
        if (path !== '/hub') return;
        reply.body = '';
        delete reply.headers.location;
      },
    },
    ['subscription.no-id'],
  ],
};

describe('a legal deviation', () => {
  it.each(Object.entries(LEGAL))('%s', async (_, [options, remarks]) => {
    const { root } = await startRelayed(options);
    const result = await run(root);
    expect(result.code, result.out).toBe(0);
    expect([...new Set(codesIn(result.report(), 'remark'))]).toEqual(remarks);
  });

  it('a customary name fails by the letter', async () => {
    const { root } = await startRelayed({ deliver: renamed(customary) });
    const result = await run(root, { flags: ['--resource', RESOURCE, '--ruling', 'AMB-R32=literal'] });
    expect(result.code).toBe(1);
    expect(withStatus(result.report(), 'fail')).toHaveLength(4);
  });

  it('only identifiers and what has changed are enough where that is chosen (AMB-R33)', async () => {
    const reduced = ({ event, ...rest }: Notification) => {
      const [[member = '', { id, href, name, state } = {}] = []] = Object.entries(event);
      return [{ content: { ...rest, event: { [member]: { id, href, name, state } } } }];
    };
    const { root } = await startRelayed({ deliver: reduced });
    const strict = await run(root);
    expect(withStatus(strict.report(), 'fail')).toEqual(['notification.payload']);
    const relaxed = await run(root, { flags: ['--resource', RESOURCE, '--ruling', 'AMB-R33=relaxed'] });
    expect(relaxed.code, relaxed.out).toBe(0);
  });

  it('a creation is told of where the document does not ask for it (AMB-R64)', async () => {
    const told: Promise<void>[] = [];
    const server: Relayed = await startRelayed({
      reply: ({ status, body }, { method, path }) => {
        if (method !== 'POST' || path !== '/partyAccount' || status !== 201) return;
        const event = { partyAccount: JSON.parse(body) };
        const eventTime = new Date().toISOString();
        told.push(server.announce({ eventId: 'c', eventTime, eventType: 'PartyAccountCreationNotification', event }));
      },
    });
    const result = await run(server.root, { flags: ['--resource', 'PartyAccount'] });
    await Promise.all(told);
    expect(result.code, result.out).toBe(0);
    expect(result.report().ledger?.at(-1)).toMatchObject({ arrivals: [{ as: 'unlisted' }, { as: 'unlisted' }] });
  });

  it('a state that the server manages is not assessed, with the reason (AMB-R65)', async () => {
    const withoutState = (body: string) => {
      const { state: _, ...rest } = JSON.parse(body);
      return JSON.stringify(rest);
    };
    const { root } = await startRelayed({
      request: (request) => (request.method === 'PATCH' ? { ...request, body: withoutState(request.body) } : request),
    });
    const result = await run(root);
    expect(result.code, result.out).toBe(0);
    const state = result.report().requirements.find(({ id }) => id.endsWith('StateChangeNotification'));
    expect(state?.results[0]).toMatchObject({ status: 'not applicable', reason: expect.stringContaining('AMB-R65') });
  });

  it('a state that the server has moved on by itself is not assessed either', async () => {
    let hasMoved = false;
    const server: Relayed = await startRelayed({
      request: (request) => {
        if (request.method !== 'PATCH' || request.headers['x-by'] === 'server') return request;
        const { state: _, ...body } = JSON.parse(request.body);
        return { ...request, body: JSON.stringify(body) };
      },
      reply: async (_reply, { method, path }) => {
        if (method !== 'GET' || !path.startsWith('/financialAccount/') || hasMoved) return;
        hasMoved = true;
        const headers = { 'content-type': 'application/merge-patch+json', 'x-by': 'server' };
        await fetch(server.root + path, { method: 'PATCH', headers, body: '{"state":"Closed"}' });
      },
    });
    const result = await run(server.root);
    expect(hasMoved).toBe(true);
    expect(result.code, result.out).toBe(0);
    expect(withStatus(result.report(), 'not applicable')).toEqual([`notification.${RESOURCE}StateChangeNotification`]);
  });

  it('records of others are told of: they are ignored, and nothing of them is kept but their ids', async () => {
    const theirs = { id: 'theirs', href: '/theirs', name: 'Somebody', description: 'private matter' };
    const { root } = await startRelayed({
      deliver: (content) => [{ content: { ...content, eventId: 'x', event: { financialAccount: theirs } } }, { content }],
    });
    const result = await run(root);
    expect(result.code, result.out).toBe(0);
    const told = result.evidence().flatMap((event) => (event.event === 'notification' && event.foreign ? [event] : []));
    expect(told.length).toBeGreaterThan(0);
    expect(JSON.stringify(told)).toContain('theirs');
    expect(JSON.stringify([result.evidence(), result.report(), result.out])).not.toContain('private matter');
  });
});

describe('a target elsewhere', () => {
  it('without an address for notifications leaves the scope undetermined, and says so', async () => {
    const { target, config } = await startElsewhere((await startRelayed({})).root);
    const result = await run(target, { config });
    expect(result.code, result.out).toBe(2);
    const { requirements, ledger } = result.report();
    expect(requirements[0]?.results[0]).toMatchObject({ status: 'not exercised', exemption: 'configuration' });
    expect(ledger?.[0]).toMatchObject({ expected: `${RESOURCE}CreationNotification`, verdict: 'skipped', arrivals: [] });
    expect(result.out).toContain('--callback-url');
  });

  it('that cannot reach the callback leaves it undetermined, with a hint', async () => {
    const { target, config } = await startElsewhere((await startRelayed({ deliver: () => [] })).root);
    const url = `http://127.0.0.1:${await unusedPort()}`;
    const result = await run(target, {
      flags: ['--resource', RESOURCE, '--callback-url', url],
      config: `${config}callback: { wait: 200, listen: "127.0.0.1:0" }\n`,
    });
    expect(result.code, result.out).toBe(2);
    expect(codesIn(result.report(), 'undecided')).toContain('notification.unheard');
    expect(result.out.replaceAll(/\s+/g, ' ')).toContain('Nothing reached the callback');
    expect(result.report().notices.join()).toContain(`${url} does not lead back to the kit`);
  });

  it('that sends some and not others has failed', async () => {
    const server = await startRelayed({ deliver: (content) => (content.eventType.includes('State') ? [] : [{ content }]) });
    const { target, config } = await startElsewhere(server.root);
    const port = await unusedPort();
    const result = await run(target, {
      flags: ['--resource', RESOURCE, '--callback-url', `http://127.0.0.1:${port}/gateway`],
      config: `${config}callback: { wait: 1000 }\n`,
    });
    expect(result.code, result.out).toBe(1);
    expect(withStatus(result.report(), 'fail')).toEqual([`notification.${RESOURCE}StateChangeNotification`]);
    expect(result.report().notices).toEqual([]);
  });
});

describe('the receiver', () => {
  it('speaks HTTPS', async () => {
    const ca = createCertificate('test CA', { authority: true });
    const own = createCertificate('callback', { issuer: ca, names: ['127.0.0.1'] });
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'callback.pem'), own.cert);
    writeFileSync(join(cwd, 'callback.key'), own.key);
    const { root } = await startRelayed({ ca: ca.cert });
    const url = `https://127.0.0.1:${await unusedPort()}`;
    const config = `callback: { wait: ${WAIT}, url: "${url}", tls: { cert: callback.pem, key: callback.key } }\n`;
    const result = await run(root, { cwd, config });
    expect(result.code, result.out + result.err).toBe(0);
    expect(result.report().notices).toEqual([]);
  });

  it.each([
    ['an address that is taken', (port: number) => `{ listen: "127.0.0.1:${port}" }`, 'at 127.0.0.1, port PORT: '],
    ['an https URL without a certificate', () => '{ url: "https://ctk.example:9000" }', '`callback.tls` is not given'],
    ['an address without a port', () => '{ listen: "127.0.0.1" }', 'Write host:port'],
  ])('is refused before anything is sent: %s', async (_, callback, sentence) => {
    const server = await startReference();
    const port = Number(new URL(server.root).port);
    const result = await run(server.root, { config: `callback: ${callback(port)}\n` });
    const sent = server.requests;
    await server.close();
    expect(result.code, result.out).toBe(3);
    expect(result.err).toContain(sentence.replace('PORT', String(port)));
    expect(sent).toBe(0);
  });
});

describe('subscriptions', () => {
  it('are ended by Ctrl-C in the middle', async () => {
    let interrupt = () => {};
    const server = await startRelayed({
      request: (request) => {
        if (request.method === 'PATCH') interrupt();
        return request;
      },
    });
    const result = await run(server.root, {
      onStart: (stop) => {
        interrupt = stop;
      },
    });
    expect(result.code).toBe(2);
    expect(server.hubRequests).toEqual(['POST /hub', expect.stringMatching(/^DELETE \/hub\/.+/)]);
    expect(result.report().residue).toEqual([]);
  });

  it('that could not be ended are told, and ctk clean ends them', async () => {
    let refuses = true;
    const server = await startRelayed({
      request: (request) =>
        refuses && request.method === 'DELETE' && request.path.startsWith('/hub/')
          ? { status: 500, headers: {}, body: '' }
          : request,
    });
    const result = await run(server.root);
    expect(result.report().residue).toMatchObject([{ resource: RESOURCE, kind: 'subscription' }]);
    expect(result.out).toContain('the subscription ');
    refuses = false;
    const cleaned = await ctk(['clean', '--run', result.report().runId], { cwd: result.cwd });
    expect(cleaned.code, cleaned.out + cleaned.err).toBe(0);
    expect(cleaned.out).toMatch(/ended {4}FinancialAccount subscription /);
  });
});
