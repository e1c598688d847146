import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { cachedFolder } from '../cache-folder.ts';
import { freePort, isInstalled, run, stop, untilAnswering } from '../processes.ts';

/** The version that `pom.xml` pins. */
const version = '2.6.1';

/** Why DynamoDB Local cannot run here, or null. */
export const dynamoDbLocalMissing = (): string | null => {
  const missing = [
    ...(isInstalled('java', '-version') ? [] : ['java']),
    ...(isInstalled('mvn', '-version') ? [] : ['mvn']),
  ];
  if (missing.length === 0) return null;
  return `${missing.join(' and ')} not found; install a Java 17 runtime and Maven (Debian: apt-get install openjdk-17-jre-headless maven)`;
};

/** Its jars and native libraries, by Maven's own client and settings. */
const jars = (): Promise<string> =>
  cachedFolder(`dynamodb-local-${version}`, async (folder) => {
    cpSync(join(import.meta.dirname, 'pom.xml'), join(folder, 'pom.xml'));
    const output = `-DoutputDirectory=${join(folder, 'lib')}`;
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', output];
    await run('mvn', ['-q', '-B', '-f', join(folder, 'pom.xml'), ...goal]);
  });

export interface DynamoDbLocal {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Starts it in memory on a free port of the loopback interface. */
export const startDynamoDbLocal = async (): Promise<DynamoDbLocal> => {
  const folder = await jars();
  const lib = join(folder, 'lib');
  const port = await freePort();
  const child = spawn(
    'java',
    [
      '-Xmx512m',
      `-Djava.library.path=${lib}`,
      '-cp',
      join(lib, '*'),
      'com.amazonaws.services.dynamodbv2.local.main.ServerRunner',
      '-inMemory',
      '-disableTelemetry',
      '-port',
      String(port),
    ],
    // It leaves a file with facts about itself where it is started.
    { stdio: 'ignore', cwd: folder },
  );
  const endpoint = `http://127.0.0.1:${port}`;
  await untilAnswering(endpoint, child, 30_000);
  return { endpoint, stop: () => stop(child, 5_000) };
};
