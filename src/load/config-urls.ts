import type { Json } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import { isKafkaTarget, readBrokers } from './broker-list.ts';
import type { Problem } from './problem.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** Stands in an API root for the path segment of each resource (AMB-R12). */
export const RESOURCE_PLACEHOLDER = '{resource}';

/** Headers that carry credentials: a text there is a secret in the open. */
const SECRET_HEADERS = ['authorization', 'proxy-authorization', 'cookie'];

/** Finds URLs that are none, and credentials in URLs and headers. Never repeats a value. */
export function lintUrls({ value, position }: YamlFile): readonly Problem[] {
  const problem = (path: Path, message: string, hint?: string): Problem => ({
    ...position(path),
    message,
    ...(hint !== undefined && { hint }),
  });
  const urls: Path[] = [
    ['target'],
    ...keysAt(value, ['targets']).map((resource) => ['targets', resource]),
    ['http', 'proxy', 'url'],
    ['callback', 'url'],
    ['auth', 'oauth2', 'tokenUrl'],
    ['secondAuth', 'oauth2', 'tokenUrl'],
    ['kafka', 'sasl', 'oauth2', 'tokenUrl'],
  ];
  const wrongUrls = urls.flatMap((path) => {
    const url = at(value, path);
    if (typeof url !== 'string') return [];
    const name = path.join('.');
    if (isKafkaTarget(url)) {
      const list = readBrokers(url);
      return list.brokers === undefined ? [problem(path, `"${name}" ${list.problem}`, list.hint)] : [];
    }
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    if (parsed === undefined) return [problem(path, `"${name}" is not a URL`)];
    const isProxy = name === 'http.proxy.url';
    if (parsed.password !== '' || (parsed.username !== '' && !isProxy)) {
      const hint = isProxy
        ? 'Keep the user in the URL and name the password as http.proxy.password.'
        : 'Use auth and a secret, { env: NAME } or { file: PATH }.';
      return [problem(path, `"${name}" must not hold credentials`, hint)];
    }
    const placeholders = [...url.matchAll(/\{([^}]*)\}/g)]
      .map(([whole]) => whole)
      .filter((whole) => whole !== RESOURCE_PLACEHOLDER);
    return placeholders.map((whole) => problem(path, `"${name}" holds ${whole}; only ${RESOURCE_PLACEHOLDER} has a meaning`));
  });
  const openHeaders = ['http', 'kafka']
    .flatMap((section) => keysAt(value, [section, 'headers']).map((name) => ({ name, path: [section, 'headers', name] })))
    .filter(({ name, path }) => SECRET_HEADERS.includes(name.toLowerCase()) && typeof at(value, path) === 'string')
    .map(({ name, path }) =>
      problem(path, `the header "${name}" must not stand in this file: write { env: NAME } or { file: PATH } instead`),
    );
  return [...wrongUrls, ...openHeaders];
}

function at(value: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>(
    (inner, key) => (isObject(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    value,
  );
}

function keysAt(value: Json, path: Path): readonly string[] {
  const inner = at(value, path);
  return isObject(inner) ? Object.keys(inner) : [];
}
