import type { Target } from '../core/event.ts';
import type { Profile } from '../core/profile.ts';
import { RESOURCE_PLACEHOLDER } from '../load/config-urls.ts';
import type { RunOptions } from './run-options.ts';
import { UsageError } from './usage-error.ts';

/** Where each resource is, and what the reports call the target. */
export interface ResolvedTarget {
  readonly roots: Readonly<Record<string, string>>;
  readonly target: Target;
  /** Ends the embedded reference implementation; nothing otherwise. */
  close(): Promise<void>;
}

/**
 * Finds the API root of each resource; without a target it starts the reference implementation in this process.
 *
 * @throws UsageError for a target that is no http or https URL, or that holds credentials
 */
export async function resolveTarget(options: RunOptions, profile: Profile): Promise<ResolvedTarget> {
  const { paths } = profile.bindings.rest;
  const named: string | undefined = options.target ?? Object.values(options.targets)[0];
  const embedded = named === undefined ? await startEmbedded(options) : undefined;
  const general = options.target ?? embedded?.root;
  const roots: Record<string, string> = {};
  for (const [resource, path] of Object.entries(paths)) {
    const root = options.targets[resource] ?? general;
    if (root === undefined)
      throw new UsageError(`no target for ${resource}`, 'Give --target, or a target for each resource under `targets`.');
    roots[resource] = checkedRoot(root.replaceAll(RESOURCE_PLACEHOLDER, path));
  }
  const url = [...new Set(Object.values(roots))];
  return {
    roots,
    target: {
      url: options.target?.includes(RESOURCE_PLACEHOLDER) === true ? options.target : url.join(' '),
      embedded: embedded !== undefined,
      ...(embedded === undefined ? options.sut : { product: 'TMF666 reference implementation', ...options.sut }),
    },
    close: async () => embedded?.close(),
  };
}

async function startEmbedded({ readings }: RunOptions) {
  const { startReference } = await import('../reference/server.ts');
  return startReference({ reading: readings.reading });
}

function checkedRoot(text: string): string {
  const hint = 'The target is the API root, everything before /partyAccount: http://host/tmf-api/accountManagement/v1';
  // checked first and never repeated: what stands before an @ may be a secret
  if (/^[^/?#]*(?:\/\/)?[^/?#]*@/.test(text)) {
    throw new UsageError(
      'the target holds credentials',
      'Name them in the configuration under `auth`, from the environment or a file.',
    );
  }
  if (!text.includes('://')) throw new UsageError(`--target ${text} has no scheme`, `did you mean http://${text}?`);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new UsageError(`--target ${text} is not a URL`, hint);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new UsageError(`--target ${url.protocol}//… is neither http nor https`, hint);
  }
  if (url.search !== '' || url.hash !== '') throw new UsageError('the target holds a query or a fragment', hint);
  return text.replace(/\/+$/, '');
}
