import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ctk, temporaryFolder } from '../support/cli.ts';

const TARGET = 'kafka://127.0.0.1:9';

describe('a target over Kafka', () => {
  it.each([
    [['--target', 'kafka://broker', '--topic-prefix', 'x'], 'names no port for broker', 'kafka://broker:9092'],
    [['--target', 'kafka://u:s3cret@broker:9092', '--topic-prefix', 'x'], 'holds credentials', '`kafka.sasl`'],
    [['--target', TARGET], 'prefix of its topics', '--topic-prefix ""'],
    [['--target', TARGET, '--topic-prefix', 'a b'], '"a b" has characters', 'Letters, digits'],
    [['--target', TARGET, '--topic-prefix', 'lab.'], 'ends in a dot', '--topic-prefix lab'],
    [['--target', TARGET, '--profile', 'tmf666b-1.1.0'], 'is about HTTP', 'Leave --profile out'],
    [['--profile', 'tmf666-async-5.0.0'], 'no broker is built into the kit', 'ctk serve --kafka'],
    [
      ['--target', 'http://u:s3cret@127.0.0.1:9', '--profile', 'tmf666-async-5.0.0'],
      'is about Kafka',
      '--profile tmf666-rest-5.0.0',
    ],
    [['--target', TARGET, '--target', TARGET, '--target', TARGET], 'was given 3 times', 'Two targets are compared'],
  ])('ctk run %j is refused with the next step, and nothing is sent', async (flags, message, hint) => {
    const { code, err, out } = await ctk(['run', ...flags]);
    expect(code).toBe(3);
    expect(err).toContain(message);
    expect(err).toContain(hint);
    expect(err + out).not.toContain('s3cret');
  });

  it('takes prefix and target from the configuration, and its own profile', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'ctk.config.yaml'), `target: ${TARGET}\nkafka: { topicPrefix: lab, replyTopic: mine }\n`);
    const { code, out } = await ctk(['run', 'TC_E1', '--resource', 'BillFormat', '--dry-run'], { cwd });
    expect(code).toBe(0);
    expect(out).toContain('write  lab.accountManagement.v5.retrieveBillFormat.commandRequest\n');
    expect(out).toMatch(/read {3}mine\n/);
    expect(out).not.toContain('commandReply');
    expect(out).not.toContain('patchBillFormat');
  });

  it('has no dot before the topics where the prefix is empty', async () => {
    const { out } = await ctk(['run', 'TC_N1', '--target', TARGET, '--topic-prefix', '', '--dry-run']);
    expect(out).toContain('write  accountManagement.v5.createPartyAccount.commandRequest\n');
    expect(out).toContain('read   accountManagement.v5.deletePartyAccount.commandReply\n');
    expect(out).not.toContain('notificationEvent');
  });

  it('shows the notification topics of a plan that awaits notifications, without a target too', async () => {
    const { out } = await ctk(['run', '--profile', 'tmf666-async-5.0.0', '--scope', 'notifications', '--dry-run']);
    expect(out).toContain('read   {prefix}.accountManagement.v5.partyAccount.notificationEvent\n');
  });

  it('that refuses the connection leaves the run undetermined, and the report says why', async () => {
    const { code, report } = await ctk(['run', 'TC_N1', '--target', TARGET, '--topic-prefix', 'x', '--insecure']);
    expect(code).toBe(2);
    const { ended, target, profile, notices } = report();
    expect(ended).toMatchObject({
      reason: 'unreachable',
      message: expect.stringContaining('127.0.0.1:9 refused the connection'),
    });
    expect(target).toMatchObject({ url: TARGET, topicPrefix: 'x' });
    expect(profile.derivedFrom).toContain('guide');
    // there is no certificate to leave unverified
    expect(notices.join()).not.toContain('--insecure');
  });
});
