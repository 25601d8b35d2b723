import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startReference } from '../../src/reference/server.ts';
import { ctk, temporaryFolder } from '../support/cli.ts';
import { startElsewhere } from '../support/elsewhere.ts';
import { startRelayed } from '../support/notification-relay.ts';
import { type Outcome, proveRows } from '../support/trouble-rows.ts';
import { unusedPort } from '../support/troubled-server.ts';

/** A run of the scope at one resource, with these lines of configuration. */
function run(target: string, config: string): Promise<Outcome> {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'ctk.config.yaml'), config);
  return ctk(['run', '--scope', 'notifications', '--resource', 'FinancialAccount', '--target', target], { cwd });
}

proveRows('Notifications', {
  'callback-taken': async () => {
    const { root } = await startRelayed({});
    const { port } = new URL(root);
    return { ...(await run(root, `callback: { listen: "127.0.0.1:${port}" }\n`)), words: { PORT: port } };
  },
  'callback-missing': async () => {
    const { target, config } = await startElsewhere((await startRelayed({})).root);
    return run(target, config);
  },
  'callback-unreached': async () => {
    const { target, config } = await startElsewhere((await startRelayed({ deliver: () => [] })).root);
    const url = `http://127.0.0.1:${await unusedPort()}`;
    return run(target, `${config}callback: { url: "${url}", wait: 100 }\n`);
  },
  'callback-leads-elsewhere': async () => {
    const { root } = await startRelayed({});
    const url = `http://127.0.0.1:${await unusedPort()}`;
    const outcome = await run(root, `callback: { url: "${url}", listen: "127.0.0.1:0", wait: 100 }\n`);
    return { ...outcome, words: { URL: url } };
  },
  'notification-missing': async () => {
    const server = await startReference({ faults: ['notify-no-removal'] });
    const outcome = await run(server.root, 'callback: { wait: 1500 }\n');
    await server.close();
    return outcome;
  },
});
