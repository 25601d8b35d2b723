import type { Plan } from '../core/engine/plan.ts';
import type { Profile } from '../core/profile.ts';
import { shortened } from '../core/wording/step-names.ts';
import { layOut } from './columns.ts';
import { needsOf } from './kafka-needs.ts';
import type { TopicUses } from './kafka-topics.ts';
import type { RunOptions } from './run-options.ts';
import type { Streams } from './streams.ts';

/** Shows what would run; over Kafka also the topics that would be used. Nothing is sent. */
export async function showPlanned(options: RunOptions, profile: Profile, plan: Plan, streams: Streams): Promise<void> {
  showPlan(plan, await plannedTopics(options, profile, plan), streams);
}

/** The topics of a plan over Kafka; where nobody has said their prefix, a placeholder stands for it. */
async function plannedTopics(
  { topicPrefix, kafka }: RunOptions,
  { bindings }: Profile,
  plan: Plan,
): Promise<TopicUses | undefined> {
  if (bindings.kafka === undefined) return undefined;
  const { topicUses } = await import('./kafka-topics.ts');
  return topicUses({
    binding: bindings.kafka,
    topicPrefix: topicPrefix ?? '{prefix}',
    ...(kafka.replyTopic === undefined ? {} : { replyTopic: kafka.replyTopic }),
    ...needsOf(plan),
  });
}

/**
 * Shows what would run, prerequisites with the steps they are cut down to, the steps of a group as one. Nothing is sent.
 *
 * @param topics those that the run would use, over Kafka
 */
function showPlan({ tracks }: Plan, topics: TopicUses | undefined, { out }: Streams): void {
  const rows = tracks.flatMap(({ resource, runs }) =>
    runs.map(({ scenario, reason, preamble, steps }) => [
      resource,
      scenario.id,
      reason,
      shortened([...preamble, ...steps].map((step) => step.id)).join(', '),
    ]),
  );
  out(layOut([['RESOURCE', 'SCENARIO', 'REASON', 'STEPS'], ...rows]));
  if (topics !== undefined) {
    const uses = Object.entries(topics).flatMap(([use, names]) => names.map((name: string) => [use, name]));
    out(`\n${layOut([['USE', 'TOPIC'], ...uses])}`);
  }
  out('\nNothing was sent (--dry-run).\n');
}
