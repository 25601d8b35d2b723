import { describe, expect, it } from 'vitest';
import { ctk } from '../support/cli.ts';

describe('--target', () => {
  it.each([
    ['accounts.example:8080/v1', 'has no scheme', 'did you mean http://accounts.example:8080/v1?'],
    ['/v1', 'has no scheme', 'did you mean'],
    ['ftp://accounts.example/v1', 'ftp://… is none of http, https and kafka', 'API root'],

    ['http://', 'is not a URL', 'API root'],
    ['http://accounts.example/v1?tenant=a', 'holds a query', 'API root'],
    ['http://user:s3cret@accounts.example/v1', 'holds credentials', '`auth`'],
    ['user:s3cret@accounts.example/v1', 'holds credentials', '`auth`'],
  ])('%s is refused with the next step, and nothing is sent', async (target, message, hint) => {
    const { code, err, out } = await ctk(['run', '--target', target]);
    expect(code).toBe(3);
    expect(err).toContain(message);
    expect(err).toContain(hint);
    expect(err + out).not.toContain('s3cret');
  });
});
