/** The types that file pickers offer first. */
export const acceptedTypes = 'image/*,application/pdf,text/*,application/zip,.zip,.pdf,.heic';
