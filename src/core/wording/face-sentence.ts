import type { Finding, FindingCode } from '../finding.ts';
import { listText, nameAt, valueText } from './phrase.ts';

type FaceCode = Extract<FindingCode, `faces.${string}`>;

const status = (f: Finding) => listText(f.actual) || 'unexpected';

/** What is said of two targets that are compared, and of which one shows what the other has done, or does not. */
export const FACE_SENTENCES: Readonly<Record<FaceCode, (f: Finding) => string>> = {
  'faces.unseen': (f) =>
    `The record is at one of the two targets, and the other one does not know it: the status is ${status(f)}.`,
  'faces.different': (f) =>
    `${nameAt(f.pointer) || 'A value'} is ${valueText(f.actual)} at this target, and ${valueText(f.expected)} at the other one.`,
  'faces.still-there': (f) =>
    `The record was deleted at one of the two targets, and the other one still shows it: the status is ${status(f)}.`,
  'faces.not-changed': (f) =>
    `The status is ${status(f)}: the change was not carried out, so it cannot be told whether the other target shows it.`,
  'faces.undecided': (f) => `The status is ${status(f)}, which does not tell whether the record is there.`,
  'faces.settled-late': () =>
    'The two targets agreed only when the second one was asked again: what one has done shows at the other with a delay.',
};
