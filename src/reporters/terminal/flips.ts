import type { RunFinished } from '../../core/event.ts';
import { plural, wrap } from './text.ts';

/** Rulings that are named; the report has them all. */
const NAMED = 5;

/** `3 verdicts depend on a reading: AMB-R02, AMB-R19; the reports show which`. Nothing where none does. */
export function flipLines({ requirements }: RunFinished, width: number): string[] {
  const flipped = requirements.filter(({ flips = [] }) => flips.length > 0);
  if (flipped.length === 0) return [];
  const rulings = [...new Set(flipped.flatMap(({ flips = [] }) => flips.map(({ ruling }) => ruling)))].sort();
  const named = [...rulings.slice(0, NAMED), ...(rulings.length > NAMED ? [`${rulings.length - NAMED} more`] : [])].join(', ');
  const verb = flipped.length === 1 ? 'depends' : 'depend';
  return wrap(`${plural(flipped.length, 'verdict')} ${verb} on a reading: ${named}; the reports show which`, width);
}
