import { enableCompileCache } from 'node:module';
import { readConfig, UsageError, usage, warningsOf } from './config.ts';

enableCompileCache();

const reasons: Record<string, (error: NodeJS.ErrnoException) => string> = {
  EADDRINUSE: () => 'the port is taken: choose another with --port',
  EADDRNOTAVAIL: () => 'this machine has no such address: see --host',
  ENOTFOUND: () => 'the name of the address is not known: see --host',
  EAI_AGAIN: () => 'the name of the address cannot be looked up now: see --host',
  EACCES: (error) => `no permission for ${error.path ?? 'this port'}: see --data and --port`,
  EPERM: (error) => `no permission for ${error.path ?? 'this port'}: see --data and --port`,
  EROFS: (error) => `cannot write to ${error.path}: see --data`,
  ENOTDIR: (error) => `${error.path} is not a folder: see --data`,
  EISDIR: (error) => `${error.path} is a folder and no file: see --data`,
  EEXIST: (error) => `${error.path} is not a folder: see --data`,
  ENOENT: (error) => `cannot make ${error.path}: see --data`,
  ERR_SQLITE_ERROR: (error) => `cannot use the data file: ${error.message}`,
};

/** Errors whose messages say what to do. */
const ownErrors = new Set(['DataFileError', 'FolderInUseError']);

/** Explains a failed start; in one line if the user can fix it. */
const explain = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof UsageError || ownErrors.has(error.name)) return error.message;
  const reason = reasons[(error as NodeJS.ErrnoException).code ?? ''];
  return reason ? reason(error) : (error.stack ?? error.message);
};

const fail = (error: unknown): never => {
  console.error(`Parley cannot start: ${explain(error)}`);
  process.exit(1);
};

const run = async (): Promise<void> => {
  const config = readConfig(process.argv.slice(2));
  if (config.help) {
    console.log(usage);
    return;
  }
  const { startServer } = await import('./server.ts');
  const server = await startServer(config);
  for (const line of warningsOf(config)) console.error(line);
  if (config.demo) {
    const { demoNames, demoPassword, seedDemo } = await import('./demo.ts');
    await seedDemo(server.url);
    console.log(`Demo users: ${demoNames.join(' and ')}, password ${demoPassword}`);
  }
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Printed last: a caller that waits for this line may stop the server at once.
  console.log(`Parley is ready at ${server.url}`);
};

run().catch(fail);
