import { RemovalPolicy } from 'aws-cdk-lib';
import type { StageConfig } from '../config.ts';

/**
 * The fate of data and logs when their stack is deleted. Those of a protected stage stay, except when the
 * deploy that created them is rolled back: they are empty then.
 */
export const removalOf = ({ protectData }: StageConfig): RemovalPolicy =>
  protectData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
