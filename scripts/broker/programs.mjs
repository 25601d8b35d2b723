import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const OLDEST_JAVA = 17;

/** The `java` to use: that of `JAVA_HOME`, else the one on the path. */
export function javaProgram() {
  const home = process.env.JAVA_HOME;
  return home ? path.join(home, 'bin', 'java') : 'java';
}

/** The `mvn` on the path. */
export function mavenProgram() {
  return process.platform === 'win32' ? 'mvn.cmd' : 'mvn';
}

/**
 * Says why this machine cannot run a broker.
 *
 * @returns {Promise<string | undefined>} one sentence part without a full stop, or `undefined` where it can
 */
export async function missingJava() {
  const java = javaProgram();
  try {
    const { stderr } = await run(java, ['-version']);
    const version = Number(/version "(?:1\.)?(\d+)/.exec(stderr)?.[1]);
    if (version < OLDEST_JAVA) return `Kafka needs Java ${OLDEST_JAVA} or later, and ${java} is Java ${version}`;
    return undefined;
  } catch {
    return `there is no Java ${OLDEST_JAVA} or later: ${java} could not be run`;
  }
}

/** As {@link missingJava}, for Maven. */
export async function missingMaven() {
  try {
    await run(mavenProgram(), ['--version'], { shell: process.platform === 'win32' });
    return undefined;
  } catch {
    return `there is no Maven to fetch Apache Kafka with: ${mavenProgram()} could not be run`;
  }
}
