const ATTEMPTS = 2;
const ATTEMPT_MS = 5_000;

/**
 * Posts one notification to a callback. An attempt that fails (no connection, no answer in 5 s, no 2xx) is repeated
 * once; then the notification is dropped. Never rejects; returns at once when `stopped` is aborted.
 */
export async function deliver(callback: URL, notification: string, stopped: AbortSignal): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS && !stopped.aborted; attempt += 1) {
    if (await post(callback, notification, stopped)) return;
  }
}

async function post(callback: URL, notification: string, stopped: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(callback, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: notification,
      redirect: 'manual',
      signal: AbortSignal.any([stopped, AbortSignal.timeout(ATTEMPT_MS)]),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
