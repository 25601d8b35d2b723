import type { StepFinished } from '../event.ts';
import type { ExchangeRunner } from './exchange-runner.ts';
import type { Mailbox } from './mailbox.ts';
import type { Observations } from './observations.ts';
import type { OwnRecords } from './own-records.ts';
import type { Pages } from './pages.ts';
import type { ReadingRecord } from './reading-record.ts';
import type { RecordHistory } from './record-history.ts';
import type { RunPorts, RunSetup, RunState } from './run-setup.ts';
import type { StrayBox } from './strays.ts';
import type { Variables } from './variables.ts';

/** What the steps of one resource share. */
export interface StepEnvironment {
  readonly setup: RunSetup;
  readonly ports: RunPorts;
  readonly resource: string;
  readonly variables: Variables;
  readonly own: OwnRecords;
  /** Subscriptions to notifications, which the run has to end too. */
  readonly subscriptions: OwnRecords;
  readonly exchanges: ExchangeRunner;
  readonly observations: Observations;
  readonly history: RecordHistory;
  readonly mailbox: Mailbox;
  readonly strays: StrayBox;
  readonly readings: ReadingRecord;
  readonly state: Pick<RunState, 'otherGone'>;
}

/** What is known of the steps of a scenario that came before, by id. */
export interface EarlierSteps {
  readonly pages: Map<string, Pages>;
  readonly results: Map<string, StepFinished>;
}
