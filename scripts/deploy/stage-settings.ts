import { readFileSync } from 'node:fs';
import type { StageConfig, StageName } from '../../lib/config.ts';
import { stageConfig } from '../../lib/config.ts';
import { root } from './run.ts';

/** The configuration of a stage as the app will see it: with what cdk.json says about it. */
export const settingsOf = (stage: StageName): StageConfig => {
  const { context } = JSON.parse(readFileSync(`${root}cdk.json`, 'utf8')) as {
    context: Record<string, unknown>;
  };
  return stageConfig((key) => (key === 'stage' ? stage : context[key]));
};
