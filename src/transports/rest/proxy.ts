import type { Secrets } from '../../core/secrets.ts';
import { hostOf } from './failure.ts';
import type { RestSettings } from './settings.ts';

type ProxySettings = NonNullable<RestSettings['proxy']>;

/** The header value that names the user to the proxy, where its URL holds one. */
export function proxyAuthorization({ url, password }: ProxySettings): string | undefined {
  const { username, password: written } = new URL(url);
  if (username === '') return undefined;
  const secret = password?.value ?? decodeURIComponent(written);
  return `Basic ${Buffer.from(`${decodeURIComponent(username)}:${secret}`).toString('base64')}`;
}

/** Registers the secrets of the proxy and gives its host and port, which is all that is ever shown of it. */
export function registerProxy(proxy: ProxySettings | undefined, secrets: Secrets): string | undefined {
  if (proxy === undefined) return undefined;
  const url = new URL(proxy.url);
  const variable = proxy.password?.variable ?? 'PROXY_PASSWORD';
  secrets.add(proxy.password?.value ?? decodeURIComponent(url.password), variable);
  secrets.add(proxyAuthorization(proxy)?.slice('Basic '.length) ?? '', `${variable}_BASIC`);
  return hostOf(url);
}
