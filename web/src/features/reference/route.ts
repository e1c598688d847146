import { fetchDocument } from './api/fetch-document.ts';
import { ReferencePage } from './components/reference-page.tsx';

/** What the router loads for `/docs`: nobody else pays for it. */
export const referenceRoute = { Component: ReferencePage, loader: fetchDocument };
