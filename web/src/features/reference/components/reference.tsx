import { useSuspenseQuery } from '@tanstack/react-query';
import { fetchDocument } from '../api/fetch-document.ts';
import { ReferencePage } from './reference-page.tsx';

/** The page `/docs`, loaded only there. */
export const Reference = () => {
  const { data } = useSuspenseQuery({
    queryKey: ['reference'],
    queryFn: fetchDocument,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return <ReferencePage document={data} />;
};
