import * as z from 'zod';
import { socketsEnv } from '../../runtime/env.ts';

export const env = z.object({ ...socketsEnv });
