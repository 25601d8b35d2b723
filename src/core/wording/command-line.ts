import type { Target } from '../event.ts';
import { quote } from './curl.ts';

/** The command that runs one scenario at one resource again, with what it needs. */
export function rerunLine(
  { scenario, resource }: { readonly scenario: string; readonly resource: string },
  target: Target,
): string {
  const at = target.embedded ? '' : ` --target ${quote(target.url)}`;
  return `ctk run ${scenario} --resource ${resource}${at}`;
}
