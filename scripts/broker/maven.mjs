import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder, removeFolder } from './files.mjs';
import { withLock } from './lock.mjs';
import { mavenProgram, missingMaven } from './programs.mjs';

const run = promisify(execFile);

/** Kafka is compiled against this line of slf4j; the binding writes to the standard error output. */
const SLF4J = '1.7.36';

/** What comes between the version and a random end in the name of a folder that is still being filled. */
const PART = '.part-';

/**
 * The folder that holds the archives of Apache Kafka of this version, complete or not at all.
 *
 * @param {string} version
 */
export function archivesFolder(version) {
  return path.join(cacheFolder(), `kafka-${version}`);
}

/**
 * Sees to it that the archives are there; Maven fetches them once. They appear under their name when all are there, so an
 * interrupted download leaves nothing that looks like one.
 *
 * @param {string} version
 * @param {(text: string) => void} say hears about a download, which takes seconds to a minute
 * @param {AbortSignal} [signal] gives it up
 * @returns {Promise<string>} the folder
 */
export async function fetchArchives(version, say, signal) {
  const folder = archivesFolder(version);
  if (existsSync(folder)) return folder;
  const missing = await missingMaven();
  if (missing !== undefined) throw new Error(missing);
  await mkdir(cacheFolder(), { recursive: true });
  await withLock(`${folder}.lock`, async () => {
    if (existsSync(folder)) return;
    await removeParts(folder);
    say(`fetching Apache Kafka ${version} with Maven`);
    await download(version, folder, signal);
  });
  return folder;
}

/**
 * @param {string} version
 * @param {string} folder
 * @param {AbortSignal} [signal]
 */
async function download(version, folder, signal) {
  const making = await mkdtemp(`${folder}${PART}`);
  try {
    await writeFile(path.join(making, 'pom.xml'), projectOf(version));
    const parameters = ['-q', '-B', '-U', 'dependency:copy-dependencies', '-DoutputDirectory=lib'];
    await run(mavenProgram(), parameters, { cwd: making, timeout: 300_000, shell: process.platform === 'win32', signal });
    await rename(path.join(making, 'lib'), folder);
  } catch (cause) {
    if (existsSync(folder)) return;
    throw new Error(`Maven could not fetch Apache Kafka ${version}: ${reasonOf(cause)}`, { cause });
  } finally {
    await removeFolder(making);
  }
}

/**
 * Removes what downloads left that were killed. The lock is held, so none goes on.
 *
 * @param {string} folder
 */
async function removeParts(folder) {
  const parent = path.dirname(folder);
  const parts = (await readdir(parent)).filter((name) => name.startsWith(`${path.basename(folder)}${PART}`));
  await Promise.all(parts.map((name) => removeFolder(path.join(parent, name))));
}

/**
 * What Maven names as its first error; it writes them to its standard output.
 *
 * @param {unknown} error
 */
function reasonOf(error) {
  const { stdout = '', message = '' } = /** @type {{ stdout?: string, message?: string }} */ (error);
  return /\[ERROR\] (.+)/.exec(stdout)?.[1] ?? message;
}

/** @param {string} version */
function projectOf(version) {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>tmf666-ctk</groupId>
  <artifactId>broker</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${version}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-simple</artifactId><version>${SLF4J}</version></dependency>
  </dependencies>
</project>
`;
}
