import type { PickedFile } from '#client';
import { RefusedFileError } from '#client';
import { prepareFile } from '#client/photos';
import type { WorkerAnswer, WorkerScope } from './prepare-in-worker.ts';

const scope = globalThis as unknown as WorkerScope;

const answerTo = async (file: PickedFile): Promise<WorkerAnswer> => {
  try {
    return { prepared: await prepareFile(file) };
  } catch (error) {
    return { refusal: error instanceof RefusedFileError ? error.refusal : 'unreadable' };
  }
};

scope.onmessage = ({ data }) => {
  void answerTo(data.file).then((answer) => scope.postMessage({ number: data.number, answer }));
};
