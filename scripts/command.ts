import type { ParseArgsConfig } from 'node:util';
import { parseArgs } from 'node:util';

/** What the user can put right: its message is all that is shown. */
export class UserError extends Error {
  override name = 'UserError';
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>['values'];

export interface Command<O extends Options> {
  readonly name: string;
  readonly summary: string;
  readonly options: O;
  /** Option to what it does. */
  readonly help: { readonly [K in keyof O]: string };
  readonly run: (values: Values<O>) => Promise<void>;
}

const helpText = <O extends Options>({ name, summary, options, help }: Command<O>): string => {
  const lines = Object.entries(options).map(([option, { type }]) => {
    const usage = type === 'string' ? `--${option} <value>` : `--${option}`;
    return `  ${usage.padEnd(20)} ${help[option]}`;
  });
  const all = [...lines, `  ${'--help'.padEnd(20)} Shows this`].join('\n');
  return `npm run ${name} -- [options]\n\n${summary}\n\n${all}\n`;
};

/** Parses the command line and runs the command: a failure is one line and exit code 1. */
export const runCommand = async <O extends Options>(command: Command<O>): Promise<void> => {
  try {
    const options = { ...command.options, help: { type: 'boolean' } } as const;
    const { values }: { values: Record<string, unknown> } = parseArgs({ options, strict: true });
    if (values['help'] === true) {
      console.log(helpText(command));
      return;
    }
    await command.run(values as Values<O>);
  } catch (error) {
    const line = lineOf(error);
    console.error(line === null ? error : `${command.name}: ${line}`);
    process.exitCode = 1;
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
