import type { RunEvent } from '../../src/core/event.ts';
import { createHtmlReporter } from '../../src/reporters/html.ts';

/** The HTML report of these events. */
export async function pageOf(events: readonly RunEvent[]): Promise<string> {
  let page = '';
  const files = {
    write: async (_name: string, text: string) => {
      page = text;
    },
    append: () => {},
    store: () => 'bodies/none',
  };
  const reporter = createHtmlReporter({ files });
  for (const event of events) reporter.onEvent(event);
  await reporter.finish();
  return page;
}
