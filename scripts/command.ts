import type { ParseArgsConfig } from 'node:util';
import { parseArgs } from 'node:util';

/** An error that the user can fix: only its message is shown. */
export class UserError extends Error {
  override name = 'UserError';
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>['values'];

/** The options and texts of a command line. */
interface Usage<O extends Options> {
  /**
   * Name of the npm script, including the argument that selects a member of a group: `generate -- openapi`.
   */
  readonly name: string;
  readonly summary: string;
  readonly options: O;
  /** Help text by option. */
  readonly help: { readonly [K in keyof O]: string };
}
export interface Command<O extends Options> extends Usage<O> {
  readonly run: (values: Values<O>) => Promise<void>;
}

const helpText = <O extends Options>({ name, summary, options, help }: Usage<O>): string => {
  const lines = Object.entries(options).map(([option, { type, default: value }]) => {
    const usage = type === 'string' ? `--${option} <value>` : `--${option}`;
    const isShown = value !== undefined && value !== false;
    return `  ${usage.padEnd(22)} ${help[option]}${isShown ? ` (default: ${value})` : ''}`;
  });
  const all = [...lines, `  ${'--help'.padEnd(22)} Shows this`].join('\n');
  const usage = name.includes(' -- ') ? name : `${name} --`;
  return `npm run ${usage} [options]\n\n${summary}\n\n${all}\n`;
};

/**
 * The values of the command line; null after `--help`, which prints the help. @throws for an unknown option
 */
const parse = <O extends Options>(usage: Usage<O>): Values<O> | null => {
  const options = { ...usage.options, help: { type: 'boolean' } } as const;
  const { values }: { values: Record<string, unknown> } = parseArgs({ options, strict: true });
  if (values['help'] !== true) return values as Values<O>;
  console.log(helpText(usage));
  return null;
};

/** Prints one line if it explains the failure, else the stack. */
const printFailure = (name: string, error: unknown): void => {
  const line = lineOf(error);
  console.error(line === null ? error : `${name}: ${line}`);
};

/**
 * Parses the command line and runs the command. A failure prints one line and exits with code 1.
 */
export const runCommand = async <O extends Options>(command: Command<O>): Promise<void> => {
  try {
    const values = parse(command);
    if (values) await command.run(values);
  } catch (error) {
    printFailure(command.name, error);
    process.exitCode = 1;
  }
};

/**
 * The values of the command line, for scripts without a `run`. Ends the process after `--help`, or
 * with 1 after an error.
 */
export const commandLine = <O extends Options>(usage: Usage<O>): Values<O> => {
  try {
    const values = parse(usage);
    if (values) return values;
    process.exit(0);
  } catch (error) {
    printFailure(usage.name, error);
    process.exit(1);
  }
};

/** Errors of the server's own modules whose messages say what to do. */
const ownErrors = new Set(['BackupError', 'DataFileError', 'FolderInUseError']);

/** The line that explains an error; null for a bug, which is shown with its stack. */
export const lineOf = (error: unknown): string | null => {
  const { name, message, syscall, $fault } = Object(error);
  if (error instanceof UserError || isUsageError(error)) return message;
  if (ownErrors.has(name)) return message;
  // An error of the operating system, whose text names the file: missing permission, full disk.
  if (syscall !== undefined) return message;
  // An error of AWS: usually a missing permission, which the text names.
  return $fault === undefined ? null : `AWS refused: ${name}: ${message}`;
};

const isUsageError = (error: unknown): boolean =>
  error instanceof TypeError && String(Object(error).code).startsWith('ERR_PARSE_ARGS');

/** Aborted by Ctrl-C or SIGTERM, so that a command can clean up; a second signal ends the process at once. */
export const interruption = (): AbortSignal => {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort();
    });
  }
  return controller.signal;
};
