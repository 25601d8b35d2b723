import type { Bindings } from '../profile.ts';
import type { ProfileMistake } from './profile-mistake.ts';

type Path = ProfileMistake['path'];

/** Topics that two channels share: replies could not be told from requests, nor one resource from another. */
export function sharedTopics({ kafka }: Bindings): readonly ProfileMistake[] {
  const seen = new Set<string>();
  return [...channelsOf(kafka?.topics ?? {}, ['bindings', 'kafka', 'topics'])].flatMap(([topic, path]) => {
    if (seen.has(topic)) return [{ path, message: `${topic} is the topic of another channel too` }];
    seen.add(topic);
    return [];
  });
}

/** Every topic with its place, in the order of the file. */
function* channelsOf(channels: object, path: Path): Generator<readonly [topic: string, path: Path]> {
  for (const [name, channel] of Object.entries(channels)) {
    if (typeof channel === 'string') yield [channel, [...path, name]];
    else yield* channelsOf(channel, [...path, name]);
  }
}
