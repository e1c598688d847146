export { previewOf } from '../../../functions/contracts/preview.ts';
