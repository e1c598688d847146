/** Opus is small; Safari before 18.4 records AAC only. */
const types = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
/** The first type that this browser records; undefined for none. */
export const supportedType = (): string | undefined =>
  typeof MediaRecorder === 'undefined'
    ? undefined
    : types.find((type) => MediaRecorder.isTypeSupported(type));

/** Whether this browser can record. Pages without HTTPS have no microphone. */
export const canRecord = (): boolean =>
  navigator.mediaDevices?.getUserMedia !== undefined && supportedType() !== undefined;
