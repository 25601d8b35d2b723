import { createSecrets } from '../core/secrets.ts';
import { lintConfig } from '../load/lint-config.ts';
import { failOn } from '../load/problem.ts';
import { openFindings } from './diagnosis.ts';
import { diagnoseKafka } from './doctor-kafka.ts';
import { diagnoseRest } from './doctor-rest.ts';
import { packagePath } from './kit.ts';
import type { RunFlags } from './run-flags.ts';
import { collectOptions } from './run-options.ts';
import { listenForStop } from './stopping.ts';
import type { Streams } from './streams.ts';
import { resolveTarget } from './target.ts';
import { UsageError } from './usage-error.ts';
import { openWorkbench, SELECTABLE_RULINGS } from './workbench.ts';

/** Flags of `ctk doctor`. */
export interface DoctorFlags
  extends Pick<RunFlags, 'topicPrefix' | 'profile' | 'config' | 'timeout' | 'callbackUrl' | 'insecure' | 'color'> {
  readonly target?: string;
  readonly createTopics?: boolean;
  readonly partitions?: number;
  readonly replicationFactor?: number;
  readonly json?: boolean;
}

/** Longest wait for a broker or an answer where nobody says otherwise, in milliseconds. */
const PATIENCE = 10_000;

/** `ctk doctor`: looks at everything that a run needs. Exit 0 where all is well, 2 where something is not. */
export async function diagnose(flags: DoctorFlags, streams: Streams): Promise<number> {
  const { target: named, json = false, createTopics = false, partitions, replicationFactor, ...shared } = flags;
  const options = await collectOptions(
    [],
    { timeout: PATIENCE, ...shared, ...(named === undefined ? {} : { target: [named] }) },
    streams,
  );
  const secrets = createSecrets();
  for (const { value, variable } of options.secrets) secrets.add(value, variable);
  const { loaded, requirements, scenarios } = await openWorkbench(options.profile);
  const { profile } = loaded;
  if (options.config !== undefined) failOn(lintConfig(options.config, profile, SELECTABLE_RULINGS));
  if (createTopics && profile.bindings.kafka === undefined) {
    throw new UsageError('--create-topics is for Kafka targets', 'Give --target kafka://host:port.');
  }
  const target = await resolveTarget(options, profile);
  const stopping = listenForStop(streams, 'Interrupted.');
  const findings = openFindings({ json, color: options.color }, streams, secrets);
  try {
    findings.add({ state: 'well', subject: 'Node', text: `${process.version}, on ${process.platform}` });
    findings.add({
      state: 'well',
      subject: 'profile',
      text: `${profile.id}, ${requirements.length} requirements, ${scenarios.length} scenarios in ${packagePath('scenarios')}`,
    });
    if (options.config !== undefined) {
      findings.add({ state: 'well', subject: 'configuration', text: options.config.file });
    }
    const creation = {
      isWanted: createTopics,
      ...(partitions === undefined ? {} : { partitions }),
      ...(replicationFactor === undefined ? {} : { replicationFactor }),
    };
    const diagnoses =
      target.protocol === 'kafka'
        ? diagnoseKafka(options, target, creation, secrets, stopping.stop)
        : diagnoseRest(options, target, secrets, stopping.stop);
    for await (const diagnosis of diagnoses) findings.add(diagnosis);
    return findings.finish() ? 2 : 0;
  } finally {
    stopping.dispose();
    await target.close();
  }
}
