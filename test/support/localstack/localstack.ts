import { spawn } from 'node:child_process';
import {
  copyFileSync,
  createWriteStream,
  mkdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { cachedFolder, temporaryInCache } from '../cache-folder.ts';
import { dynamoDbLocalJars, dynamoDbLocalMissing } from '../dynamodb-local/dynamodb-local.ts';
import { endWithUs } from '../end-with-us.ts';
import {
  freePort,
  isInstalled,
  printedBy,
  reasonOf,
  run,
  stop,
  untilAnswering,
} from '../processes.ts';

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

/** A virtual environment, with pip's own settings. */
const environment = (python: string): Promise<string> =>
  cachedFolder(`localstack-${version}`, async (folder) => {
    await run(python, ['-m', 'venv', folder]);
    await run(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '-q', '-r', requirements]);
    const quietly = ['--no-fund', '--no-audit', '--ignore-scripts'];
    await run('npm', ['install', '--prefix', join(folder, 'streams'), ...quietly, streams]);
  });

/** Downloads it if it is missing. Returns why LocalStack cannot run here, or null. */
export const localStackMissing = async (): Promise<string | null> => {
  const python = findPython();
  if (!python) return `Python 3.13 not found: ${howToGetIt}`;
  const table = await dynamoDbLocalMissing();
  if (table) return `its DynamoDB is DynamoDB Local: ${table}`;
  try {
    await environment(python);
    return null;
  } catch (error) {
    return `it could not be downloaded (${reasonOf(error)}): ${howToGetIt}`;
  }
};

export interface LocalStack {
  readonly endpoint: string;
  /** The environment for an SDK or the CDK. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

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
export const startLocalStack = async (): Promise<LocalStack> => {
  const folder = await environment(findPython() ?? 'python3.13');
  const root = temporaryInCache('localstack');
  mkdirSync(join(root, 'tmp'));
  await prepare(root, folder);
  const port = await freePort();
  const child = spawn(join(folder, 'bin', 'python'), ['-m', 'localstack.runtime.main'], {
    env: serverEnv(port, root),
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    // It starts Java, which would outlive it.
    detached: true,
  });
  endWithUs(child, { isGroup: true });
  const output = createWriteStream(join(root, 'localstack.log'));
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  const endpoint = `http://127.0.0.1:${port}`;
  await untilAnswering(`${endpoint}/_localstack/health`, child, 180_000);
  // A service is loaded by its first call, for which the stores of the tests would not wait long enough.
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  await new S3Client({ endpoint, credentials, region: 'us-east-1' }).send(new ListBucketsCommand());
  return {
    endpoint,
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
    stop: async () => {
      await stop(child, 20_000);
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
