import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { cachedFolder } from '../cache-folder.ts';
import { endWithUs } from '../end-with-us.ts';
import { freePort, printedBy, reasonOf, run, stop, untilAnswering } from '../processes.ts';

/** The version that `pom.xml` pins. */
const version = '2.6.1';

const oldestJava = 17;
const howToGetIt =
  'it needs a Java 17 runtime and, to download it once, Maven (Debian: apt-get install openjdk-17-jre-headless maven)';

const hasJava = (): boolean => {
  const [, major] = printedBy('java', '-version').match(/version "(\d+)/) ?? [];
  return Number(major) >= oldestJava;
};

/** Its jars and native libraries, by Maven's own client and settings. */
const jars = (): Promise<string> =>
  cachedFolder(`dynamodb-local-${version}`, async (folder) => {
    cpSync(join(import.meta.dirname, 'pom.xml'), join(folder, 'pom.xml'));
    const output = `-DoutputDirectory=${join(folder, 'lib')}`;
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', output];
    await run('mvn', ['-q', '-B', '-f', join(folder, 'pom.xml'), ...goal]);
  });

/** Downloads it if it is missing. Returns why DynamoDB Local cannot run here, or null. */
export const dynamoDbLocalMissing = async (): Promise<string | null> => {
  if (!hasJava()) return `java ${oldestJava} not found: ${howToGetIt}`;
  try {
    await jars();
    return null;
  } catch (error) {
    return `it could not be downloaded (${reasonOf(error)}): ${howToGetIt}`;
  }
};

/** The folder of its jars and native libraries. */
export const dynamoDbLocalJars = async (): Promise<string> => join(await jars(), 'lib');

export interface DynamoDbLocal {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Starts it in memory on a free port of the loopback interface. */
export const startDynamoDbLocal = async (): Promise<DynamoDbLocal> => {
  const lib = await dynamoDbLocalJars();
  const port = await freePort();
  const child = spawn(
    'java',
    [
      '-Xmx512m',
      // It runs for a minute or two: the optimising compiler and parallel collectors cost more than they
      // save.
      '-XX:TieredStopAtLevel=1',
      '-XX:+UseSerialGC',
      `-Djava.library.path=${lib}`,
      '-cp',
      join(lib, '*'),
      'com.amazonaws.services.dynamodbv2.local.main.ServerRunner',
      '-inMemory',
      '-disableTelemetry',
      '-port',
      String(port),
    ],
    // It writes a file about itself into its working directory.
    { stdio: 'ignore', cwd: join(lib, '..') },
  );
  endWithUs(child);
  const endpoint = `http://127.0.0.1:${port}`;
  await untilAnswering(endpoint, child, 180_000);
  return { endpoint, stop: () => stop(child, 5_000) };
};
