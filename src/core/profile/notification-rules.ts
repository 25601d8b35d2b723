import { changeNamed } from '../notification.ts';
import type { Profile } from '../profile.ts';
import type { ProfileMistake } from './profile-mistake.ts';

/** Notifications of a change that their resource cannot have, not marked as such, and marked ones of a change that it can. */
export function wrongNotifications({ resources, notifications }: Profile): readonly ProfileMistake[] {
  return notifications.rows.flatMap(({ name, resource, never }, index) => {
    const model = resources[resource];
    if (model === undefined || changeNamed(name, resource) !== 'StateChange') return [];
    const hasState = model.attributes.rows.some((row) => row.name === 'state');
    const path = ['notifications', 'rows', index];
    if (hasState && never !== undefined) return [{ path: [...path, 'never'], message: `${resource} has a state: it can change` }];
    if (hasState || never !== undefined) return [];
    return [{ path, message: `${resource} has no attribute state: "never" must tell why ${name} is not awaited` }];
  });
}
