import { readFileSync } from 'node:fs';
import type { Settings, StageConfig, StageName } from '../../lib/config.ts';
import { ConfigError, likeOf, stageConfig } from '../../lib/config.ts';
import { UserError } from '../command.ts';
import { root } from './run.ts';

const contextOfCdkJson = (): Record<string, unknown> => {
  const { context } = JSON.parse(readFileSync(`${root}cdk.json`, 'utf8')) as {
    context: Record<string, unknown>;
  };
  return context;
};

/** Choices of the operator, which the CDK gets as context in addition to cdk.json. */
export interface GivenContext {
  readonly registration?: string;
  readonly alarmEmail?: string | null;
  readonly pushContact?: string | null;
}

/**
 * The configuration of a stage from cdk.json and the operator's choices, as the app reads it. @throws
 * UserError if it is invalid
 */
export const settingsOf = (stage: StageName, given: GivenContext = {}): StageConfig => {
  const context = contextOfCdkJson();
  const { registration, alarmEmail, pushContact } = given;
  try {
    return stageConfig(
      (key) =>
        ({
          stage,
          registration,
          alarmEmail: alarmEmail ?? undefined,
          pushContact: pushContact ?? undefined,
        })[key] ?? context[key],
    );
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const source = Object.keys(given).length > 0 ? 'options and cdk.json' : 'cdk.json';
    throw new UserError(`${source}: ${error.message}`);
  }
};

/** The settings of a stage in cdk.json, without defaults. */
export const settingsOfCdkJson = (stage: StageName): Partial<Settings> => {
  settingsOf(stage);
  return (contextOfCdkJson()[`parley:${likeOf(stage)}`] ?? {}) as Partial<Settings>;
};
