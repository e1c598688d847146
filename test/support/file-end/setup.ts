import { afterAll } from 'vitest';
import { cleanUp } from './at-file-end.ts';

afterAll(cleanUp);
