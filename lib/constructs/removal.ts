import { RemovalPolicy } from 'aws-cdk-lib';
import type { StageConfig } from '../config.ts';

/**
 * What happens to data and logs with their stack. Those of a protected stage outlive it, except after the
 * rollback of the deploy that created them: nothing is in them then.
 */
export const removalOf = ({ protectData }: StageConfig): RemovalPolicy =>
  protectData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
