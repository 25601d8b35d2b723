import type { StrayReply } from '../exchange.ts';

/** What a stray reply is: `a second one, the same as the first`. */
export function strayText({ kind, isIdentical }: Pick<StrayReply, 'kind' | 'isIdentical'>): string {
  if (kind === 'late') return 'after the limit';
  return isIdentical ? 'a second one, the same as the first' : 'a second one, not the same as the first';
}

/** `2 duplicates (1 of another content), 1 late`. */
export function straySum(strays: readonly Pick<StrayReply, 'kind' | 'isIdentical'>[]): string {
  const duplicates = strays.filter(({ kind }) => kind === 'duplicate');
  const others = duplicates.filter(({ isIdentical }) => !isIdentical).length;
  const late = strays.length - duplicates.length;
  const parts = [
    ...(duplicates.length === 0
      ? []
      : [
          `${duplicates.length} duplicate${duplicates.length === 1 ? '' : 's'}${others === 0 ? '' : ` (${others} of another content)`}`,
        ]),
    ...(late === 0 ? [] : [`${late} late`]),
  ];
  return parts.join(', ');
}
