import { headerVariable, isSecretName } from './request-headers.ts';

type Received = Readonly<Record<string, string | string[] | undefined>>;

/** Header names in lower case, repeated ones joined by `, `, without the secrets that the SUT hands out. */
export function recordHeaders(received: Received): Readonly<Record<string, string>> {
  const recorded: Record<string, string> = {};
  for (const [name, value] of Object.entries(received)) {
    const values = value === undefined ? [] : Array.isArray(value) ? value : [value];
    recorded[name.toLowerCase()] = values.map((each) => conceal(name.toLowerCase(), each)).join(', ');
  }
  return recorded;
}

function conceal(name: string, value: string): string {
  // a cookie keeps its name and attributes
  if (name === 'set-cookie') return value.replace(/^([^=;]*=)[^;]*/, `$1$\{${headerVariable(name)}}`);
  return isSecretName(name) ? `\${${headerVariable(name)}}` : value;
}

/** The first value of a header as it came. */
export function headerOf(received: Received, name: string): string | undefined {
  const value = received[name];
  return Array.isArray(value) ? value[0] : value;
}
