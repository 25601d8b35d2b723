import type { ExchangeNote } from '../../core/exchange.ts';
import type { Excerpt, ExchangeDetail, ExchangeReport, MessageReport } from '../../core/report/report-model.ts';
import { type Html, html } from './template.ts';
import { count, duration } from './words.ts';

/** An exchange: one line, or a line that unfolds to request, reply and the way to repeat it. */
export function exchange(of: ExchangeReport): Html {
  const outcome = of.status === undefined ? 'no reply' : `${of.status}`;
  const line = html`<code>${of.method} ${of.url}</code> → <b>${outcome}</b> <span class="quiet">${duration(of.durationMs)}${of.attempt > 1 && `, attempt ${of.attempt}`}</span>`;
  if (of.detail === 'line') return html`<p class="exchange">${line}</p>`;
  return html`<details class="fold exchange"><summary>${line}</summary>
${of.notes?.map((note) => html`<p>${noted(note)}</p>`)}
<p class="label">Request</p>${message(`${of.method} ${of.url}`, of.request)}
<p class="label">Reply</p>${reply(of)}
<p class="label">Repeat</p><pre class="curl">${of.curl}</pre>
</details>`;
}

function reply(of: ExchangeDetail): Html {
  if (of.failure) return html`<p>No reply (${of.failure.reason}): ${of.failure.message}</p>`;
  return html`${of.foreignRecords !== undefined && html`<p class="quiet">${count(of.foreignRecords, 'record')} of others in this reply; their values are left out.</p>`}
${of.reply && message(`Status ${of.status}`, of.reply)}`;
}

function message(start: string, of: MessageReport): Html {
  const headers = Object.entries(of.headers).map(([name, value]) => `${name}: ${value}`);
  return html`<pre>${[start, ...headers].join('\n')}</pre>${of.body && body(of.body)}`;
}

function body(of: Excerpt): Html {
  return html`<pre>${of.text}</pre>
${of.cut && html`<p class="quiet">Cut here; ${of.bytes} bytes in all, whole in the evidence.</p>`}
${of.problem !== undefined && html`<p>Not JSON: ${of.problem}</p>`}`;
}

function noted(note: ExchangeNote): string {
  if (note.kind === 'redirect') return `Redirected (${note.status}) from ${note.from} to ${note.to}.`;
  return `Asked again after status ${note.status} and a wait of ${duration(note.waitedMs)}.`;
}
