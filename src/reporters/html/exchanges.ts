import type { ExchangeNote } from '../../core/exchange.ts';
import type { Excerpt, ExchangeDetail, ExchangeReport, MessageReport } from '../../core/report/report-model.ts';
import { placeText, shortPlace, shortTopic } from '../../core/wording/record-place.ts';
import { type Html, html } from './template.ts';
import { count, duration } from './words.ts';

/** An exchange: one line, or a line that unfolds to request, reply and the way to repeat it. */
export function exchange(of: ExchangeReport): Html {
  const line = html`<code>${asked(of)}</code> → <b>${of.status ?? 'no reply'}</b>${of.protocol === 'kafka' && of.found && html` <code>${shortPlace(of.found)}</code>`} <span class="quiet">${duration(of.durationMs)}${of.attempt > 1 && `, attempt ${of.attempt}`}${of.over && ', the other target'}</span>`;
  if (of.detail === 'line') return html`<p class="exchange">${line}</p>`;
  return html`<details class="fold exchange"><summary>${line}</summary>
${of.notes?.map((note) => html`<p>${noted(note)}</p>`)}
<p class="label">Request</p>${message(of.protocol === 'kafka' ? placeText(of) : asked(of), of.request)}
<p class="label">Reply</p>${reply(of)}
<p class="label">Repeat</p><pre class="command">${of.repeat}</pre>
</details>`;
}

/** `POST http://…`, or `createBillFormat.commandRequest [0]@12`. */
function asked(of: ExchangeReport): string {
  return of.protocol === 'http' ? `${of.method} ${of.url}` : `${shortTopic(of.topic)} ${shortPlace(of)}`.trim();
}

function reply(of: ExchangeDetail): Html {
  const place = of.protocol === 'kafka' && of.found ? [placeText(of.found)] : [];
  if (of.failure) {
    const { reason, message: why, heard } = of.failure;
    return html`<p>No reply (${reason}): ${why}</p>${heard && html`<p class="label">What came instead</p>${message(place, heard)}`}`;
  }
  return html`${of.foreignRecords !== undefined && html`<p class="quiet">${count(of.foreignRecords, 'record')} of others in this reply; their values are left out.</p>`}
${of.reply && message([...place, `Status ${of.status}`], of.reply)}`;
}

function message(start: string | readonly string[], of: MessageReport): Html {
  const headers = Object.entries(of.headers).map(([name, value]) => `${name}: ${value}`);
  return html`<pre>${[start, headers].flat().join('\n')}</pre>${of.body && body(of.body)}`;
}

function body(of: Excerpt): Html {
  return html`<pre>${of.text}</pre>
${of.cut && html`<p class="quiet">Cut here; ${of.bytes} bytes in all, whole in the evidence.</p>`}
${of.problem !== undefined && html`<p>Not JSON: ${of.problem}</p>`}`;
}

function noted(note: ExchangeNote): string {
  if (note.kind === 'redirect') return `Redirected (${note.status}) from ${note.from} to ${note.to}.`;
  if (note.kind === 'accepted') {
    const asked = `asked ${count(note.polls, 'time')} within ${duration(note.waitedMs)}`;
    return `Accepted with ${note.status} for later, and ${asked}, at last ${note.url}${note.isDone ? '' : ', without seeing it made'}.`;
  }
  return `Asked again after status ${note.status} and a wait of ${duration(note.waitedMs)}.`;
}
