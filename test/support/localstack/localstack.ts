import { copyFileSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { temporaryInCache } from '../cache-folder.ts';
import { dynamoDbLocalJars, dynamoDbLocalMissing } from '../dynamodb-local/dynamodb-local.ts';
import {
  downloadMissing,
  type Emulator,
  pythonEnvironment,
  startEmulator,
} from '../emulator/emulator.ts';
import { freePort, isInstalled, printedBy, run, stop } from '../processes.ts';

/** The version that `requirements.txt` pins, with its dependencies: the last one that needs no token. */
const version = '4.14.0';
const requirements = join(import.meta.dirname, 'requirements.txt');
/** What it uses for the streams of tables, from npm. */
const streamsVersion = '0.5.2';
const streams = `kinesis-local@${streamsVersion}`;
/** Its DynamoDB is a syntax error on 3.11. */
const isRightPython = 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 13))';

const howToGetIt =
  'it needs Python 3.13 with venv, as python3.13 or one of pyenv, and to be downloaded once (pyenv install 3.13)';

/** The shims of pyenv fail unless a version is chosen, but pyenv knows the programs behind them. */
const findPython = (): string | undefined =>
  [
    'python3.13',
    printedBy('pyenv', 'whence', '--path', 'python3.13').split('\n')[0],
    'python3',
  ].find((program) => program && isInstalled(program, '-c', isRightPython));

const environment = (python: string): Promise<string> =>
  pythonEnvironment(`localstack-${version}`, { python, requirements }, (folder) => {
    const quietly = ['--no-fund', '--no-audit', '--ignore-scripts'];
    return run('npm', ['install', '--prefix', join(folder, 'streams'), ...quietly, streams]);
  });

/** Downloads it if it is missing. Returns why LocalStack cannot run here, or null. */
export const localStackMissing = async (): Promise<string | null> => {
  const python = findPython();
  if (!python) return `Python 3.13 not found: ${howToGetIt}`;
  const table = await dynamoDbLocalMissing();
  if (table) return `its DynamoDB is DynamoDB Local: ${table}`;
  return downloadMissing(() => environment(python), howToGetIt);
};

/** A root folder with everything that LocalStack would otherwise download while it runs. */
const prepare = async (root: string, folder: string): Promise<void> => {
  const lib = join(root, 'var/lib/localstack/lib');
  const downloads = [
    'dynamodb-local/2/DynamoDBLocal_lib/.here',
    'dynamodb-local/2/DynamoDBLocal.jar',
    'dynamodb-local/2/ddb-local-loader-0.1.jar',
  ];
  for (const file of downloads.map((name) => join(lib, name))) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  }
  const java = join(lib, 'java/21/bin');
  mkdirSync(java, { recursive: true });
  copyFileSync(join(import.meta.dirname, 'java.sh'), join(java, 'java'));
  symlinkSync(await dynamoDbLocalJars(), join(java, 'jars'));
  mkdirSync(join(lib, 'kinesis-local'));
  symlinkSync(join(folder, 'streams'), join(lib, 'kinesis-local', streamsVersion));
  symlinkSync(
    realpathSync(printedBy('sh', '-c', 'command -v java').trim()),
    join(java, 'system-java'),
  );
};

const serverEnv = (port: number, root: string): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  LANG: 'C.UTF-8',
  HOME: root,
  TMPDIR: join(root, 'tmp'),
  // The process runs on this machine; its files are here instead of in /var/lib.
  OVERRIDE_IN_DOCKER: '0',
  FILESYSTEM_ROOT: root,
  GATEWAY_LISTEN: `127.0.0.1:${port}`,
  LOCALSTACK_HOST: `127.0.0.1:${port}`,
  // No server for names, no downloads, no reports.
  DNS_ADDRESS: '0',
  SKIP_SSL_CERT_DOWNLOAD: '1',
  SKIP_INFRA_DOWNLOADS: '1',
  DISABLE_EVENTS: '1',
  DYNAMODB_IN_MEMORY: '1',
  S3_SKIP_SIGNATURE_VALIDATION: '0',
});

/** Starts it on a free port of the loopback interface, with its files in a temporary folder of the cache. */
export const startLocalStack = async (): Promise<Emulator> => {
  const folder = await environment(findPython() ?? 'python3.13');
  const root = temporaryInCache('localstack');
  mkdirSync(join(root, 'tmp'));
  await prepare(root, folder);
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const { child, ...emulator } = await startEmulator(folder, 'localstack.runtime.main', {
    endpoint,
    health: '/_localstack/health',
    env: serverEnv(port, root),
    log: join(root, 'localstack.log'),
    cwd: root,
    // It starts Java.
    isGroup: true,
  });
  // A service is loaded by its first call, for which the stores of the tests would not wait long enough.
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  await new S3Client({ endpoint, credentials, region: 'us-east-1' }).send(new ListBucketsCommand());
  return {
    ...emulator,
    stop: async () => {
      await stop(child, 20_000);
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
