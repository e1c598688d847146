import { readFileSync } from 'node:fs';
import type { StageConfig, StageName } from '../../lib/config.ts';
import { ConfigError, stageConfig } from '../../lib/config.ts';
import { UserError } from '../command.ts';
import { root } from './run.ts';

/**
 * The configuration of a stage from cdk.json, as the app sees it.
 * @throws UserError if it is invalid
 */
export const settingsOf = (stage: StageName): StageConfig => {
  const { context } = JSON.parse(readFileSync(`${root}cdk.json`, 'utf8')) as {
    context: Record<string, unknown>;
  };
  try {
    return stageConfig((key) => (key === 'stage' ? stage : context[key]));
  } catch (error) {
    throw error instanceof ConfigError ? new UserError(`cdk.json: ${error.message}`) : error;
  }
};
