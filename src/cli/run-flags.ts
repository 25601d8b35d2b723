/** Flags of `ctk run`, as commander hands them over. What was not given is absent. */
export interface RunFlags {
  /** Once, or twice to compare two ways to the same system. */
  readonly target?: readonly string[];
  readonly topicPrefix?: string;
  readonly profile?: string;
  readonly config?: string;
  readonly scope?: readonly string[];
  readonly resource?: readonly string[];
  readonly clause?: readonly string[];
  readonly tag?: readonly string[];
  readonly reading?: 'default' | 'literal';
  readonly ruling?: readonly string[];
  readonly out?: string;
  readonly reporter?: readonly string[];
  readonly jobs?: number;
  readonly timeout?: number;
  readonly maxRate?: number;
  readonly bail?: boolean;
  readonly callbackUrl?: string;
  readonly insecure?: boolean;
  readonly sutProduct?: string;
  readonly sutVersion?: string;
  readonly operator?: string;
  readonly dryRun?: boolean;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
  readonly color?: boolean;
}
