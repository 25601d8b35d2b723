import { DEFAULT_PROFILE, isKafka, KAFKA_PROFILE, REST_PROFILE } from '../default-profile.ts';
import type { RunStarted } from '../event.ts';
import { quote } from './curl.ts';

/** The command that runs one scenario at one resource again, with what it needs. */
export function rerunLine(
  { scenario, resource }: { readonly scenario: string; readonly resource: string },
  { target, profile }: Pick<RunStarted, 'target' | 'profile'>,
): string {
  const topicPrefix = target.topicPrefix ?? target.other?.topicPrefix;
  const usual = isKafka(target) ? KAFKA_PROFILE : target.other === undefined ? DEFAULT_PROFILE : REST_PROFILE;
  const options = [
    ...(target.embedded ? [] : ['--target', quote(target.url)]),
    ...(target.other === undefined ? [] : ['--target', quote(target.other.url)]),
    ...(topicPrefix === undefined ? [] : ['--topic-prefix', quote(topicPrefix)]),
    ...(profile.id === usual ? [] : ['--profile', quote(profile.id)]),
  ];
  return ['ctk run', scenario, '--resource', resource, ...options].join(' ');
}
