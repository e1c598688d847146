import { readFileSync } from 'node:fs';
import type { StageConfig, StageName } from '../../lib/config.ts';
import { ConfigError, stageConfig } from '../../lib/config.ts';
import { UserError } from '../command.ts';
import { root } from './run.ts';

/** The configuration of a stage as the app will see it, from cdk.json. @throws UserError when it is wrong */
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
