import type { ParseArgsConfig } from 'node:util';
import { parseArgs } from 'node:util';

/** What the user can put right: its message is all that is shown. */
export class UserError extends Error {
  override name = 'UserError';
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>['values'];

/** What a command line may say. */
interface Usage<O extends Options> {
  /** Of the npm script. */
  readonly name: string;
  readonly summary: string;
  readonly options: O;
  /** Option to what it does. */
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
  return `npm run ${name} -- [options]\n\n${summary}\n\n${all}\n`;
};

/** The values of the command line, or null when it asked for help, which is printed. @throws for an unknown option */
const parse = <O extends Options>(usage: Usage<O>): Values<O> | null => {
  const options = { ...usage.options, help: { type: 'boolean' } } as const;
  const { values }: { values: Record<string, unknown> } = parseArgs({ options, strict: true });
  if (values['help'] !== true) return values as Values<O>;
  console.log(helpText(usage));
  return null;
};

/** A failure is one line where its text says enough, and else its stack. */
const printFailure = (name: string, error: unknown): void => {
  const line = lineOf(error);
  console.error(line === null ? error : `${name}: ${line}`);
};

/** Parses the command line and runs the command: a failure is one line and exit code 1. */
export const runCommand = async <O extends Options>(command: Command<O>): Promise<void> => {
  try {
    const values = parse(command);
    if (values) await command.run(values);
  } catch (error) {
    printFailure(command.name, error);
    process.exitCode = 1;
  }
};

/** The values of the command line, for scripts whose body is their module. Ends the process after `--help`, or with 1. */
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

/** What one line says well enough; null for a bug, which is shown with its stack. */
export const lineOf = (error: unknown): string | null => {
  const { name, message, syscall, $fault } = Object(error);
  if (error instanceof UserError || isUsageError(error)) return message;
  // The system refuses, and its text names the file: a missing right, a full disk.
  if (syscall !== undefined) return message;
  // An answer of AWS: mostly a right that the caller lacks, which its text names.
  return $fault === undefined ? null : `AWS refused: ${name}: ${message}`;
};

const isUsageError = (error: unknown): boolean =>
  error instanceof TypeError && String(Object(error).code).startsWith('ERR_PARSE_ARGS');
